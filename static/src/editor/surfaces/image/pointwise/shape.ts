// A shape that is made point by point, and whose points can be moved, put in and taken away one by one.
import type { Handle, Geometry, ImageShape, ShapeOptions } from "../shape";
import type { Point, Size } from "../points";

/** What a press on one of its own points means while it is drawn: closing it, ending it, going on from there, or nothing. */
export type Pressed = "close" | "end" | "branch" | "nothing" | undefined;

export interface Addition {
  /** the point that it goes on from; the last one, without it */
  readonly from?: number | undefined;
  /** where the pointer was pulled to from the new point: the handle of a curve */
  readonly pull?: Point | undefined;
}

export interface Changed {
  readonly value: Geometry;
  /** the point that is chosen after the change */
  readonly index: number;
}

export interface PointwiseShape extends ImageShape {
  /** its points, in picture pixels; their handles are called "point 0", "point 1" and so on */
  points(value: Geometry, size: Size): readonly Point[];
  /** with one point more */
  add(value: Geometry | undefined, at: Point, size: Size, options: ShapeOptions, addition: Addition): Geometry;
  /** without the point that came last; undefined when it was the only one */
  takeBack(value: Geometry): Geometry | undefined;
  /** whether pulling from a new point makes a curve; else the point follows the pointer until it is let go */
  curves(options: ShapeOptions): boolean;
  pressed(value: Geometry, index: number, options: ShapeOptions): Pressed;
  /** how many points it needs at least, closed or left open, and how many it may have */
  least(value: Geometry, close: boolean, options: ShapeOptions): number;
  most(options: ShapeOptions): number;
  /** whether finishing it closes it, unless it is left open on purpose */
  closes(options: ShapeOptions): boolean;
  finish(value: Geometry, close: boolean): Geometry;
  unfinished(value: Geometry, options: ShapeOptions): boolean;
  /** one point more, between this one and the next; undefined where there is no next or no room */
  insertAfter(value: Geometry, index: number, size: Size, options: ShapeOptions): Changed | undefined;
  /** the point that a hollow handle turns into */
  insertedBy(value: Geometry, handle: string): number;
  /** undefined when it cannot do without */
  remove(value: Geometry, index: number, options: ShapeOptions): Geometry | undefined;
  /** what is shown of the last point while it is pulled: the handles of its curve */
  guides?(value: Geometry, size: Size): readonly Handle[];
  /** a straight point as a curved one, and back; undefined where it has no curves */
  bend?(value: Geometry, index: number, size: Size, options: ShapeOptions): Geometry | undefined;
  /** the closed line opened where this hollow handle is; undefined when it is open already */
  openAt?(value: Geometry, handle: string): Geometry | undefined;
}

/** Where no new point is offered: its two neighbours are nearer on the screen than this. */
const CLOSE = 28;
const WIDTHS: Readonly<Record<string, number>> = { small: 8, medium: 11, large: 15 };

/** The number in the name of a handle: 3 of "point 3". */
export function indexOf(handle: string): number {
  return Number(handle.slice(handle.indexOf(" ") + 1));
}

export function kindOf(handle: string): string {
  return handle.slice(0, handle.indexOf(" "));
}

/** A point's handle, in the size and style that the control names. */
export function pointHandle(index: number, at: Point, { attributes }: ShapeOptions, larger = false): Handle {
  const width = WIDTHS[attributes?.string("pointSize").toLowerCase() ?? ""] ?? WIDTHS["small"]!;
  const square = attributes?.string("pointStyle").toLowerCase() === "rectangle";
  return { name: `point ${index}`, at, cursor: "move", mark: square ? "square" : "round", width: larger ? width + 5 : width };
}

/** A hollow handle between two points, where there is room for it. */
export function hollowHandle(index: number, from: Point, to: Point, at: Point, { unit }: ShapeOptions): readonly Handle[] {
  if (Math.hypot(to.x - from.x, to.y - from.y) < CLOSE * unit) return [];
  return [{ name: `between ${index}`, at, cursor: "copy", mark: "hollow", width: 7 }];
}
