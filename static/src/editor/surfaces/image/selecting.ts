// What a press on regions or beside them starts when nothing is drawn: selecting one or several, moving and scaling them.
import type { AnnotationState, Region } from "../../core/types";
import { Panning, type Interaction, type Press } from "./interactions";
import type { Point } from "./points";
import { boundsOf, overlap, scaledPoint, scalingTo, wayWithin, wholeWay, within, type Bounds } from "./several";
import { geometryOf, shapeOfRegion, type Geometry } from "./shape";
import type { ImageSurface } from "./surface";

/** `hits`: what lies at the press, the topmost first. `extend`: the selection is added to, or taken from. */
export function beginSelecting(surface: ImageSurface, annotation: AnnotationState, press: Press, hits: readonly Region[], extend: boolean): Interaction {
  const selection = annotation.selection.peek();
  const select = (...ids: readonly string[]) => void (annotation.selection.value = new Set(ids));
  const held = hits.find((region) => selection.has(region.id));
  const target = held ?? hits[0];
  if (target === undefined) return extend || !pans(surface, press) ? new Banding(surface, annotation, press, extend) : new Panning(surface, press, () => select());
  const toggle = () => select(...(selection.has(target.id) ? [...selection].filter((id) => id !== target.id) : [...selection, target.id]));
  if (extend) return new Banding(surface, annotation, press, true, toggle);
  // what lies under what is selected, or under the topmost
  const below = () => select(hits[(hits.indexOf(target) + 1) % hits.length]!.id);
  if (press.alt) return new Panning(surface, press, below);
  const own = annotation.regions.get(target.id) === target;
  // a finger that lands on an unselected region may be about to pan; what a model suggests is not moved
  if (!own || (held === undefined && press.touch)) return new Panning(surface, press, () => (held && selection.size === 1 ? below() : select(target.id)));
  if (held === undefined) select(target.id);
  const onClick = () => (held !== undefined && selection.size === 1 ? below() : select(target.id));
  return annotation.editable ? new Moving(surface, surface.selected(), press, onClick) : new Panning(surface, press, onClick);
}

/** A drag beside all regions moves the picture where there is more of it than fits, or where a finger does it. */
function pans(surface: ImageSurface, { at, touch }: Press): boolean {
  const { viewport } = surface;
  const { x, y } = viewport.toPicture(at);
  const onPicture = x >= 0 && y >= 0 && x <= viewport.picture.width && y <= viewport.picture.height;
  return touch || (onPicture && viewport.zoomedIn);
}

function outlineOf(surface: ImageSurface, region: Region, geometry = geometryOf(region)): readonly Point[] {
  return shapeOfRegion(region)?.outline(geometry, surface.viewport.picture) ?? [];
}

/** The box around regions, at the geometries of `now` where it has them. */
export function boundsAround(surface: ImageSurface, regions: readonly Region[], now?: ReadonlyMap<Region, Geometry>): Bounds | undefined {
  return boundsOf(regions.flatMap((region) => outlineOf(surface, region, now?.get(region))));
}

/** A rubber band: selects the regions it touches, but not one that it lies in. */
export class Banding implements Interaction {
  readonly #surface: ImageSurface;
  readonly #annotation: AnnotationState;
  readonly #start: Point;
  readonly #extend: boolean;
  readonly #onClick: () => void;

  constructor(surface: ImageSurface, annotation: AnnotationState, start: Press, extend: boolean, onClick?: () => void) {
    this.#surface = surface;
    this.#annotation = annotation;
    this.#start = start.at;
    this.#extend = extend;
    this.#onClick = onClick ?? (() => !extend && void (annotation.selection.value = new Set()));
  }

  move({ at }: Press): void {
    this.#surface.showBand(boundsOf([this.#start, at]));
  }

  end({ at }: Press, clicked: boolean): void {
    this.#surface.showBand(undefined);
    if (clicked) return this.#onClick();
    const band = boundsOf([this.#start, at])!;
    const caught = this.#surface.regions().filter((region) => !region.hidden && this.#catches(region, band));
    const { selection } = this.#annotation;
    selection.value = new Set([...(this.#extend ? selection.peek() : []), ...caught.map(({ id }) => id)]);
  }

  cancel(): void {
    this.#surface.showBand(undefined);
  }

  /** On the stage: a turned picture's band is not upright on the picture. */
  #catches(region: Region, band: Bounds): boolean {
    const bounds = boundsOf(outlineOf(this.#surface, region).map((point) => this.#surface.viewport.toStage(point)));
    return bounds !== undefined && overlap(bounds, band) && !within(band, bounds);
  }
}

/** Regions that follow the pointer, as one: all selected ones that are not locked. */
export class Moving implements Interaction {
  readonly cursor = "move";
  readonly #surface: ImageSurface;
  readonly #start: Point;
  readonly #before = new Map<Region, Geometry>();
  readonly #bounds: Bounds | undefined;
  readonly #onClick: () => void;
  #now: ReadonlyMap<Region, Geometry> = new Map();

  constructor(surface: ImageSurface, regions: readonly Region[], start: Press, onClick: () => void) {
    this.#surface = surface;
    this.#start = surface.viewport.toPicture(start.at);
    this.#onClick = onClick;
    for (const region of regions) if (!region.locked) this.#before.set(region, geometryOf(region));
    this.#bounds = boundsAround(surface, [...this.#before.keys()]);
  }

  move({ at }: Press): void {
    const to = this.#surface.viewport.toPicture(at);
    this.#now = movedTogether(this.#surface, this.#before, this.#bounds, { x: to.x - this.#start.x, y: to.y - this.#start.y });
    this.#surface.root.classList.add("moving");
    this.#surface.previewAll(this.#now);
  }

  end(_press: Press, clicked: boolean): void {
    this.#surface.root.classList.remove("moving");
    if (clicked) this.#onClick();
    else this.#surface.write(this.#now);
  }

  cancel(): void {
    this.#surface.root.classList.remove("moving");
    this.#surface.previewAll(this.#before);
  }
}

/** Where regions lie after a way that keeps their box on the picture, and on its whole pixels where the config asks for that. */
export function movedTogether(surface: ImageSurface, before: ReadonlyMap<Region, Geometry>, bounds: Bounds | undefined, by: Point): ReadonlyMap<Region, Geometry> {
  const { picture } = surface.viewport;
  const moved = new Map<Region, Geometry>();
  if (bounds === undefined) return moved;
  const snaps = [...before.keys()].some((region) => surface.shapeOptions(shapeOfRegion(region)!, false, region).snap);
  const way = wayWithin(bounds, snaps ? wholeWay(bounds, by) : by, picture);
  for (const [region, geometry] of before) {
    const to = shapeOfRegion(region)!.move(geometry, way, picture);
    // a mask stays where it is
    if (to !== geometry) moved.set(region, to);
  }
  return moved;
}

/** How far a copy lies from its original, in stage pixels. */
const OFFSET = 14;

/** The geometry of a copy beside its original: right below it, or left above where the picture ends. */
export function offsetGeometry(surface: ImageSurface, region: Region): Geometry {
  const shape = shapeOfRegion(region);
  const before = new Map([[region, geometryOf(region)]]);
  const bounds = boundsAround(surface, [region]);
  if (shape === undefined || bounds === undefined) return {};
  const { picture, scale } = surface.viewport;
  const by = Math.max(1, Math.round(OFFSET / scale));
  const way = { x: bounds.right + by <= picture.width ? by : -by, y: bounds.bottom + by <= picture.height ? by : -by };
  return movedTogether(surface, before, bounds, way).get(region) ?? {};
}

/** A handle of the box around several regions. */
export class ScalingGroup implements Interaction {
  readonly cursor: string;
  readonly #surface: ImageSurface;
  readonly #handle: string;
  readonly #before: ReadonlyMap<Region, Geometry>;
  readonly #bounds: Bounds | undefined;
  #now: ReadonlyMap<Region, Geometry> | undefined;

  constructor(surface: ImageSurface, regions: readonly Region[], handle: { readonly name: string; readonly cursor: string }) {
    this.#surface = surface;
    this.#handle = handle.name;
    this.cursor = handle.cursor;
    this.#before = new Map(regions.map((region) => [region, geometryOf(region)]));
    this.#bounds = boundsAround(surface, regions);
  }

  move({ at, shift }: Press): void {
    const { viewport } = this.#surface;
    if (this.#bounds === undefined) return;
    const scaling = scalingTo(this.#bounds, this.#handle, viewport.toPicture(at), viewport.picture, { unit: 1 / viewport.scale, keepRatio: shift });
    const now = new Map<Region, Geometry>();
    for (const [region, before] of this.#before) {
      const shape = shapeOfRegion(region)!;
      const scaled = shape.scale?.(before, scaling, viewport.picture, this.#surface.shapeOptions(shape, shift, region));
      const to = scaled ?? shape.move(before, this.#way(region, scaling), viewport.picture);
      if (to !== before) now.set(region, to);
    }
    this.#now = now;
    this.#surface.previewAll(now);
  }

  end(_press: Press, clicked: boolean): void {
    if (this.#now !== undefined && !clicked) this.#surface.write(this.#now);
    else this.cancel();
  }

  cancel(): void {
    this.#surface.previewAll(this.#before);
  }

  /** How far the middle of a shape that cannot be scaled goes. */
  #way(region: Region, scaling: Parameters<typeof scaledPoint>[1]): Point {
    const { left, top, right, bottom } = boundsOf(outlineOf(this.#surface, region))!;
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
    const to = scaledPoint(middle, scaling);
    return { x: to.x - middle.x, y: to.y - middle.y };
  }
}
