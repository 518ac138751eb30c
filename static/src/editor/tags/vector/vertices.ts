// A path as results hold it: vertices that name the one before them. So a path may branch, and it is closed when the first
// names the last. Coordinates are percent of the picture; a curved vertex has two control points.
import { percentOf, pixelsAt } from "../../surfaces/image/pointwise/polyline";
import type { Point, Size } from "../../surfaces/image/points";
import type { Geometry } from "../../surfaces/image/shape";

export interface Vertex {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly prevPointId?: string | null;
  readonly isBezier?: boolean;
  /** towards the vertex before, and towards the next */
  readonly controlPoint1?: Point;
  readonly controlPoint2?: Point;
  /** its control points no longer mirror each other */
  readonly disconnected?: boolean;
}

export type Control = "controlPoint1" | "controlPoint2";

/** A stretch between two vertices, in picture pixels; without controls it is straight. */
export interface Segment {
  /** indexes of its vertices */
  readonly start: number;
  readonly end: number;
  readonly from: Point;
  readonly to: Point;
  readonly controls?: readonly [Point, Point];
}

/** How far along a straight line the control point lies that a straight end stands for. */
const STRAIGHT_END = 0.3;
const SAMPLES = 16;

export function isVertex(candidate: unknown): boolean {
  const { id, x, y } = (candidate ?? {}) as Partial<Vertex>;
  return typeof id === "string" && typeof x === "number" && typeof y === "number";
}

export function verticesOf(value: Geometry): readonly Vertex[] {
  const vertices = value["vertices"];
  return Array.isArray(vertices) ? (vertices as readonly Vertex[]) : [];
}

/** The first vertex names the last, or the value says that it is closed. */
export function isClosed(value: Geometry): boolean {
  const vertices = verticesOf(value);
  return value["closed"] === true || (vertices.length > 1 && vertices[0]!.prevPointId === vertices.at(-1)!.id);
}

/** A vertex whose control points can be used. */
export function isCurved(vertex: Vertex): boolean {
  return vertex.isBezier === true && vertex.controlPoint1 !== undefined && vertex.controlPoint2 !== undefined;
}

export function pixelsOf({ x, y }: Point, size: Size): Point {
  return pixelsAt(x, y, size);
}

export function segmentsOf(value: Geometry, size: Size): readonly Segment[] {
  const vertices = verticesOf(value);
  const places = new Map(vertices.map(({ id }, index) => [id, index]));
  const segments = vertices.flatMap((vertex, end) => {
    const start = places.get(vertex.prevPointId ?? "");
    return start === undefined || start === end ? [] : segmentBetween(vertices, start, end, size);
  });
  const closing = segments.findIndex(({ end }) => end === 0);
  if (closing >= 0) return [...segments.toSpliced(closing, 1), segments[closing]!];
  return isClosed(value) && vertices.length > 1 ? [...segments, segmentBetween(vertices, vertices.length - 1, 0, size)] : segments;
}

function segmentBetween(vertices: readonly Vertex[], start: number, end: number, size: Size): Segment {
  const [first, second] = [vertices[start]!, vertices[end]!];
  const [from, to] = [pixelsOf(first, size), pixelsOf(second, size)];
  const ends = { start, end, from, to };
  if (!isCurved(first) && !isCurved(second)) return ends;
  const along = (a: Point, b: Point): Point => ({ x: a.x + (b.x - a.x) * STRAIGHT_END, y: a.y + (b.y - a.y) * STRAIGHT_END });
  const out = isCurved(first) ? pixelsOf(first.controlPoint2!, size) : along(from, to);
  const into = isCurved(second) ? pixelsOf(second.controlPoint1!, size) : along(to, from);
  return { ...ends, controls: [out, into] };
}

/** The point of a segment at a share of it, 0 to 1. */
export function pointAt({ from, to, controls }: Segment, share: number): Point {
  const rest = 1 - share;
  if (controls === undefined) return { x: from.x * rest + to.x * share, y: from.y * rest + to.y * share };
  const [a, b, c, d] = [rest ** 3, 3 * rest * rest * share, 3 * rest * share * share, share ** 3];
  const [out, into] = controls;
  return { x: a * from.x + b * out.x + c * into.x + d * to.x, y: a * from.y + b * out.y + c * into.y + d * to.y };
}

/** A segment as points from its start to its end, near enough to its curve for hits and bounds. */
export function sampled(segment: Segment): readonly Point[] {
  if (segment.controls === undefined) return [segment.from, segment.to];
  return Array.from({ length: SAMPLES + 1 }, (_, step) => pointAt(segment, step / SAMPLES));
}

/** Every point of the path as it is drawn; of a closed one in the order around it. */
export function outlineOf(value: Geometry, size: Size): readonly Point[] {
  const segments = segmentsOf(value, size);
  return segments.length === 0 ? verticesOf(value).map((vertex) => pixelsOf(vertex, size)) : segments.flatMap(sampled);
}

/** A value with other vertices; labels stand in the same value and are no geometry. */
export function withVertices(value: Geometry, vertices: readonly Vertex[], closed = isClosed(value)): Geometry {
  return { vertices, closed };
}

/** A vertex with everything of it changed alike. */
export function mapped(vertex: Vertex, change: (point: Point) => Point): Vertex {
  const { controlPoint1, controlPoint2 } = vertex;
  return {
    ...vertex, ...change(vertex),
    ...(controlPoint1 && { controlPoint1: change(controlPoint1) }), ...(controlPoint2 && { controlPoint2: change(controlPoint2) }),
  };
}

/** As `mapped`, where the change is one of picture pixels. */
export function mappedPixels(vertex: Vertex, size: Size, change: (point: Point) => Point): Vertex {
  return mapped(vertex, (point) => percentOf(change(pixelsOf(point, size)), size));
}

export function mirrored(point: Point, about: Point): Point {
  return { x: 2 * about.x - point.x, y: 2 * about.y - point.y };
}
