// A path of straight and curved segments, open, closed or branching, made point by point.
import { newId } from "../../core/ids";
import { attachPointEditor, gripPoint } from "../../surfaces/image/pointwise/editing";
import { allowedWay, areaOf, goesAround, isNear, lengthOf, liesOn, shown, percentOf, widening } from "../../surfaces/image/pointwise/polyline";
import { hollowHandle, indexOf, kindOf, pointHandle, type PointwiseShape } from "../../surfaces/image/pointwise/shape";
import { beginTracing } from "../../surfaces/image/pointwise/tracing";
import { texts } from "../../surfaces/image/pointwise/texts";
import { rounded } from "../../surfaces/image/percent";
import { scaledPoint } from "../../surfaces/image/several";
import { LEAST, meant, type Geometry, type Handle, type ShapeOptions } from "../../surfaces/image/shape";
import type { Point, Size } from "../../surfaces/image/points";
import { bent, dragged, inserted, removed } from "./changes";
import {
  isClosed, isCurved, isVertex, mapped, mappedPixels, mirrored, outlineOf, pixelsOf, pointAt, sampled, segmentsOf, verticesOf, withVertices,
  type Segment, type Vertex,
} from "./vertices";

/** Two points close a line only when one of them is curved. */
const RING = 3;

function limit({ attributes }: ShapeOptions, name: "minPoints" | "maxPoints", none: number): number {
  const written = attributes?.number(name) ?? 0;
  return written > 0 ? written : none;
}

function says({ attributes }: ShapeOptions, name: "closable" | "curves" | "skeleton"): boolean {
  return attributes?.boolean(name) ?? false;
}

function closesWith(vertices: readonly Vertex[], options: ShapeOptions): number {
  return Math.max(limit(options, "minPoints", 1), vertices.some(isCurved) ? 2 : RING);
}

function fresh(at: Point, size: Size, before: Vertex | undefined, pull: Point | undefined): Vertex {
  const base = { id: newId(), ...percentOf(at, size), prevPointId: before?.id ?? null };
  if (pull === undefined) return { ...base, isBezier: false };
  const controls = { controlPoint1: percentOf(mirrored(pull, at), size), controlPoint2: percentOf(pull, size) };
  return { ...base, isBezier: true, ...controls, disconnected: false };
}

function curve(segment: Segment): string {
  const end = `${shown(segment.to.x)} ${shown(segment.to.y)}`;
  if (segment.controls === undefined) return `L${end}`;
  return `C${segment.controls.map(({ x, y }) => `${shown(x)} ${shown(y)}`).join(" ")} ${end}`;
}

function pathOf(value: Geometry, size: Size): string {
  let pen = -1;
  let path = "";
  for (const segment of segmentsOf(value, size)) {
    if (segment.start !== pen) path += `M${shown(segment.from.x)} ${shown(segment.from.y)}`;
    path += curve(segment);
    pen = segment.end;
  }
  if (path !== "") return path + (isClosed(value) ? "Z" : "");
  return verticesOf(value).map((vertex) => pixelsOf(vertex, size)).map(({ x, y }) => `M${shown(x)} ${shown(y)}l0 0`).join("");
}

function pointsOf(value: Geometry, size: Size): readonly Point[] {
  return verticesOf(value).map((vertex) => pixelsOf(vertex, size));
}

/** The handles of curves: a line from the vertex to each of its control points. */
function controlHandles(value: Geometry, size: Size, from = 0): readonly Handle[] {
  return verticesOf(value).flatMap((vertex, index) => {
    if (!isCurved(vertex) || index < from) return [];
    const stalk = pixelsOf(vertex, size);
    const control = (name: string, point: Point): Handle => ({ name: `${name} ${index}`, at: pixelsOf(point, size), stalk, cursor: "move", mark: "round", width: 7 });
    return [control("into", vertex.controlPoint1!), control("out", vertex.controlPoint2!)];
  });
}

export const vectorShape: PointwiseShape = {
  name: "vector",
  get title() {
    return texts.path;
  },
  icon: "path",
  key: "shift+p",
  element: "path",
  byCorners: true,

  reads: (value) => Array.isArray(value["vertices"]) && value["vertices"].length > 0 && value["vertices"].every(isVertex),

  attributes: (value, size) => ({ d: pathOf(value, size), "data-open": isClosed(value) ? "" : "true" }),

  outline: outlineOf,
  points: pointsOf,

  area: (value, size) => (isClosed(value) ? areaOf : lengthOf)(outlineOf(value, size)),

  contains(value, point, size, tolerance) {
    const outline = outlineOf(value, size);
    if (!isNear(outline, point, tolerance)) return false;
    if (isClosed(value) && goesAround(outline, point)) return true;
    const segments = segmentsOf(value, size);
    return segments.length === 0 ? liesOn(outline, point, tolerance * 2) : segments.some((segment) => liesOn(sampled(segment), point, tolerance));
  },

  handles(value, size, options) {
    const hollow = segmentsOf(value, size).flatMap((segment) => hollowHandle(segment.end, segment.from, segment.to, pointAt(segment, 0.5), options));
    return [...hollow, ...controlHandles(value, size), ...pointsOf(value, size).map((at, index) => pointHandle(index, at, options))];
  },

  draw(from, to, size, options) {
    const [a, b] = [meant(from, size, options), meant(to, size, options)];
    if (Math.hypot(a.x - b.x, a.y - b.y) < LEAST * options.unit) return undefined;
    const first = fresh(a, size, undefined, undefined);
    return { vertices: [first, fresh(b, size, first, undefined)], closed: false };
  },

  drag(value, handle, to, size, options) {
    const kind = kindOf(handle);
    // a curve may bend beyond the picture's edge
    const at = kind === "into" || kind === "out" ? to : meant(to, size, options);
    if (kind !== "between") return dragged(value, handle, at, size, options);
    const changed = inserted(value, indexOf(handle), size);
    return dragged(changed.value, `point ${changed.index}`, at, size, options);
  },

  move(value, by, size) {
    const way = allowedWay(pointsOf(value, size), by, size);
    const [dx, dy] = [(way.x * 100) / size.width, (way.y * 100) / size.height];
    return withVertices(value, verticesOf(value).map((vertex) => mapped(vertex, ({ x, y }) => ({ x: rounded(x + dx), y: rounded(y + dy) }))));
  },

  grow(value, by, size) {
    const widen = widening(pointsOf(value, size), by, size);
    return withVertices(value, verticesOf(value).map((vertex) => mappedPixels(vertex, size, widen)));
  },

  scale(value, scaling, size, options) {
    const vertices = verticesOf(value).map((vertex) => {
      const place = percentOf(meant(scaledPoint(pixelsOf(vertex, size), scaling), size, options), size);
      return { ...mappedPixels(vertex, size, (point) => scaledPoint(point, scaling)), ...place };
    });
    return withVertices(value, vertices);
  },

  describe(value) {
    const count = verticesOf(value).length;
    return isClosed(value) ? texts.closedPathOf(count) : texts.pathOf(count);
  },

  begin: (surface, start) => beginTracing(surface, vectorShape, start),
  grip: (surface, region, handle, start) => gripPoint(surface, vectorShape, region, handle, start),
  attach: attachPointEditor,

  add(value, at, size, options, { from, pull }) {
    const vertices = verticesOf(value ?? {});
    const before = vertices[from ?? vertices.length - 1];
    return { vertices: [...vertices, fresh(meant(at, size, options), size, before, pull)], closed: false };
  },

  takeBack(value) {
    const vertices = verticesOf(value).slice(0, -1);
    return vertices.length === 0 ? undefined : { vertices, closed: false };
  },

  curves: (options) => says(options, "curves"),

  pressed(value, index, options) {
    const vertices = verticesOf(value);
    const last = vertices.length - 1;
    if (index === 0 && last > 0 && says(options, "closable")) return vertices.length >= closesWith(vertices, options) ? "close" : "nothing";
    if (index === last) return vertices.length >= limit(options, "minPoints", 2) ? "end" : "nothing";
    return says(options, "skeleton") ? "branch" : undefined;
  },

  least: (value, close, options) => (close ? closesWith(verticesOf(value), options) : limit(options, "minPoints", limit(options, "maxPoints", 2) < 2 ? 1 : 2)),
  most: (options) => limit(options, "maxPoints", Infinity),
  closes: (options) => says(options, "closable"),

  finish(value, close) {
    const vertices = verticesOf(value);
    const [first, ...others] = vertices;
    if (!close || first === undefined) return withVertices(value, vertices, false);
    return { vertices: [{ ...first, prevPointId: vertices.at(-1)!.id }, ...others], closed: true };
  },

  unfinished(value, options) {
    const few = verticesOf(value).length < limit(options, "minPoints", 0);
    return !isClosed(value) && (few || says(options, "closable"));
  },

  insertAfter(value, index, size, options) {
    const next = segmentsOf(value, size).find(({ start }) => start === index);
    if (next === undefined || verticesOf(value).length >= limit(options, "maxPoints", Infinity)) return undefined;
    return inserted(value, next.end, size);
  },

  insertedBy: (value, handle) => (indexOf(handle) === 0 ? verticesOf(value).length : indexOf(handle)),

  remove(value, index, options) {
    const vertices = verticesOf(value);
    const least = isClosed(value) ? closesWith(vertices.toSpliced(index, 1), options) : limit(options, "minPoints", 1);
    return vertices.length <= least ? undefined : removed(value, index);
  },

  guides: (value, size) => controlHandles(value, size, verticesOf(value).length - 1),

  bend: (value, index, size, options) => (says(options, "curves") ? bent(value, index, size) : undefined),

  openAt(value, handle) {
    const vertices = verticesOf(value);
    if (!isClosed(value) || segmentsOf(value, { width: 1, height: 1 }).length !== vertices.length) return undefined;
    const start = indexOf(handle);
    const turned = [...vertices.slice(start), ...vertices.slice(0, start)];
    const chain = turned.map((vertex, index) => ({ ...vertex, prevPointId: index === 0 ? null : turned[index - 1]!.id }));
    return withVertices(value, chain, false);
  },
};
