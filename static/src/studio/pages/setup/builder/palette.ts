// The twelve label colours of the look as a config can carry them: the light ones, which any editor draws the same.
export const PALETTE: readonly string[] = [
  "#105fb6", "#f55a06", "#379ebf", "#a8203d", "#8a4ee2", "#cc0794",
  "#13905e", "#946500", "#195e52", "#83993c", "#62005f", "#6d3d05",
];
