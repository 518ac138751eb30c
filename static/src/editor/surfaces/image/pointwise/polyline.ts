// The arithmetic of points joined by straight lines, in picture pixels.
import { toPercent } from "../percent";
import { clamp, distance, type Point, type Size } from "../points";
import { boundsOf, wayWithin } from "../several";

export function percentOf({ x, y }: Point, size: Size): Point {
  return { x: toPercent(x, size.width), y: toPercent(y, size.height) };
}

export function pixelsAt(x: number, y: number, size: Size): Point {
  return { x: (x * size.width) / 100, y: (y * size.height) / 100 };
}

/** On the line from a point that goes by the nearest multiple of 15 degrees. */
export function inSteps(from: Point, to: Point): Point {
  const step = Math.PI / 12;
  const angle = Math.round(Math.atan2(to.y - from.y, to.x - from.x) / step) * step;
  const along = (to.x - from.x) * Math.cos(angle) + (to.y - from.y) * Math.sin(angle);
  return { x: from.x + along * Math.cos(angle), y: from.y + along * Math.sin(angle) };
}

/** The part of a way after which all points are still on the picture; those that hang over may only come back. */
export function allowedWay(points: readonly Point[], by: Point, size: Size): Point {
  const bounds = boundsOf(points);
  return bounds === undefined ? by : wayWithin(bounds, by, size);
}

/** What widens the bounds by so many pixels to the right and down, and keeps their top left corner and the picture's edge. */
export function widening(points: readonly Point[], by: Point, size: Size): (point: Point) => Point {
  const { left, top, right, bottom } = boundsOf(points) ?? { left: 0, top: 0, right: 0, bottom: 0 };
  const factor = (low: number, high: number, more: number, edge: number) =>
    high > low ? clamp(high - low + more, 1, Math.max(high - low, edge - low)) / (high - low) : 1;
  const across = factor(left, right, by.x, size.width);
  const down = factor(top, bottom, by.y, size.height);
  return ({ x, y }) => ({ x: left + (x - left) * across, y: top + (y - top) * down });
}

/** Of a closed line; what a line that crosses itself goes around twice counts twice, and what it goes around the other way is taken off. */
export function areaOf(points: readonly Point[]): number {
  let doubled = 0;
  let before = points.at(-1);
  for (const point of points) {
    if (before !== undefined) doubled += before.x * point.y - point.x * before.y;
    before = point;
  }
  return Math.abs(doubled) / 2;
}

export function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < points.length; index += 1) length += distance(points[index - 1]!, points[index]!);
  return length;
}

/** Whether a closed line goes around a point, in the way that a fill is drawn (nonzero). */
export function goesAround(points: readonly Point[], { x, y }: Point): boolean {
  let winding = 0;
  let before = points.at(-1);
  for (const point of points) {
    if (before !== undefined && before.y <= y !== point.y <= y) {
      const side = (point.x - before.x) * (y - before.y) - (x - before.x) * (point.y - before.y);
      if (before.y <= y && side > 0) winding += 1;
      if (before.y > y && side < 0) winding -= 1;
    }
    before = point;
  }
  return winding !== 0;
}

export function distanceToSegment(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / length, 0, 1);
  return distance(point, { x: from.x + share * dx, y: from.y + share * dy });
}

/** Whether a point lies within the tolerance of the line through these points. */
export function liesOn(points: readonly Point[], point: Point, tolerance: number): boolean {
  if (points.length === 1) return distance(point, points[0]!) <= tolerance;
  return points.some((to, index) => index > 0 && distanceToSegment(point, points[index - 1]!, to) <= tolerance);
}

/** Whether a point may lie on or inside of the line through these points: a quick look, before every stretch is measured. */
export function isNear(points: readonly Point[], { x, y }: Point, tolerance: number): boolean {
  const bounds = boundsOf(points);
  if (bounds === undefined) return false;
  return x >= bounds.left - tolerance && x <= bounds.right + tolerance && y >= bounds.top - tolerance && y <= bounds.bottom + tolerance;
}

export function middleOf(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** A number for SVG: hundredths of a pixel. */
export function shown(value: number): string {
  return String(Math.round(value * 100) / 100);
}
