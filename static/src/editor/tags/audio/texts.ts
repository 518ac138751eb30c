// Texts of the Audio tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("audio", {
  play: "Play",
  pause: "Pause",
  position: "Position",
  speed: "Speed",
  volume: "Volume",
  failed: "This recording did not load. Its address may be wrong, or the browser cannot play this kind of file.",
  none: "This task has no recording.",
  back: "5 seconds back",
  forward: "5 seconds on",
  group: (name: string): string => `Recording: ${name}`,
});
