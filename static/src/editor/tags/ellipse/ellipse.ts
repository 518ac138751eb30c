// The arithmetic of an ellipse that may be turned. It is in picture pixels; (x, y) is its middle, and `rotation` turns it
// clockwise about that, in degrees. A value is the same in percent of the picture, as results hold it: `x` and `radiusX` of
// its width, `y` and `radiusY` of its height.
import { numberOr0, rounded, toPercent, toPixels } from "../../surfaces/image/percent";
import { clamp, squared, type Point, type Size } from "../../surfaces/image/points";
import type { Side } from "../../surfaces/image/sides";

export interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly rotation: number;
}

export const SIDES: readonly Side[] = ["n", "e", "s", "w"];
const SMALLEST = 0.5;

export function ellipseOf(value: Readonly<Record<string, unknown>>, size: Size): Ellipse {
  return {
    x: toPixels(value["x"], size.width),
    y: toPixels(value["y"], size.height),
    radiusX: toPixels(value["radiusX"], size.width),
    radiusY: toPixels(value["radiusY"], size.height),
    rotation: numberOr0(value["rotation"]),
  };
}

export function valueOf(ellipse: Ellipse, size: Size): { x: number; y: number; radiusX: number; radiusY: number; rotation: number } {
  return {
    x: toPercent(ellipse.x, size.width),
    y: toPercent(ellipse.y, size.height),
    radiusX: toPercent(ellipse.radiusX, size.width),
    radiusY: toPercent(ellipse.radiusY, size.height),
    rotation: rounded(ellipse.rotation),
  };
}

function axes({ rotation }: Ellipse): readonly [cos: number, sin: number] {
  const radians = (rotation * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

/** A point given from the middle along the ellipse's own axes. */
function outward(ellipse: Ellipse, along: number, down: number): Point {
  const [cos, sin] = axes(ellipse);
  return { x: ellipse.x + along * cos - down * sin, y: ellipse.y + along * sin + down * cos };
}

/** The reverse. */
function inward(ellipse: Ellipse, point: Point): Point {
  const [cos, sin] = axes(ellipse);
  const [dx, dy] = [point.x - ellipse.x, point.y - ellipse.y];
  return { x: dx * cos + dy * sin, y: dy * cos - dx * sin };
}

/** How far it reaches from its middle, across and down the picture. */
export function extents(ellipse: Ellipse): Size {
  const [cos, sin] = axes(ellipse);
  const { radiusX, radiusY } = ellipse;
  return { width: Math.hypot(radiusX * cos, radiusY * sin), height: Math.hypot(radiusX * sin, radiusY * cos) };
}

/** The corners of the upright box around it. */
export function corners(ellipse: Ellipse): readonly Point[] {
  const { width, height } = extents(ellipse);
  const { x, y } = ellipse;
  return [{ x: x - width, y: y - height }, { x: x + width, y: y - height }, { x: x + width, y: y + height }, { x: x - width, y: y + height }];
}

export function contains(ellipse: Ellipse, point: Point, tolerance: number): boolean {
  const { x, y } = inward(ellipse, point);
  return Math.hypot(x / (Math.max(0, ellipse.radiusX) + tolerance), y / (Math.max(0, ellipse.radiusY) + tolerance)) <= 1;
}

/** The end of an axis, pushed `away` pixels outwards. */
export function pointOn(ellipse: Ellipse, side: Side, away = 0): Point {
  const along = side === "w" ? -ellipse.radiusX - away : side === "e" ? ellipse.radiusX + away : 0;
  const down = side === "n" ? -ellipse.radiusY - away : side === "s" ? ellipse.radiusY + away : 0;
  return outward(ellipse, along, down);
}

/** Moves it and keeps all of it on the picture; one that hangs over already may only come back. */
export function moved(ellipse: Ellipse, by: Point, size: Size): Ellipse {
  const reach = extents(ellipse);
  const step = (at: number, way: number, half: number, whole: number) => at + clamp(way, Math.min(0, half - at), Math.max(0, whole - half - at));
  return { ...ellipse, x: step(ellipse.x, by.x, reach.width, size.width), y: step(ellipse.y, by.y, reach.height, size.height) };
}

/** Drags the end of an axis to a point; the opposite end stays where it is. With `keepRatio` the other axis grows alike. */
export function resized(ellipse: Ellipse, side: Side, to: Point, keepRatio = false): Ellipse {
  const local = inward(ellipse, to);
  const level = side === "e" || side === "w";
  const sign = side === "e" || side === "s" ? 1 : -1;
  const before = level ? ellipse.radiusX : ellipse.radiusY;
  const after = Math.max(SMALLEST, ((level ? local.x : local.y) * sign + before) / 2);
  const shift = (after - before) * sign;
  const middle = level ? outward(ellipse, shift, 0) : outward(ellipse, 0, shift);
  const other = (level ? ellipse.radiusY : ellipse.radiusX) * (keepRatio && before > 0 ? after / before : 1);
  return { ...middle, radiusX: level ? after : other, radiusY: level ? other : after, rotation: ellipse.rotation };
}

/** Turns it about its middle until its upper end faces the point. With `step`, by multiples of it. */
export function turned(ellipse: Ellipse, towards: Point, step = 0): Ellipse {
  const degrees = (Math.atan2(towards.y - ellipse.y, towards.x - ellipse.x) * 180) / Math.PI + 90;
  const stepped = step > 0 ? Math.round(degrees / step) * step : degrees;
  return { ...ellipse, rotation: ((stepped % 360) + 360) % 360 };
}

/** Moves it inwards where it left the picture and the whole fits. */
export function backOnPicture(ellipse: Ellipse, size: Size): Ellipse {
  const { width, height } = extents(ellipse);
  if (width * 2 > size.width || height * 2 > size.height) return ellipse;
  return { ...ellipse, x: clamp(ellipse.x, width, size.width - width), y: clamp(ellipse.y, height, size.height - height) };
}

/** The upright ellipse in the box between two points; a circle on request. */
export function between(from: Point, to: Point, circle = false): Ellipse {
  const end = circle ? squared(from, to) : to;
  const [radiusX, radiusY] = [Math.abs(end.x - from.x) / 2, Math.abs(end.y - from.y) / 2];
  return { x: (from.x + end.x) / 2, y: (from.y + end.y) / 2, radiusX, radiusY, rotation: 0 };
}
