// The arithmetic of a box that may be turned. A box is in picture pixels; (x, y) is its top left corner, and `rotation`
// turns it clockwise about that corner, in degrees. A value is the same in percent of the picture, as results hold it.
import { clamp, type Point, type Size } from "../../surfaces/image/points";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

export type Side = "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw";
export const SIDES: readonly Side[] = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];

/** Six decimals of a percent: a ten-thousandth of a pixel on a picture 10,000 pixels wide. */
const DECIMALS = 1e6;
const SMALLEST = 1;

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const round = (value: number) => Math.round(value * DECIMALS) / DECIMALS;
const number = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : 0);

export function boxOf(value: Readonly<Record<string, unknown>>, size: Size): Box {
  return {
    x: (number(value["x"]) * size.width) / 100,
    y: (number(value["y"]) * size.height) / 100,
    width: (number(value["width"]) * size.width) / 100,
    height: (number(value["height"]) * size.height) / 100,
    rotation: number(value["rotation"]),
  };
}

export function valueOf(box: Box, size: Size): { x: number; y: number; width: number; height: number; rotation: number } {
  return {
    x: round((box.x * 100) / size.width),
    y: round((box.y * 100) / size.height),
    width: round((box.width * 100) / size.width),
    height: round((box.height * 100) / size.height),
    rotation: round(box.rotation),
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
  let dx = to.x - from.x;
  let dy = to.y - from.y;
  if (square) {
    const side = Math.min(Math.abs(dx), Math.abs(dy));
    dx = Math.sign(dx) * side;
    dy = Math.sign(dy) * side;
  }
  return { x: Math.min(from.x, from.x + dx), y: Math.min(from.y, from.y + dy), width: Math.abs(dx), height: Math.abs(dy), rotation: 0 };
}
