// Several regions as one: the box around them, how they move together and how its handles scale them. Pure arithmetic.
import { clamp, type Point, type Size } from "./points";
import type { Handle } from "./shape";

/** An upright box in picture pixels. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far the dashed box stands off from the regions, in stage pixels. */
const MARGIN = 6;
/** A group is not made narrower than this, in picture pixels. */
const LEAST = 1;
const CURSORS: Readonly<Record<string, string>> = {
  n: "ns-resize", s: "ns-resize", e: "ew-resize", w: "ew-resize", nw: "nwse-resize", se: "nwse-resize", ne: "nesw-resize", sw: "nesw-resize",
};

/** The box around points; undefined around none. */
export function boundsOf(points: readonly Point[]): Bounds | undefined {
  if (points.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/** The part of a way that keeps the box on the picture; one that hangs over already may only come back. */
export function wayWithin({ left, top, right, bottom }: Bounds, by: Point, size: Size): Point {
  return {
    x: clamp(by.x, Math.min(0, -left), Math.max(0, size.width - right)),
    y: clamp(by.y, Math.min(0, -top), Math.max(0, size.height - bottom)),
  };
}

/** The way that brings the box's corner onto whole pixels. */
export function wholeWay({ left, top }: Bounds, by: Point): Point {
  return { x: Math.round(left + by.x) - left, y: Math.round(top + by.y) - top };
}

/** The dashed box as it is drawn, in picture pixels. `unit`: picture pixels for one stage pixel. */
export function frameOf({ left, top, right, bottom }: Bounds, unit: number): readonly Point[] {
  const away = MARGIN * unit;
  const [x1, y1, x2, y2] = [left - away, top - away, right + away, bottom + away];
  return [{ x: x1, y: y1 }, { x: x2, y: y1 }, { x: x2, y: y2 }, { x: x1, y: y2 }];
}

/** Its handles, on corners and sides. */
export function groupHandles(bounds: Bounds, unit: number): readonly Handle[] {
  const [from, , to] = frameOf(bounds, unit) as [Point, Point, Point];
  return Object.entries(CURSORS).map(([name, cursor]) => ({
    name, cursor,
    at: {
      x: name.includes("w") ? from.x : name.includes("e") ? to.x : (from.x + to.x) / 2,
      y: name.includes("n") ? from.y : name.includes("s") ? to.y : (from.y + to.y) / 2,
    },
  }));
}

export interface Scaling {
  /** what stays where it is */
  readonly about: Point;
  /** factors along the width and the height */
  readonly by: Point;
}

/** What dragging a handle of the group to a picture point makes of it; the opposite side stays. `keepRatio` counts at corners. */
export function scalingTo(bounds: Bounds, handle: string, to: Point, size: Size, { unit, keepRatio }: { readonly unit: number; readonly keepRatio: boolean }): Scaling {
  const away = MARGIN * unit;
  const across = along(bounds.left, bounds.right, handle.includes("w") ? -1 : handle.includes("e") ? 1 : 0, to.x, away, size.width);
  const down = along(bounds.top, bounds.bottom, handle.includes("n") ? -1 : handle.includes("s") ? 1 : 0, to.y, away, size.height);
  const about = { x: across.from, y: down.from };
  if (!keepRatio || handle.length !== 2) return { about, by: { x: across.factor, y: down.factor } };
  const factor = Math.min(across.factor, down.factor);
  return { about, by: { x: factor, y: factor } };
}

/** One dimension: `side` is the end that is dragged, -1 the lower, 1 the upper, 0 neither. */
function along(low: number, high: number, side: -1 | 0 | 1, to: number, away: number, length: number): { readonly from: number; readonly factor: number } {
  const width = high - low;
  if (side === 0 || width <= 0) return { from: low, factor: 1 };
  const from = side === 1 ? low : high;
  // one that hangs over the edge may stay where it is
  const end = clamp(to - side * away, Math.min(0, low), Math.max(length, high));
  return { from, factor: Math.max(LEAST, (end - from) * side) / width };
}

/** Where scaling puts a point. */
export function scaledPoint(point: Point, { about, by }: Scaling): Point {
  return { x: about.x + (point.x - about.x) * by.x, y: about.y + (point.y - about.y) * by.y };
}

/** How far the two sides of something turned by so many degrees grow with it. */
export function stretch(degrees: number, by: Point): Point {
  const turn = (degrees * Math.PI) / 180;
  return { x: Math.hypot(Math.cos(turn) * by.x, Math.sin(turn) * by.y), y: Math.hypot(Math.sin(turn) * by.x, Math.cos(turn) * by.y) };
}

export function overlap(a: Bounds, b: Bounds): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

export function within(inner: Bounds, outer: Bounds): boolean {
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
}
