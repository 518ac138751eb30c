// The handles on the sides and corners of a shape, and the cursors that say which way they go.

export type Side = "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw";

const CURSORS = ["ns-resize", "nesw-resize", "ew-resize", "nwse-resize"] as const;
const DIRECTIONS: Readonly<Record<Side, number>> = { n: 0, ne: 1, e: 2, se: 3, s: 4, sw: 5, w: 6, nw: 7 };

/** The handle that turns a shape, and how far from it, in stage pixels. */
export const ROTATE = "rotate";
export const STALK = 24;

/** Of a side's handle on a shape that is turned by `rotation` degrees. */
export function sideCursor(side: Side, rotation: number): string {
  const eighth = Math.round(rotation / 45);
  return CURSORS[(((DIRECTIONS[side] + eighth) % 4) + 4) % 4]!;
}

/** The cursor where the picture itself is turned: a quarter of a turn exchanges the directions. */
export function cursorOnTurned(cursor: string, turns: number): string {
  const at = (CURSORS as readonly string[]).indexOf(cursor);
  return at < 0 || turns % 180 === 0 ? cursor : CURSORS[(at + 2) % 4]!;
}
