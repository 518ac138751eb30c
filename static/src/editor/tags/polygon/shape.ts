// A polygon: points in percent of the picture, joined by straight lines; `closed: false` where somebody stopped half way.
import { allowedWay, areaOf, goesAround, isNear, lengthOf, liesOn, middleOf, shown, percentOf, pixelsAt, widening } from "../../surfaces/image/pointwise/polyline";
import { hollowHandle, indexOf, kindOf, pointHandle, type PointwiseShape } from "../../surfaces/image/pointwise/shape";
import { attachPointEditor, gripPoint } from "../../surfaces/image/pointwise/editing";
import { beginTracing } from "../../surfaces/image/pointwise/tracing";
import { texts } from "../../surfaces/image/pointwise/texts";
import { rounded } from "../../surfaces/image/percent";
import { scaledPoint } from "../../surfaces/image/several";
import { LEAST as SMALLEST, meant, type Geometry, type Handle } from "../../surfaces/image/shape";
import type { Point, Size } from "../../surfaces/image/points";

type Pair = readonly [number, number];

const LEAST = 3;

function pairsOf(value: Geometry): readonly Pair[] {
  const points = value["points"];
  return Array.isArray(points) ? (points as readonly Pair[]) : [];
}

function pointsOf(value: Geometry, size: Size): readonly Point[] {
  return pairsOf(value).map(([x, y]) => pixelsAt(x, y, size));
}

function pairOf(point: Point, size: Size): Pair {
  const { x, y } = percentOf(point, size);
  return [x, y];
}

/** Older results do not say whether they are closed: those with three points are. */
function isOpen(value: Geometry): boolean {
  return value["closed"] === false || pairsOf(value).length < LEAST;
}

/** The geometry keys only, with other points: labels stand in the same value and are not geometry. */
function written(value: Geometry, points: readonly Pair[]): Geometry {
  return { points, ...("closed" in value && { closed: value["closed"] }) };
}

function isPair(point: unknown): boolean {
  return Array.isArray(point) && point.length >= 2 && point.every((number) => typeof number === "number");
}

function inserted(value: Geometry, after: number, point: Pair): Geometry {
  return written(value, pairsOf(value).toSpliced(after + 1, 0, point));
}

/** Where hollow handles are: between each point and the next, the last and the first too when it is closed. */
function* gaps(points: readonly Point[], open: boolean): Generator<readonly [number, Point, Point]> {
  for (const [index, from] of points.entries()) {
    const to = points[index + 1] ?? (open || points.length < LEAST ? undefined : points[0]);
    if (to !== undefined) yield [index, from, to];
  }
}

export const polygonShape: PointwiseShape = {
  name: "polygon",
  get title() {
    return texts.polygon;
  },
  icon: "polygon",
  key: "p",
  element: "path",
  byCorners: true,

  reads: (value) => Array.isArray(value["points"]) && value["points"].length > 0 && value["points"].every(isPair),

  attributes(value, size) {
    const open = isOpen(value);
    const line = pointsOf(value, size).map(({ x, y }) => `${shown(x)} ${shown(y)}`).join("L");
    return { d: `M${line}${pairsOf(value).length === 1 ? "l0 0" : open ? "" : "Z"}`, "data-open": open ? "true" : "" };
  },

  outline: pointsOf,
  points: pointsOf,

  area: (value, size) => (isOpen(value) ? lengthOf : areaOf)(pointsOf(value, size)),

  contains(value, point, size, tolerance) {
    const points = pointsOf(value, size);
    if (!isNear(points, point, tolerance)) return false;
    if (isOpen(value)) return liesOn(points, point, tolerance);
    return goesAround(points, point) || liesOn([...points, points[0]!], point, tolerance);
  },

  handles(value, size, options) {
    const points = pointsOf(value, size);
    const hollow: Handle[] = [];
    for (const [index, from, to] of gaps(points, isOpen(value))) hollow.push(...hollowHandle(index, from, to, middleOf(from, to), options));
    return [...hollow, ...points.map((at, index) => pointHandle(index, at, options))];
  },

  draw(from, to, size, options) {
    const [a, b] = [meant(from, size, options), meant(to, size, options)];
    if (Math.abs(a.x - b.x) < SMALLEST * options.unit || Math.abs(a.y - b.y) < SMALLEST * options.unit) return undefined;
    const corners = [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
    return { points: corners.map((corner) => pairOf(corner, size)), closed: true };
  },

  drag(value, handle, to, size, options) {
    const point = pairOf(meant(to, size, options), size);
    if (kindOf(handle) === "between") return inserted(value, indexOf(handle), point);
    return written(value, pairsOf(value).with(indexOf(handle), point));
  },

  move(value, by, size) {
    const way = allowedWay(pointsOf(value, size), by, size);
    const [dx, dy] = [(way.x * 100) / size.width, (way.y * 100) / size.height];
    return written(value, pairsOf(value).map(([x, y]) => [rounded(x + dx), rounded(y + dy)]));
  },

  grow(value, by, size) {
    const points = pointsOf(value, size);
    const widen = widening(points, by, size);
    return written(value, points.map((point) => pairOf(widen(point), size)));
  },

  scale(value, scaling, size, options) {
    return written(value, pointsOf(value, size).map((point) => pairOf(meant(scaledPoint(point, scaling), size, options), size)));
  },

  describe(value) {
    const count = pairsOf(value).length;
    return isOpen(value) ? texts.openPolygonOf(count) : texts.polygonOf(count);
  },

  begin: (surface, start) => beginTracing(surface, polygonShape, start),
  grip: (surface, region, handle, start) => gripPoint(surface, polygonShape, region, handle, start),
  attach: attachPointEditor,

  add: (value, at, size, options) => ({ points: [...pairsOf(value ?? {}), pairOf(meant(at, size, options), size)], closed: false }),

  takeBack(value) {
    const points = pairsOf(value).slice(0, -1);
    return points.length === 0 ? undefined : { points, closed: false };
  },

  curves: () => false,

  pressed(value, index) {
    const last = pairsOf(value).length - 1;
    if (index !== 0 && index !== last) return undefined;
    return last + 1 >= LEAST ? "close" : "nothing";
  },

  least: (_value, close) => (close ? LEAST : 1),
  most: () => Infinity,
  closes: () => true,
  finish: (value, close) => ({ points: pairsOf(value), closed: close }),
  unfinished: isOpen,

  insertAfter(value, index, size) {
    const points = pointsOf(value, size);
    const to = points[index + 1] ?? (isOpen(value) ? undefined : points[0]);
    if (to === undefined) return undefined;
    return { value: inserted(value, index, pairOf(middleOf(points[index]!, to), size)), index: index + 1 };
  },

  insertedBy: (_value, handle) => indexOf(handle) + 1,

  remove(value, index) {
    const points = pairsOf(value);
    if (points.length <= (isOpen(value) ? 1 : LEAST)) return undefined;
    return written(value, points.toSpliced(index, 1));
  },
};
