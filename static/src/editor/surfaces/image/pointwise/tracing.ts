// A shape that is made point by point: each press and release puts a point, until it is closed or ended. It waits between
// two presses, so the picture can be zoomed and moved meanwhile. Nothing of it is in the annotation before it is finished.
import { effect, untracked } from "@preact/signals-core";
import type { AnnotationState, Region } from "../../../core/types";
import { Panning, type Interaction, type Press } from "../interactions";
import { distance, type Point } from "../points";
import { geometryOf, type Geometry, type ShapeOptions } from "../shape";
import type { ImageSurface } from "../surface";
import { actingTool, chooseTool } from "../tools";
import { texts as pictureTexts } from "../texts";
import { pointEditorOf } from "./editing";
import { inSteps } from "./polyline";
import { pointHandle, type PointwiseShape, type Pressed } from "./shape";
import { texts } from "./texts";

/** How near to a point of its own a press means that point, in stage pixels. */
const REACH = { first: 10, other: 6 };
const REACH_TOUCH = { first: 22, other: 14 };
/** A drawing with fewer points is dropped without a word. */
const WORTH_A_WORD = 4;

interface Pending {
  /** where the pointer went down, in picture pixels */
  readonly at: Point;
  readonly on: number;
  readonly meaning: Pressed;
  /** the press put the first point already */
  readonly first: boolean;
}

/** What a press does while the tool of such a shape acts: goes on with a selected unfinished one, else begins one. */
export function beginTracing(surface: ImageSurface, shape: PointwiseShape, start: Press): Interaction {
  const region = goesOn(surface, shape);
  if (region === undefined && !mayDraw(surface, shape)) return new Panning(surface, start);
  const tracing = new Tracing(surface, shape, region);
  tracing.press(start);
  return tracing;
}

/** Goes on with a region where it was left: the next press puts a point. */
export function goOn(surface: ImageSurface, shape: PointwiseShape, region: Region): void {
  resume(surface, shape, region);
}

function resume(surface: ImageSurface, shape: PointwiseShape, region: Region | undefined, value?: Geometry): void {
  const { editor, options } = surface;
  chooseTool(editor, options.object, shape.name);
  if (untracked(() => actingTool(editor, options.object)) === shape.name) surface.gestures.hold(new Tracing(surface, shape, region, value));
}

function goesOn(surface: ImageSurface, shape: PointwiseShape): Region | undefined {
  const [region, ...more] = surface.selected();
  if (region === undefined || more.length > 0 || region.locked || !shape.reads(geometryOf(region))) return undefined;
  return shape.unfinished(geometryOf(region), surface.shapeOptions(shape, false, region)) ? region : undefined;
}

/** Says why not, when nothing says what a new region would be. */
function mayDraw({ editor, options }: ImageSurface, shape: PointwiseShape): boolean {
  if (editor.partsForNewRegion(options.object, shape.name) !== undefined) return true;
  if ([...editor.activeLabels.peek().values()].every((labels) => labels.length === 0)) editor.notify(pictureTexts.pickFirst, "warning");
  return false;
}

export class Tracing implements Interaction {
  readonly cursor = "crosshair";
  readonly shape: PointwiseShape;
  readonly #surface: ImageSurface;
  readonly #region: Region | undefined;
  readonly #annotation: AnnotationState;
  readonly #unwatch: () => void;
  #value: Geometry | undefined;
  /** the point that the next one goes on from, where that is not the last */
  #from: number | undefined;
  #pending: Pending | undefined;
  #takenBack: Geometry[] = [];
  #last: Press | undefined;
  #over = false;
  waiting = true;

  constructor(surface: ImageSurface, shape: PointwiseShape, region?: Region, value?: Geometry) {
    this.#surface = surface;
    this.shape = shape;
    this.#region = region;
    this.#annotation = surface.editor.current.peek();
    this.#value = value ?? (region && geometryOf(region));
    pointEditorOf(surface).trace(this);
    this.#unwatch = effect(() => {
      const tool = actingTool(surface.editor, surface.options.object);
      if (tool !== shape.name && tool !== "pan") untracked(() => this.#drop(true));
    });
    this.#show();
  }

  get count(): number {
    return this.#value === undefined ? 0 : this.shape.points(this.#value, this.#surface.viewport.picture).length;
  }

  get closes(): boolean {
    return this.shape.closes(this.#options(false));
  }

  press(press: Press): void {
    if (this.#over) return;
    this.#last = press;
    const at = this.#spot(press);
    const on = this.#pointUnder(press);
    const meaning = on < 0 ? undefined : this.shape.pressed(this.#value!, on, this.#options(false));
    const first = this.#value === undefined;
    this.#pending = { at, on, meaning, first };
    if (first) this.#put(at);
    this.#show();
  }

  move(press: Press): void {
    this.#last = press;
    this.#show();
  }

  end(press: Press, clicked: boolean): void {
    const pending = this.#pending;
    this.#pending = undefined;
    this.#last = press.touch ? undefined : press;
    if (pending === undefined || this.#over) return;
    const { meaning } = pending;
    if (meaning === "close") return this.finish(true);
    if (meaning === "end") return this.finish(false);
    if (meaning === "branch") this.#from = pending.on;
    else if (meaning === undefined) this.#release(pending, press, clicked);
    if (this.#full) return this.finish(false);
    this.#show();
  }

  /** A second finger: the point that the first one was about to put is not meant. */
  pause(): boolean {
    const first = this.#pending?.first === true;
    this.#pending = undefined;
    this.#last = undefined;
    if (!first) this.#show();
    return !first;
  }

  cancel(): void {
    this.#drop(true);
  }

  /** The picture goes: what was being drawn goes with it. */
  abandon(): void {
    this.#drop(false);
  }

  /** Takes the last point back; with none left, nothing is being drawn. */
  takeBack(): void {
    if (this.#value === undefined) return;
    this.#takenBack.push(this.#value);
    this.#value = this.shape.takeBack(this.#value);
    this.#from = undefined;
    if (this.#value === undefined) this.#drop(false);
    else this.#show();
  }

  again(): void {
    const value = this.#takenBack.pop();
    if (value === undefined) return;
    this.#value = value;
    this.#show();
  }

  /** Writes it, closed or open; with too few points it says so and goes on. */
  finish(close = this.closes): void {
    if (this.#value === undefined || this.#over) return;
    const { editor } = this.#surface;
    const least = this.shape.least(this.#value, close, this.#options(false));
    if (this.count < least) return editor.notify(texts.needs(least), "warning");
    if (this.#region === undefined && !mayDraw(this.#surface, this.shape)) return;
    const geometry = this.shape.finish(this.#value, close);
    this.#stop();
    if (this.#region !== undefined) this.#surface.write(new Map([[this.#region, geometry]]));
    else this.#surface.create(this.shape, geometry);
  }

  #options(constrained: boolean): ShapeOptions {
    return this.#surface.shapeOptions(this.shape, constrained, this.#region);
  }

  /** Where on the picture; with Shift in steps of 15 degrees from the point that it goes on from. */
  #spot({ at, shift }: Press): Point {
    const { viewport } = this.#surface;
    const spot = viewport.toPicture(at);
    const points = this.#value === undefined ? [] : this.shape.points(this.#value, viewport.picture);
    const from = points[this.#from ?? points.length - 1];
    return shift && from !== undefined ? inSteps(from, spot) : spot;
  }

  /** Which of its points a press means; the first has the largest reach, -1 for none. */
  #pointUnder({ at, touch }: Press): number {
    if (this.#value === undefined) return -1;
    const { viewport } = this.#surface;
    const reach = touch ? REACH_TOUCH : REACH;
    const far = (point: Point) => distance(at, viewport.toStage(point));
    const points = this.shape.points(this.#value, viewport.picture);
    const near = points.findLastIndex((point) => far(point) <= reach.other);
    if (near >= 0 && this.shape.pressed(this.#value, near, this.#options(false)) !== undefined) return near;
    return points.length > 2 && far(points[0]!) <= reach.first ? 0 : -1;
  }

  #put(at: Point, pull?: Point): void {
    this.#value = this.#with(this.#value, at, pull);
    this.#from = undefined;
    this.#takenBack = [];
  }

  #with(value: Geometry | undefined, at: Point, pull?: Point): Geometry {
    return this.shape.add(value, at, this.#surface.viewport.picture, this.#options(false), { from: this.#from, pull });
  }

  #release({ at, first }: Pending, press: Press, clicked: boolean): void {
    const curves = this.shape.curves(this.#options(false));
    if (!first) return this.#put(curves ? at : this.#spot(press), curves && !clicked ? this.#surface.viewport.toPicture(press.at) : undefined);
    // the first point is there since the press; a drag puts the second where it ends
    if (clicked) return;
    if (curves) this.#value = this.#with(undefined, at, this.#surface.viewport.toPicture(press.at));
    else if (!this.#full) this.#put(this.#spot(press));
  }

  /** What it would be if the pointer were let go, or pressed, here and now. */
  #ahead(): Geometry | undefined {
    const last = this.#last;
    const pending = this.#pending;
    if (last === undefined || last.touch && pending === undefined) return this.#value;
    if (pending === undefined) return this.#pointUnder(last) >= 0 || this.#full ? this.#value : this.#with(this.#value, this.#spot(last));
    if (pending.meaning !== undefined) return this.#value;
    if (!this.shape.curves(this.#options(false))) return this.#full ? this.#value : this.#with(this.#value, this.#spot(last));
    const pull = this.#surface.viewport.toPicture(last.at);
    return this.#with(pending.first ? undefined : this.#value, pending.at, distance(pull, pending.at) < 4 * this.#options(false).unit ? undefined : pull);
  }

  get #full(): boolean {
    return this.count >= this.shape.most(this.#options(false));
  }

  #show(): void {
    if (this.#over || this.#value === undefined) return;
    const { viewport } = this.#surface;
    const options = this.#options(false);
    const ahead = this.#ahead() ?? this.#value;
    const points = this.shape.points(this.#value, viewport.picture);
    const closable = this.shape.pressed(this.#value, 0, options) === "close";
    const guides = ahead !== this.#value ? (this.shape.guides?.(ahead, viewport.picture) ?? []) : [];
    const handles = [...guides, ...points.map((at, index) => pointHandle(index, at, options, closable && index === 0))];
    const on = this.#last && this.#pending === undefined ? this.#pointUnder(this.#last) : -1;
    if (this.#region === undefined) this.#surface.showDraft(this.shape, ahead, handles);
    else {
      this.#surface.showDraft(this.shape, undefined, handles);
      this.#surface.preview(this.#region, ahead);
    }
    this.#surface.markedHandle = on >= 0 ? `point ${on}` : this.#from === undefined ? undefined : `point ${this.#from}`;
    pointEditorOf(this.#surface).drawn(points.length);
  }

  #drop(recoverable: boolean): void {
    if (this.#over) return;
    const { count } = this;
    const value = this.#value;
    this.#stop();
    if (this.#region !== undefined) this.#surface.preview(this.#region, geometryOf(this.#region));
    const { current } = this.#surface.editor;
    if (!recoverable || value === undefined || count < WORTH_A_WORD || current.peek() !== this.#annotation) return;
    const bringBack = (): void => {
      if (current.peek() === this.#annotation) resume(this.#surface, this.shape, this.#region, value);
    };
    this.#surface.editor.notify(texts.dropped(count), "info", { title: texts.bringBack, run: bringBack });
  }

  #stop(): void {
    this.#over = true;
    this.waiting = false;
    this.#unwatch?.();
    pointEditorOf(this.#surface).trace(undefined);
    this.#surface.markedHandle = undefined;
    this.#surface.showDraft(this.shape, undefined);
    this.#surface.gestures.release(this);
  }
}
