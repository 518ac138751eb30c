// The tools that make and change masks: brush, eraser and magic wand. A stroke goes to the selected mask, else it begins one.
import type { Region } from "../../core/types";
import { brushWidth, colorTolerance } from "./brushSize";
import { Panning, type Interaction, type Press } from "./interactions";
import { boundsOf, changed, emptyMask, isEmpty, sameMask, type Change, type Mask } from "./mask";
import { maskLayerOf, type MaskLayer } from "./maskLayer";
import { texts } from "./maskTexts";
import { valueOf } from "./maskValues";
import type { Point } from "./points";
import { geometryOf, shapeOfRegion, type ImageShape, type ShapeTool } from "./shape";
import { strokeMask } from "./stroke";
import type { ImageSurface } from "./surface";
import { texts as pictureTexts } from "./texts";
import { Wand } from "./wand";

export const ERASER = "eraser";
const WAND = "magicwand";
const SHAPES = ["brush", "bitmask", WAND];

export function isMaskShape(name: string): boolean {
  return SHAPES.includes(name);
}

export function isMaskTool(name: string): boolean {
  return name === ERASER || isMaskShape(name);
}

/** The tools that have a width: all but the wand. */
export function isBrush(tool: string): boolean {
  return isMaskTool(tool) && tool !== WAND;
}

export const eraser: ShapeTool = {
  name: ERASER,
  get title() {
    return texts.eraser;
  },
  icon: "eraser",
  key: "e",
  begin: (surface, start, under) => beginTaking(surface, start, under),
};

/** What a press with a brush or the wand begins. */
export function beginAdding(surface: ImageSurface, shape: ImageShape, start: Press, under: Region | undefined): Interaction {
  const layer = maskLayerOf(surface);
  const target = selectedMask(surface);
  if (layer === undefined || target === "refused") return new Panning(surface, start);
  if (target === undefined && surface.editor.partsForNewRegion(surface.options.object, shape.name) === undefined) {
    // nothing says what a new one would be: the mask under the pointer is what is meant
    if (under !== undefined) return new Panning(surface, start, () => select(surface, under));
    if (surface.activeColor === "var(--accent)") surface.editor.notify(pictureTexts.pickFirst, "warning");
    return new Panning(surface, start);
  }
  const work = new Work(surface, layer, shape, target, "add");
  if (shape.name !== WAND) return new Painting(work, start);
  const wand = Wand.at(surface, start.at);
  if (wand !== undefined) return new Growing(work, wand, start);
  surface.editor.notify(texts.foreign, "warning");
  return new Panning(surface, start);
}

function beginTaking(surface: ImageSurface, start: Press, under: Region | undefined): Interaction {
  const layer = maskLayerOf(surface);
  let target = selectedMask(surface);
  if (target === undefined && under !== undefined && isMaskShape(shapeOfRegion(under)?.name ?? "")) {
    select(surface, under);
    target = selectedMask(surface);
  }
  if (layer === undefined || target === "refused") return new Panning(surface, start);
  if (target !== undefined) return new Painting(new Work(surface, layer, shapeOfRegion(target)!, target, "take"), start);
  surface.editor.notify(texts.selectFirst, "warning");
  return new Panning(surface, start);
}

function select(surface: ImageSurface, region: Region): void {
  surface.editor.current.peek().selection.value = new Set([region.id]);
}

/** The one selected mask; "refused", and a sentence, when it cannot be changed. */
function selectedMask(surface: ImageSurface): Region | "refused" | undefined {
  const [region, ...others] = surface.selected();
  if (region === undefined || others.length > 0 || !isMaskShape(shapeOfRegion(region)?.name ?? "")) return undefined;
  const readable = maskLayerOf(surface)?.maskOf(region) !== undefined;
  if (!region.locked && readable) return region;
  surface.editor.notify(region.locked ? texts.locked : texts.unreadable, "warning");
  return "refused";
}

/** A mask while it is changed; nothing is written before `finish`, which is one step of the history. */
class Work {
  readonly surface: ImageSurface;
  readonly #layer: MaskLayer;
  readonly #shape: ImageShape;
  readonly #region: Region | undefined;
  readonly #change: Change;
  readonly before: Mask;
  #now: Mask;

  constructor(surface: ImageSurface, layer: MaskLayer, shape: ImageShape, region: Region | undefined, change: Change) {
    this.surface = surface;
    this.#layer = layer;
    this.#shape = shape;
    this.#region = region;
    this.#change = change;
    this.before = (region && layer.maskOf(region)) ?? emptyMask(surface.viewport.picture);
    this.#now = this.before;
  }

  /** Adds, or takes, a part more. */
  by(part: Mask): void {
    this.#now = changed(this.#now, part, this.#change);
    this.#layer.show({ region: this.#region, mask: this.#now }, boundsOf(part));
  }

  /** The part is all that is added. */
  only(part: Mask): void {
    this.#now = changed(this.before, part, this.#change);
    this.#layer.show({ region: this.#region, mask: this.#now });
  }

  ring(at: Point | undefined): void {
    this.#layer.ring.follow(at);
  }

  finish(): void {
    const { surface } = this;
    const annotation = surface.editor.current.peek();
    if (this.#region === undefined && !isEmpty(this.#now)) {
      const region = surface.create(this.#shape, valueOf(this.#shape.name, this.#now));
      // the brush stays in hand, and what it paints next belongs to this mask
      surface.editor.tool.value = this.#shape.name;
      if (region !== undefined) select(surface, region);
    } else if (this.#region !== undefined && isEmpty(this.#now)) annotation.remove([this.#region.id]);
    else if (this.#region !== undefined && !sameMask(this.before, this.#now)) {
      const value = valueOf(shapeOfRegion(this.#region)?.name ?? "", this.#now, geometryOf(this.#region));
      surface.write(new Map([[this.#region, value]]));
    }
    this.#layer.show(undefined);
  }

  giveUp(): void {
    this.#layer.show(undefined);
  }
}

/** A stroke of the brush or the eraser. */
class Painting implements Interaction {
  readonly immediate = true;
  readonly #work: Work;
  #last: Point;

  constructor(work: Work, start: Press) {
    this.#work = work;
    this.#last = work.surface.viewport.toPicture(start.at);
    this.#to(start);
  }

  move(press: Press): void {
    this.#to(press);
  }

  end(press: Press): void {
    this.#to(press);
    this.#work.ring(press.touch ? undefined : press.at);
    this.#work.finish();
  }

  cancel(): void {
    this.#work.giveUp();
  }

  #to({ at }: Press): void {
    const { viewport } = this.#work.surface;
    const next = viewport.toPicture(at);
    this.#work.by(strokeMask(this.#last, next, brushWidth.value(), viewport.picture));
    this.#work.ring(at);
    this.#last = next;
  }
}

/** The wand: what has the colour of the pressed spot; dragging to the right takes in more, to the left less. */
class Growing implements Interaction {
  readonly #work: Work;
  readonly #wand: Wand;
  readonly #start: Point;
  readonly #tolerance: number;

  constructor(work: Work, wand: Wand, start: Press) {
    this.#work = work;
    this.#wand = wand;
    this.#start = start.at;
    this.#tolerance = colorTolerance.value();
    work.only(wand.fill(this.#tolerance));
  }

  move({ at }: Press): void {
    colorTolerance.set(this.#tolerance + (at.x - this.#start.x) / 2);
    this.#work.only(this.#wand.fill(colorTolerance.value()));
  }

  end(): void {
    this.#work.finish();
  }

  cancel(): void {
    colorTolerance.set(this.#tolerance);
    this.#work.giveUp();
  }
}
