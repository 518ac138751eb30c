// The masks of a picture on one canvas between it and the outlines. The canvas has the size of what is in view, not of the
// picture; it lies along the picture's own axes and is turned as the picture is.
import { effect, untracked } from "@preact/signals-core";
import { attributesOf } from "../../core/attributes";
import type { Region } from "../../core/types";
import { BrushBar } from "./brushBar";
import { BrushRing } from "./brushRing";
import { brushWidth, colorTolerance } from "./brushSize";
import { isInHand } from "./inHand";
import type { Bounds, Mask } from "./mask";
import { MaskPainter, type PaintedMask, type Rgb } from "./maskPainter";
import { forgetPictures, maskOf, readAhead } from "./maskValues";
import { ERASER, isMaskShape, isMaskTool } from "./maskTools";
import "./masks.css";
import { clamp } from "./points";
import { geometryOf, shapeOfRegion } from "./shape";
import { shapeOf } from "../../core/labeling";
import { ranksOf, stacked } from "./stacking";
import type { ImageSurface } from "./surface";
import { actingTool, controlsOf, drawingAttributes, shapesOffered } from "./tools";

/** A view that takes longer to paint than this, in milliseconds, is painted when the picture stands still. */
const QUICK = 10;
const STILL = 90;
const TINT = 0.38;
const LINE = 2;
const WIDEST = 20;
/** of the canvas' sides, in its pixels */
const STEP = 64;
/** A brush is at first this part of the picture's smaller side. */
const SHARE = 20;

/** A mask that is being painted: of a region, or of one to come. */
export interface Working {
  readonly region: Region | undefined;
  readonly mask: Mask;
}

const layers = new WeakMap<ImageSurface, MaskLayer>();

export function maskLayerOf(surface: ImageSurface): MaskLayer | undefined {
  return layers.get(surface);
}

/** To be called by each shape that is a mask; the first one makes the layer. */
export function attachMasks(surface: ImageSurface): () => void {
  const needed = shapesOffered(surface.editor, surface.options.object, true).some(({ name }) => isMaskShape(name));
  if (!needed || layers.has(surface)) return () => undefined;
  const layer = new MaskLayer(surface);
  layers.set(surface, layer);
  return () => {
    layers.delete(surface);
    layer.destroy();
  };
}

export class MaskLayer {
  readonly ring: BrushRing;
  readonly #surface: ImageSurface;
  readonly #canvas = document.createElement("canvas");
  readonly #context: CanvasRenderingContext2D | null;
  readonly #probe = document.createElement("span");
  readonly #stop: (() => void)[] = [];
  /** as the page shows them in its present theme */
  readonly #colors = new Map<string, Rgb>();
  #painter: MaskPainter | undefined;
  #image: ImageData | undefined;
  #working: Working | undefined;
  #frame = 0;
  #timer = 0;
  #cost = 0;

  constructor(surface: ImageSurface) {
    this.#surface = surface;
    this.#canvas.className = "masks";
    this.#context = this.#canvas.getContext("2d");
    this.#probe.hidden = true;
    surface.paper.root.after(this.#canvas, this.#probe);
    const { width, height } = surface.viewport.picture;
    brushWidth.offer(Math.max(4, Math.min(width, height) / SHARE));
    colorTolerance.offer(drawingAttributes(surface.editor, surface.options.object, "magicwand").attributes?.number("defaultThreshold") ?? 15);
    this.ring = new BrushRing(surface);
    const bar = new BrushBar(surface, this.ring);
    const draw = () => this.#drawView();
    surface.onView.add(draw);
    const repaint = () => {
      this.#colors.clear();
      this.#plan();
    };
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", repaint);
    const theme = new MutationObserver(repaint);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
    this.#stop.push(
      () => surface.onView.delete(draw),
      () => dark.removeEventListener("change", repaint),
      () => theme.disconnect(),
      () => bar.destroy(),
      () => this.ring.destroy(),
      this.#watchRegions(),
      this.#watchLabels(),
      bar.bindKeys(() => isInHand(surface)),
    );
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#canvas.remove();
    this.#probe.remove();
    this.#surface.editor.labelsNext.value = false;
    forgetPictures();
  }

  /** The mask of a region; undefined when it has none, or one that cannot be read. */
  maskOf(region: Region): Mask | undefined {
    return maskOf(geometryOf(region), this.#surface.viewport.picture);
  }

  /** Shows a mask that is not written yet; of it, `changed` is new since it was shown last. */
  show(working: Working | undefined, changed?: Bounds): void {
    this.#working = working;
    if (changed === undefined || this.#painter === undefined) return this.#paint();
    const room = Math.ceil(WIDEST * 2 * this.#density) + 1;
    this.#paintPart(this.#painter.areaOf(changed, room));
  }

  get #density(): number {
    return Math.min(2, window.devicePixelRatio || 1);
  }

  #watchRegions(): () => void {
    const { editor } = this.#surface;
    return effect(() => {
      const annotation = editor.current.value;
      void annotation.order.value;
      void annotation.changed.value;
      void annotation.selection.value;
      void editor.suggestions.value;
      void editor.prompts.value;
      void ranksOf(annotation).value;
      untracked(() => {
        this.#readPictures();
        this.#plan();
      });
    });
  }

  /** With a mask selected and a brush in hand, a pressed label begins another mask; and whatever is pressed, its own tool comes to hand. */
  #watchLabels(): () => void {
    const { editor, options } = this.#surface;
    const stops = [
      effect(() => {
        const [id, ...others] = editor.current.value.selection.value;
        const region = id === undefined || others.length > 0 ? undefined : editor.current.value.regions.get(id);
        editor.labelsNext.value = region !== undefined && isMaskShape(shapeOfRegion(region)?.name ?? "") && isMaskTool(actingTool(editor, region.object));
      }),
      effect(() => {
        const active = editor.activeLabels.value;
        const tool = editor.tool.peek();
        if (!isMaskTool(tool)) return;
        const picked = controlsOf(editor, options.object).filter((node) => (active.get(node.attributes["name"] ?? "") ?? []).length > 0);
        const shapes = picked.map(shapeOf);
        if (shapes.some((shape) => shape !== "" && shape !== tool) || (picked.length > 0 && tool === ERASER)) editor.tool.value = "select";
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #readPictures(): void {
    const { viewport } = this.#surface;
    for (const region of [...this.#surface.regions(), ...this.#surface.guests()]) {
      void readAhead(geometryOf(region), viewport.picture).then((read) => {
        if (read && layers.get(this.#surface) === this) this.#surface.showView();
      });
    }
  }

  // ---- drawing -------------------------------------------------------------------------------------------------------

  /** What is painted goes with the picture at once; it is painted anew at once where that is quick. */
  #drawView(): void {
    this.ring.place();
    this.#place();
    clearTimeout(this.#timer);
    if (this.#cost < QUICK) this.#paint();
    else this.#timer = window.setTimeout(() => this.#paint(), STILL);
  }

  #plan(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#surface.loaded || this.#context === null) return;
    const begun = performance.now();
    const masks = this.#masks();
    this.#canvas.hidden = masks.length === 0;
    if (masks.length === 0) this.#painter = undefined;
    else {
      this.#lookAt();
      this.#painter!.paint(masks);
      this.#context.putImageData(this.#image!, 0, 0);
      this.#place();
    }
    this.#cost = performance.now() - begun;
  }

  #paintPart(area: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }): void {
    if (area.right <= area.left || area.bottom <= area.top) return;
    this.#painter!.paint(this.#masks(), area);
    this.#context!.putImageData(this.#image!, 0, 0, area.left, area.top, area.right - area.left, area.bottom - area.top);
  }

  /** Makes the canvas as large as the part of the picture that is in view. */
  #lookAt(): void {
    const { viewport } = this.#surface;
    const { width, height } = viewport.picture;
    const corners = [{ x: 0, y: 0 }, { x: viewport.stage.width, y: viewport.stage.height }].map((corner) => viewport.toPicture(corner));
    const [left, right] = [Math.min(...corners.map(({ x }) => x)), Math.max(...corners.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...corners.map(({ y }) => y)), Math.max(...corners.map(({ y }) => y))];
    const part = {
      x: clamp(Math.floor(left), 0, width - 1), y: clamp(Math.floor(top), 0, height - 1),
      right: clamp(Math.ceil(right), 1, width), bottom: clamp(Math.ceil(bottom), 1, height),
    };
    const scale = viewport.scale * this.#density;
    // in whole steps: while the picture is moved it need not grow and shrink by a pixel
    const whole = (length: number) => Math.ceil((length * scale) / STEP) * STEP;
    const size = { width: whole(part.right - part.x), height: whole(part.bottom - part.y) };
    const view = { x: part.x, y: part.y, scale, density: this.#density, ...size };
    if (this.#painter !== undefined && this.#image?.width === size.width && this.#image.height === size.height) {
      this.#painter.view = view;
      return;
    }
    Object.assign(this.#canvas, size);
    this.#image = new ImageData(size.width, size.height);
    this.#painter = new MaskPainter(view, new Uint32Array(this.#image.data.buffer));
  }

  #place(): void {
    if (this.#painter === undefined) return;
    const { x, y, scale } = this.#painter.view;
    this.#canvas.style.transform = `matrix(${this.#surface.viewport.matrix.join(",")}) translate(${x}px,${y}px) scale(${1 / scale})`;
  }

  /** What is to be seen, the selected ones on top. */
  #masks(): readonly PaintedMask[] {
    const selection = this.#surface.editor.current.peek().selection.peek();
    const working = this.#working;
    const guests = new Set(this.#surface.guests());
    const painted = [...stacked(this.#surface.regions(), ranksOf(this.#surface.editor.current.peek()).peek()), ...guests].flatMap((region) => {
      const shape = shapeOfRegion(region);
      if (region.hidden || !isMaskShape(shape?.name ?? "")) return [];
      const mask = working?.region?.id === region.id ? working.mask : this.maskOf(region);
      return mask === undefined ? [] : { selected: selection.has(region.id), mask: this.#painted(region, mask, { selected: selection.has(region.id), ghost: guests.has(region) }) };
    });
    const ordered = [...painted.filter(({ selected }) => !selected), ...painted.filter(({ selected }) => selected)].map(({ mask }) => mask);
    if (working === undefined || working.region !== undefined) return ordered;
    const color = this.#rgb(this.#surface.activeColor);
    return [...ordered, { mask: working.mask, color, line: color, tint: TINT, width: LINE * this.#density, look: "selected" }];
  }

  #painted(region: Region, mask: Mask, { selected, ghost }: { readonly selected: boolean; readonly ghost: boolean }): PaintedMask {
    const { editor } = this.#surface;
    const look = editor.look(region);
    const prediction = look.prediction || ghost;
    const node = editor.config.byName.get(region.items[0]?.from_name ?? "");
    const attributes = node && attributesOf(node);
    const said = (name: string) => (attributes?.has(name) ? attributes.string(name) : "");
    const tint = attributes?.has("opacity") ? clamp(attributes.number("opacity"), 0, 1) : TINT;
    return {
      mask,
      color: this.#rgb(said("fillColor") || look.color),
      line: this.#rgb(said("strokeColor") || look.color),
      tint: prediction ? tint / 2 : tint,
      width: (attributes?.has("strokeWidth") ? clamp(attributes.number("strokeWidth"), 1, WIDEST) : LINE) * this.#density,
      look: prediction ? "prediction" : selected ? "selected" : "plain",
    };
  }

  /** A colour as the page shows it now, in its theme. */
  #rgb(color: string): Rgb {
    const known = this.#colors.get(color);
    if (known !== undefined) return known;
    this.#probe.style.color = color;
    const context = colorContext();
    let rgb: Rgb = [0, 0, 0];
    if (context !== null) {
      context.fillStyle = getComputedStyle(this.#probe).color;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
      rgb = [r, g, b];
    }
    this.#colors.set(color, rgb);
    return rgb;
  }
}

let ofColors: CanvasRenderingContext2D | null | undefined;

function colorContext(): CanvasRenderingContext2D | null {
  if (ofColors === undefined) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 1, height: 1 });
    ofColors = canvas.getContext("2d", { willReadFrequently: true });
  }
  return ofColors;
}
