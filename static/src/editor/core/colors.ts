// Label colours: twelve of the look in the order they are handed out, or the config's own.
import { loadsNothing } from "./css";

const COUNT = 12;
const DARK_NAMES = new Set(
  ("black navy darkblue mediumblue blue darkgreen green teal darkcyan midnightblue indigo maroon purple darkred brown " +
    "darkmagenta darkslategray darkslategrey dimgray dimgrey slategray slategrey gray grey rebeccapurple saddlebrown sienna " +
    "firebrick crimson darkviolet blueviolet mediumvioletred darkslateblue slateblue royalblue steelblue forestgreen " +
    "seagreen olive darkolivegreen olivedrab red").split(" "),
);

export interface LabelColor {
  readonly color: string;
  /** readable on the solid colour */
  readonly onColor: string;
}

/** The nth colour (from 0) of the look. */
export function lookColor(index: number): LabelColor {
  const number = (index % COUNT) + 1;
  return { color: `var(--label-${number})`, onColor: `var(--label-${number}-on)` };
}

/** A colour that the config names. What would load a picture in its place is none. */
export function ownColor(color: string): LabelColor {
  if (!loadsNothing(color)) return UNKNOWN_COLOR;
  return { color, onColor: isDark(color) ? "#ffffff" : "#14120e" };
}

/** A label that the config does not know (any more). */
export const UNKNOWN_COLOR: LabelColor = { color: "var(--text-3)", onColor: "var(--surface)" };

function isDark(color: string): boolean {
  const channels = hexChannels(color) ?? functionChannels(color);
  if (!channels) return DARK_NAMES.has(color.trim().toLowerCase());
  const [red, green, blue] = channels.map((channel) => ((channel / 255) ** 2.2)) as [number, number, number];
  // white has the better contrast below this relative luminance
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179;
}

function hexChannels(color: string): readonly number[] | undefined {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(color.trim())?.[1];
  if (!hex || hex.length === 5 || hex.length === 7) return undefined;
  const wide = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
  return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16));
}

function functionChannels(color: string): readonly number[] | undefined {
  const parts = /^rgba?\(([^)]+)\)$/i.exec(color.trim())?.[1]?.split(/[\s,/]+/).map(Number);
  return parts && parts.length >= 3 && parts.every(Number.isFinite) ? parts.slice(0, 3) : undefined;
}
