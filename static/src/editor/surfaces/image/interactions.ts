// What one pointer does between press and release. Nothing is written to the annotation before the release: while it
// lasts only the touched elements move, and Escape leaves no trace.
import type { AnnotationState, Region } from "../../core/types";
import type { Point } from "./points";
import { geometryOf, shapeOfRegion, type Geometry, type Handle, type ImageShape } from "./shape";
import type { ImageSurface } from "./surface";

export interface Press {
  /** on the stage */
  readonly at: Point;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly touch: boolean;
}

export interface Interaction {
  readonly cursor?: string;
  /** between two presses: the pointer is up and it goes on */
  readonly waiting?: boolean;
  /** it hears of the pointer at once, not only when it has left the spot */
  readonly immediate?: boolean;
  /** the next press of one that waits */
  press?(press: Press): void;
  /** a second finger came down: true when it waits until the fingers are up again, else it is given up */
  pause?(): boolean;
  move(press: Press): void;
  /** `clicked`: the pointer did not leave the spot */
  end(press: Press, clicked: boolean): void;
  cancel(): void;
}

export class Panning implements Interaction {
  readonly cursor = "grabbing";
  readonly #surface: ImageSurface;
  readonly #onClick: (() => void) | undefined;
  #last: Point;

  constructor(surface: ImageSurface, start: Press, onClick?: () => void) {
    this.#surface = surface;
    this.#last = start.at;
    this.#onClick = onClick;
  }

  move({ at }: Press): void {
    this.#surface.viewport.panBy(at.x - this.#last.x, at.y - this.#last.y);
    this.#last = at;
    this.#surface.showView();
  }

  end(_press: Press, clicked: boolean): void {
    if (clicked) this.#onClick?.();
  }

  cancel(): void {}
}

export class DraggingHandle implements Interaction {
  readonly cursor: string;
  readonly #surface: ImageSurface;
  readonly #region: Region;
  readonly #shape: ImageShape;
  readonly #handle: string;
  readonly #before: Geometry;
  #now: Geometry | undefined;

  constructor(surface: ImageSurface, region: Region, handle: Handle) {
    this.#surface = surface;
    this.#region = region;
    this.#shape = shapeOfRegion(region)!;
    this.#handle = handle.name;
    this.cursor = handle.cursor;
    this.#before = geometryOf(region);
  }

  move({ at, shift, alt }: Press): void {
    const { viewport } = this.#surface;
    const options = { ...this.#surface.shapeOptions(this.#shape, shift, this.#region), free: alt };
    this.#now = this.#shape.drag(this.#before, this.#handle, viewport.toPicture(at), viewport.picture, options);
    this.#surface.preview(this.#region, this.#now);
  }

  end(_press: Press, clicked: boolean): void {
    if (this.#now !== undefined && !clicked) this.#surface.write(new Map([[this.#region, this.#now]]));
    else this.cancel();
  }

  cancel(): void {
    this.#surface.preview(this.#region, this.#before);
  }
}

/** A new shape, by dragging, or from a click to the next click. */
export class Drawing implements Interaction {
  readonly cursor = "crosshair";
  readonly #surface: ImageSurface;
  readonly #annotation: AnnotationState;
  readonly #shape: ImageShape;
  readonly #start: Point;
  readonly #under: Region | undefined;
  /** true after the first of two clicks: the pointer is up and the shape still follows it */
  waiting = false;

  constructor(surface: ImageSurface, annotation: AnnotationState, shape: ImageShape, start: Press, under: Region | undefined) {
    this.#surface = surface;
    this.#annotation = annotation;
    this.#shape = shape;
    this.#start = surface.viewport.toPicture(start.at);
    this.#under = under;
  }

  move(press: Press): void {
    this.#surface.showDraft(this.#shape, this.#geometry(press));
  }

  end(press: Press, clicked: boolean): void {
    if (clicked && !this.waiting && !this.#shape.byPress) {
      if (this.#under !== undefined) this.#annotation.selection.value = new Set([this.#under.id]);
      else this.waiting = true;
      return;
    }
    this.waiting = false;
    const geometry = this.#geometry(press);
    this.#surface.showDraft(this.#shape, undefined);
    if (geometry !== undefined) this.#surface.create(this.#shape, geometry, press.alt || this.#surface.negative);
  }

  cancel(): void {
    this.waiting = false;
    this.#surface.showDraft(this.#shape, undefined);
  }

  #geometry({ at, shift }: Press): Geometry | undefined {
    const { viewport } = this.#surface;
    return this.#shape.draw(this.#start, viewport.toPicture(at), viewport.picture, this.#surface.shapeOptions(this.#shape, shift));
  }
}
