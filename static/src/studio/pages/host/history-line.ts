// One series of a history as a line that can be drawn, and as rows of a file.
import type { Cell } from "../../components/charts/csv";
import type { Line } from "../../components/charts/geometry";
import type { History, SeriesName } from "./host-api";

/** One series of a history. */
export const lineOf = (history: History, name: SeriesName): Line => ({
  values: history.series[name],
  step: history.step_seconds,
  start: Date.parse(history.start),
});

/** A moment and a number a row, nothing where nothing was noted. */
export const rowsOf = ({ values, step, start }: Line, name: string): readonly (readonly Cell[])[] => [
  ["time", name],
  ...values.map((value, index) => [new Date(start + index * step * 1000).toISOString(), value]),
];
