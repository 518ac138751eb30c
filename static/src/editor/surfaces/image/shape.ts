// What the image surface knows of a shape. The surface draws, selects and drags; the shape does its own geometry.
// A control's module makes its shape known with registerShape; a plug-in does the same.
import type { Attributes, Region } from "../../core/types";
import type { SurfaceIconName } from "../../../look/surface-icons";
import type { Interaction, Press } from "./interactions";
import { clampToPicture, type Point, type Size } from "./points";
import type { ImageSurface } from "./surface";
import type { Scaling } from "./several";

/** The geometry keys of a region's value, in percent of the picture. */
export type Geometry = Readonly<Record<string, unknown>>;

export interface Handle {
  readonly name: string;
  /** in picture pixels */
  readonly at: Point;
  readonly cursor: string;
  /** a round handle on a stalk: where the stalk starts */
  readonly stalk?: Point;
  /** how it looks, where it is not a square of the usual size: a round one, or a hollow one where something can be put in */
  readonly mark?: "round" | "square" | "hollow";
  /** its width in stage pixels */
  readonly width?: number;
}

export interface ShapeOptions {
  readonly canRotate: boolean;
  /** Shift is held: a square, or steps of 15 degrees */
  readonly constrained: boolean;
  /** picture pixels for one stage pixel */
  readonly unit: number;
  /** endpoints fall on whole pixels of the picture */
  readonly snap: boolean;
  /** Alt is held: what moves together otherwise moves alone */
  readonly free?: boolean;
  /** what the control says that draws it */
  readonly attributes?: Attributes;
}

/** A shape smaller than this on the screen was not meant, in stage pixels. */
export const LEAST = 3;

/** The spot of the picture that a pointer means: never beside it, a whole pixel where the control says so. */
export function meant(point: Point, size: Size, { snap }: ShapeOptions): Point {
  const inside = clampToPicture(point, size);
  return snap ? { x: Math.round(inside.x), y: Math.round(inside.y) } : inside;
}

/** A further way of drawing a shape: by a number of points. It has a tool of its own. */
export interface DrawingWay {
  readonly name: string;
  readonly title: string;
  readonly icon: SurfaceIconName;
  readonly key: string;
  readonly points: number;
  /** what the points so far make, at least two of them; undefined while that is too small to be meant */
  through(points: readonly Point[], size: Size, options: ShapeOptions): Geometry | undefined;
}

/** A tool that changes what is there of a shape, for instance an eraser. Shapes that share one give it the same name. */
export interface ShapeTool {
  readonly name: string;
  readonly title: string;
  readonly icon: SurfaceIconName;
  readonly key: string;
  begin(surface: ImageSurface, start: Press, under: Region | undefined): Interaction;
}

export interface ImageShape {
  /** also the name of its tool, and the result type of the control without labels: "rectangle" */
  readonly name: string;
  readonly title: string;
  readonly icon: SurfaceIconName;
  readonly key: string;
  /** the SVG element that shows it */
  readonly element: "rect" | "ellipse" | "path";
  /** one press makes it, where the pointer is let go */
  readonly byPress?: boolean;
  /** a corner and a corner make one too, whatever a press begins: what Enter draws */
  readonly byCorners?: boolean;
  /** how far what is seen of it reaches beyond its outline, in stage pixels */
  readonly reach?: number;
  readonly ways?: readonly DrawingWay[];
  readonly tools?: readonly ShapeTool[];
  /** whether a value holds this geometry */
  reads(value: Geometry): boolean;
  /** attributes of the SVG element, in picture pixels */
  attributes(value: Geometry, size: Size): Readonly<Record<string, string>>;
  /** corners of its outline, in picture pixels */
  outline(value: Geometry, size: Size): readonly Point[];
  area(value: Geometry, size: Size): number;
  contains(value: Geometry, point: Point, size: Size, tolerance: number): boolean;
  handles(value: Geometry, size: Size, options: ShapeOptions): readonly Handle[];
  /** undefined while it is too small to be meant */
  draw(from: Point, to: Point, size: Size, options: ShapeOptions): Geometry | undefined;
  drag(value: Geometry, handle: string, to: Point, size: Size, options: ShapeOptions): Geometry;
  move(value: Geometry, by: Point, size: Size): Geometry;
  /** undefined for a shape that has no size */
  grow(value: Geometry, by: Point, size: Size): Geometry | undefined;
  /** makes it larger or smaller as one of several, by factors about a picture point; without it a shape only moves along */
  scale?(value: Geometry, scaling: Scaling, size: Size, options: ShapeOptions): Geometry;
  describe(value: Geometry, size: Size | undefined): string;
  /** what a press begins while its tool acts, where that is not a drag from corner to corner */
  begin?(surface: ImageSurface, start: Press, under: Region | undefined): Interaction;
  /** what a press on a handle of a region begins, where that is not just dragging it */
  grip?(surface: ImageSurface, region: Region, handle: Handle, start: Press): Interaction;
  /** called once for each surface that shows it; the returned function is called when the surface goes */
  attach?(surface: ImageSurface): () => void;
}

const shapes = new Map<string, ImageShape>();

export function registerShape(shape: ImageShape): void {
  shapes.set(shape.name, shape);
}

export function shapeNamed(name: string): ImageShape | undefined {
  return shapes.get(name);
}

export function registeredShapes(): readonly ImageShape[] {
  return [...shapes.values()];
}

/** The shape of a region: that of its control's type, else the first that can read its geometry. */
export function shapeOfRegion(region: Region): ImageShape | undefined {
  for (const item of region.items) {
    const shape = shapes.get(item.type.replace(/labels$/, ""));
    if (shape !== undefined && shape.reads(item.value ?? {})) return shape;
  }
  const value = geometryOf(region);
  return registeredShapes().find((shape) => shape.reads(value));
}

/** Keys of a value that say where a region is, whatever else says so beside them. */
const PLACES = ["x", "points", "vertices", "rle", "imageDataURL", "maskDataURL"];

/** The value that holds the geometry; every item of a region repeats it. */
export function geometryOf(region: Region): Geometry {
  return region.items.find(({ value }) => value !== undefined && PLACES.some((key) => value[key] !== undefined))?.value ?? {};
}

/** Which picture of a list a region lies on, counted from 0. */
export function itemOf(region: Region): number {
  return region.items[0]?.item_index ?? 0;
}
