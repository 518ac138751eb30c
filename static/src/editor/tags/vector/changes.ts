// What can be done to one vertex of a path: dragged, put in, taken away, bent and straightened.
import { percentOf } from "../../surfaces/image/pointwise/polyline";
import { indexOf, kindOf, type Changed } from "../../surfaces/image/pointwise/shape";
import type { Geometry, ShapeOptions } from "../../surfaces/image/shape";
import { distance, type Point, type Size } from "../../surfaces/image/points";
import { newId } from "../../core/ids";
import {
  isClosed, isCurved, mappedPixels, mirrored, pixelsOf, pointAt, segmentsOf, verticesOf, withVertices, type Control, type Segment, type Vertex,
} from "./vertices";

/** How far a bent vertex's control points lie from it: a share of the way between its neighbours. */
const REACH = 0.25;

/** A vertex moves with its control points; a control point takes the opposite one along unless it is free. */
export function dragged(value: Geometry, handle: string, to: Point, size: Size, options: ShapeOptions): Geometry {
  const vertices = verticesOf(value);
  const index = indexOf(handle);
  const vertex = vertices[index]!;
  if (kindOf(handle) === "point") {
    const at = pixelsOf(vertex, size);
    const by = { x: to.x - at.x, y: to.y - at.y };
    const moved = mappedPixels(vertex, size, (point) => ({ x: point.x + by.x, y: point.y + by.y }));
    return withVertices(value, vertices.with(index, moved));
  }
  const own: Control = kindOf(handle) === "into" ? "controlPoint1" : "controlPoint2";
  const other: Control = own === "controlPoint1" ? "controlPoint2" : "controlPoint1";
  const free = options.free === true || vertex.disconnected === true;
  const opposite = free ? vertex[other]! : percentOf(mirrored(to, pixelsOf(vertex, size)), size);
  return withVertices(value, vertices.with(index, { ...vertex, [own]: percentOf(to, size), [other]: opposite, disconnected: free }));
}

/** One vertex more in the middle of the segment that ends at this one. A curve between two curved ends keeps its form. */
export function inserted(value: Geometry, end: number, size: Size): Changed {
  const vertices = verticesOf(value);
  const segment = segmentsOf(value, size).find((candidate) => candidate.end === end)!;
  const added: Vertex = { id: newId(), ...percentOf(pointAt(segment, 0.5), size), prevPointId: vertices[segment.start]!.id, isBezier: false };
  const parts = isCurved(vertices[segment.start]!) && isCurved(vertices[end]!) ? halves(segment, size) : undefined;
  const middle = parts ? { ...added, isBezier: true, ...parts.middle, disconnected: false } : added;
  const all = vertices.map((vertex, index) => {
    if (index === segment.start && parts !== undefined) return { ...vertex, controlPoint2: parts.out };
    if (index !== end) return vertex;
    const named = end === 0 && (vertex.prevPointId ?? null) === null ? vertex.prevPointId : added.id;
    return { ...vertex, ...(named !== undefined && { prevPointId: named }), ...(parts && { controlPoint1: parts.into }) };
  });
  const place = end === 0 ? vertices.length : end;
  return { value: withVertices(value, all.toSpliced(place, 0, middle), isClosed(value)), index: place };
}

/** The control points of a curve that is cut in the middle (de Casteljau). */
function halves({ from, to, controls }: Segment, size: Size) {
  const [out, into] = controls!;
  const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const [first, second, third] = [middle(from, out), middle(out, into), middle(into, to)];
  const percent = (point: Point): Point => percentOf(point, size);
  return {
    out: percent(first), into: percent(third),
    middle: { controlPoint1: percent(middle(first, second)), controlPoint2: percent(middle(second, third)) },
  };
}

/** Without a vertex; those that named it name the one that it named. */
export function removed(value: Geometry, index: number): Geometry {
  const vertices = verticesOf(value);
  const gone = vertices[index]!;
  const left = vertices.toSpliced(index, 1).map((vertex) => (vertex.prevPointId === gone.id ? { ...vertex, prevPointId: gone.prevPointId ?? null } : vertex));
  return withVertices(value, left, isClosed(value));
}

/** A straight vertex gets control points along its neighbours, one whose control points went apart gets them back in line, and a curved one becomes straight. */
export function bent(value: Geometry, index: number, size: Size): Geometry {
  const vertices = verticesOf(value);
  const vertex = vertices[index]!;
  const at = pixelsOf(vertex, size);
  if (isCurved(vertex) && vertex.disconnected !== true) {
    const { controlPoint1: _, controlPoint2: __, disconnected: ___, ...straight } = vertex;
    return withVertices(value, vertices.with(index, { ...straight, isBezier: false }));
  }
  const out = isCurved(vertex) ? pixelsOf(vertex.controlPoint2!, size) : outwards(value, index, at, size);
  const controls = { controlPoint1: percentOf(mirrored(out, at), size), controlPoint2: percentOf(out, size) };
  return withVertices(value, vertices.with(index, { ...vertex, isBezier: true, ...controls, disconnected: false }));
}

function outwards(value: Geometry, index: number, at: Point, size: Size): Point {
  const segments = segmentsOf(value, size);
  const before = segments.find(({ end }) => end === index)?.from ?? at;
  const after = segments.find(({ start }) => start === index)?.to ?? at;
  const length = distance(before, after);
  if (length === 0) return { x: at.x + size.width / 20, y: at.y };
  return { x: at.x + (after.x - before.x) * REACH, y: at.y + (after.y - before.y) * REACH };
}
