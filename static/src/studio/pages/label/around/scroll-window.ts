// A list of any length in an element that browsers can still lay out: beyond its limit, the scroll position is scaled.

/** Taller than this, browsers lose precision or cut the element, in pixels. */
export const TALLEST = 8_000_000;

export interface Window {
  /** the first and the last row to draw */
  readonly first: number;
  readonly last: number;
  /** where the first one stands in the element, in pixels */
  readonly top: number;
  /** the height of the element, in pixels */
  readonly height: number;
}

/** The rows that are in sight. `view` is the height of what scrolls, `rows` how many there are in all. */
export function windowAt(scrollTop: number, view: number, rows: number, rowHeight: number, spare = 6): Window {
  const real = rows * rowHeight;
  const height = Math.min(real, TALLEST);
  const scale = height > view ? (real - view) / (height - view) : 1;
  const at = scrollTop * scale;
  const first = Math.max(0, Math.floor(at / rowHeight) - spare);
  const last = Math.min(rows - 1, Math.ceil((at + view) / rowHeight) + spare);
  return { first, last, top: scrollTop - at + first * rowHeight, height };
}

/** The scroll position that shows a row in the middle. */
export function scrollTo(row: number, view: number, rows: number, rowHeight: number): number {
  const real = rows * rowHeight;
  const height = Math.min(real, TALLEST);
  const scale = height > view ? (real - view) / (height - view) : 1;
  return Math.max(0, Math.min(row * rowHeight - (view - rowHeight) / 2, real - view)) / scale;
}
