// The arithmetic of a box that may be turned. A box is in picture pixels; (x, y) is its top left corner, and `rotation`
// turns it clockwise about that corner, in degrees. A value is the same in percent of the picture, as results hold it.
import { numberOr0, rounded, toPercent, toPixels } from "../../surfaces/image/percent";
import { scaledPoint, stretch } from "../../surfaces/image/several";
import type { Side } from "../../surfaces/image/sides";
import { clamp, distance, squared, type Point, type Size } from "../../surfaces/image/points";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

export const SIDES: readonly Side[] = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];

const SMALLEST = 1;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

export function boxOf(value: Readonly<Record<string, unknown>>, size: Size): Box {
  return {
    x: toPixels(value["x"], size.width),
    y: toPixels(value["y"], size.height),
    width: toPixels(value["width"], size.width),
    height: toPixels(value["height"], size.height),
    rotation: numberOr0(value["rotation"]),
  };
}

export function valueOf(box: Box, size: Size): { x: number; y: number; width: number; height: number; rotation: number } {
  return {
    x: toPercent(box.x, size.width),
    y: toPercent(box.y, size.height),
    width: toPercent(box.width, size.width),
    height: toPercent(box.height, size.height),
    rotation: rounded(box.rotation),
  };
}

/** A point given from the box's corner along its own sides. */
function outward(box: Box, along: number, down: number): Point {
  const cos = Math.cos(radians(box.rotation));
  const sin = Math.sin(radians(box.rotation));
  return { x: box.x + along * cos - down * sin, y: box.y + along * sin + down * cos };
}

/** The reverse: how far a point lies along and down the box's own sides. */
export function inward(box: Box, point: Point): Point {
  const cos = Math.cos(radians(box.rotation));
  const sin = Math.sin(radians(box.rotation));
  const dx = point.x - box.x;
  const dy = point.y - box.y;
  return { x: dx * cos + dy * sin, y: dy * cos - dx * sin };
}

/** Top left, top right, bottom right, bottom left, of the box as it was before it was turned. */
export function corners(box: Box): readonly [Point, Point, Point, Point] {
  return [outward(box, 0, 0), outward(box, box.width, 0), outward(box, box.width, box.height), outward(box, 0, box.height)];
}

export function center(box: Box): Point {
  return outward(box, box.width / 2, box.height / 2);
}

export function contains(box: Box, point: Point, tolerance: number): boolean {
  const { x, y } = inward(box, point);
  return x >= -tolerance && y >= -tolerance && x <= box.width + tolerance && y <= box.height + tolerance;
}

/** The point of a side or corner, pushed `away` pixels out of the box. */
export function pointOn(box: Box, side: Side, away = 0): Point {
  const along = side.includes("w") ? -away : side.includes("e") ? box.width + away : box.width / 2;
  const down = side.includes("n") ? -away : side.includes("s") ? box.height + away : box.height / 2;
  return outward(box, along, down);
}

/** Moves a box and keeps all of it on the picture; one that hangs over already may only come back. */
export function moved(box: Box, by: Point, size: Size): Box {
  const points = corners(box);
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const dx = clamp(by.x, Math.min(0, -Math.min(...xs)), Math.max(0, size.width - Math.max(...xs)));
  const dy = clamp(by.y, Math.min(0, -Math.min(...ys)), Math.max(0, size.height - Math.max(...ys)));
  return { ...box, x: box.x + dx, y: box.y + dy };
}

/** Drags a side or corner to a point; the opposite one stays where it is, also when the box is turned. */
export function resized(box: Box, side: Side, to: Point, keepRatio = false): Box {
  const local = inward(box, to);
  let left = side.includes("w") ? Math.min(local.x, box.width - SMALLEST) : 0;
  let top = side.includes("n") ? Math.min(local.y, box.height - SMALLEST) : 0;
  const right = side.includes("e") ? Math.max(local.x, SMALLEST) : box.width;
  const bottom = side.includes("s") ? Math.max(local.y, SMALLEST) : box.height;
  let width = right - left;
  let height = bottom - top;
  if (keepRatio && side.length === 2) {
    const factor = Math.min(width / box.width, height / box.height);
    width = box.width * factor;
    height = box.height * factor;
    if (side.includes("w")) left = right - width;
    if (side.includes("n")) top = bottom - height;
  }
  return { ...outward(box, left, top), width, height, rotation: box.rotation };
}

/** One of several that are scaled about a point. A turned box keeps its turn, and each side grows as far as its direction does. */
export function scaled(box: Box, about: Point, by: Point): Box {
  const sides = stretch(box.rotation, by);
  const [width, height] = [box.width * sides.x, box.height * sides.y];
  const at = { ...scaledPoint(center(box), { about, by }), width: 0, height: 0, rotation: box.rotation };
  return { ...outward(at, -width / 2, -height / 2), width, height, rotation: box.rotation };
}

/** Turns a box about its middle until its top side faces the point. With `step`, by multiples of it. */
export function turned(box: Box, towards: Point, step = 0): Box {
  const middle = center(box);
  const degrees = (Math.atan2(towards.y - middle.y, towards.x - middle.x) * 180) / Math.PI + 90;
  const stepped = step > 0 ? Math.round(degrees / step) * step : degrees;
  const rotation = ((stepped % 360) + 360) % 360;
  const corner = outward({ x: middle.x, y: middle.y, width: 0, height: 0, rotation }, -box.width / 2, -box.height / 2);
  return { ...corner, width: box.width, height: box.height, rotation };
}

/** The upright box between two points of the picture. */
export function between(from: Point, to: Point, square = false): Box {
  const end = square ? squared(from, to) : to;
  return { x: Math.min(from.x, end.x), y: Math.min(from.y, end.y), width: Math.abs(end.x - from.x), height: Math.abs(end.y - from.y), rotation: 0 };
}

/**
 * The box whose top side runs from `from` to `to` and whose opposite side goes through `across`, as far as all of it is on the
 * picture. Where `across` lies on the other hand the side is run the other way, so that a height is never negative.
 */
export function throughPoints(from: Point, to: Point, across: Point | undefined, size: Size): Box {
  const width = distance(from, to);
  const down = (start: Point, end: Point): Point => ({ x: (start.y - end.y) / width, y: (end.x - start.x) / width });
  const depth = (normal: Point) => (across ? (across.x - from.x) * normal.x + (across.y - from.y) * normal.y : 0);
  const [start, end] = width > 0 && depth(down(from, to)) < 0 ? [to, from] : [from, to];
  const normal = width > 0 ? down(start, end) : { x: 0, y: 1 };
  const room = Math.min(...[start, end].flatMap((point) => [reach(point.x, normal.x, size.width), reach(point.y, normal.y, size.height)]));
  const degrees = (Math.atan2(end.y - start.y, end.x - start.x) * 180) / Math.PI;
  return { x: start.x, y: start.y, width, height: Math.min(depth(normal), room), rotation: (degrees + 360) % 360 };
}

/** How far one can go from a coordinate before leaving the picture. */
function reach(at: number, step: number, whole: number): number {
  if (step === 0) return Infinity;
  return step > 0 ? (whole - at) / step : -at / step;
}
