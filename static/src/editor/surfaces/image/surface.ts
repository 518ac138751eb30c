// A picture with its regions on a stage. It keeps the elements in step with the annotation and the view; what pointers
// and keys do is in gestures.ts, interactions.ts and keyboard.ts.
import { effect, untracked } from "@preact/signals-core";
import { addPrompt } from "../../core/prompts";
import type { AnnotationState, EditorState, Region } from "../../core/types";
import { Announcer } from "./announcer";
import { Gestures } from "./gestures";
import { regionsAt } from "./hits";
import "./image.css";
import { DraggingHandle, Drawing, Panning, type Interaction, type Press } from "./interactions";
import { Overlay } from "./overlay";
import { PictureLayer } from "./pictureLayer";
import { Pointing } from "./pointing";
import type { Point, Size } from "./points";
import { RegionLayers } from "./regionLayers";
import { beginSelecting, ScalingGroup } from "./selecting";
import type { Bounds } from "./several";
import { geometryOf, itemOf, registeredShapes, shapeOfRegion, type Geometry, type Handle, type ImageShape, type ShapeOptions } from "./shape";
import { ranksOf } from "./stacking";
import { smartPrompt } from "./smart";
import { svgElement } from "./svg";
import { actingTool, drawingAttributes, toolsOffered, type DrawingTool } from "./tools";
import { Viewport, type QuarterTurns } from "./viewport";
import { texts } from "./texts";

/** Below this width, in CSS pixels, the tools lie above the picture and not beside it, as the stylesheet has it. */
const NARROW = 620;

export interface SurfaceOptions {
  /** name of the Image tag */
  readonly object: string;
  /** which picture of a list it shows, counted from 0; undefined when the tag has one picture */
  readonly item?: number | undefined;
  /** how it was left turned; as its regions say, without it */
  readonly turns?: QuarterTurns | undefined;
  readonly defaultZoom: "fit" | "auto" | "original";
  readonly crosshair: boolean;
  readonly grid: { readonly size: number; readonly color: string } | undefined;
  readonly smoothing: boolean;
  /** after every change of scale, place or turn */
  readonly onView: () => void;
}

export class ImageSurface {
  readonly root = document.createElement("div");
  readonly paper: PictureLayer;
  readonly viewport = new Viewport();
  readonly editor: EditorState;
  readonly options: SurfaceOptions;
  readonly announcer = new Announcer(this);
  readonly #scene = document.createElement("div");
  /** lies over everything and has no children: a cursor is inherited, and on the scene each change would restyle all shapes */
  readonly #glass = document.createElement("div");
  readonly #scaled = svgElement("g");
  readonly #layers: RegionLayers;
  readonly #overlay: Overlay;
  readonly gestures: Gestures;
  readonly #stop: (() => void)[] = [];
  #loaded = false;
  #fitted = true;
  #frame = 0;
  /** called whenever the view was drawn */
  readonly onView = new Set<() => void>();
  /** points drawn for a model mark what it should leave out, without Alt too */
  negative = false;
  /** the space bar is down */
  panHeld = false;

  constructor(editor: EditorState, options: SurfaceOptions) {
    this.editor = editor;
    this.options = options;
    this.#layers = new RegionLayers(this);
    this.#overlay = new Overlay(options);
    this.paper = new PictureLayer(options.smoothing);
    this.root.className = "image-surface";
    this.root.tabIndex = 0;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", texts.name);
    this.#scene.className = "scene";
    const svg = svgElement("svg", { "aria-hidden": "true" });
    this.#scaled.append(this.#overlay.grid, ...this.#layers.onPicture);
    svg.append(this.#scaled, ...this.#layers.onStage, this.#overlay.band, this.#overlay.cross);
    this.#glass.className = "glass";
    this.#scene.append(this.paper.root, svg, this.#glass);
    this.root.append(this.#scene, this.#layers.ghosts.bar.root, this.announcer.root);
    this.gestures = new Gestures(this, this.#scene);
  }

  /** To be called when the picture is there and the root is in the document. */
  start(size: Size): void {
    this.#loaded = true;
    this.viewport.picture = size;
    this.picture.style.width = `${size.width}px`;
    this.picture.style.height = `${size.height}px`;
    this.viewport.turns = this.options.turns ?? this.#savedTurns();
    this.#measure();
    this.resetView();
    const observer = new ResizeObserver(() => this.#resized());
    observer.observe(this.root);
    this.#stop.push(
      () => observer.disconnect(),
      this.announcer.start(),
      this.#layers.start(),
      effect(() => {
        this.root.classList.toggle("no-flags", !this.editor.settings.value.showLabels);
      }),
      effect(() => {
        void actingTool(this.editor, this.options.object);
        this.setCursor(undefined);
      }),
      ...registeredShapes().flatMap((shape) => shape.attach?.(this) ?? []),
    );
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    cancelAnimationFrame(this.#frame);
    this.gestures.destroy();
    this.paper.destroy();
    this.root.remove();
  }

  /** The <img> of it; of a very large one something lighter is painted. */
  get picture(): HTMLImageElement {
    return this.paper.picture;
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  /** This picture's regions, in their order. */
  regions(annotation: AnnotationState = this.editor.current.peek()): readonly Region[] {
    return annotation.order.peek().flatMap((id) => {
      const region = annotation.regions.get(id);
      return region && this.shows(region) ? region : [];
    });
  }

  selected(): readonly Region[] {
    const annotation = this.editor.current.peek();
    return [...annotation.selection.peek()].flatMap((id) => {
      const region = annotation.regions.get(id);
      return region && this.shows(region) ? region : [];
    });
  }

  /** Whether a region lies on this picture: of a list only what was made on the one that is shown. */
  shows(region: Region): boolean {
    const { object, item } = this.options;
    return region.object === object && (item === undefined || itemOf(region) === item);
  }

  /** What a model suggests on this picture, and what was drawn to ask it: shown, and in no annotation. */
  guests(): readonly Region[] {
    return [...this.#layers.ghosts.regions(), ...this.editor.prompts.peek().filter((region) => this.shows(region))];
  }

  // ---- the view ------------------------------------------------------------------------------------------------------

  resetView(): void {
    const zoom = this.options.defaultZoom;
    const larger = this.viewport.fitScale < 1;
    if (zoom === "original" || (zoom === "auto" && !larger)) this.#scaleTo(1);
    else this.fit();
  }

  fit(): void {
    this.#fitted = true;
    this.viewport.fit();
    this.showView();
  }

  /** What a person asks for; nothing where the picture is not to be zoomed. */
  setScale(scale: number, anchor?: Point, to?: Point): void {
    if (this.viewport.zooms) this.#scaleTo(scale, anchor, to);
  }

  #scaleTo(scale: number, anchor?: Point, to?: Point): void {
    this.#fitted = false;
    this.viewport.zoomTo(scale, anchor, to);
    this.showView();
  }

  turn(by: 90 | -90): void {
    this.viewport.turns = ((this.viewport.turns + by + 360) % 360) as QuarterTurns;
    this.fit();
  }

  /** Asks for the view to be drawn with the next frame. */
  showView(): void {
    if (!this.#loaded || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#drawView();
    });
  }

  reveal(region: Region): void {
    const shape = shapeOfRegion(region);
    if (!this.#loaded || shape === undefined) return;
    this.viewport.reveal(shape.outline(geometryOf(region), this.viewport.picture));
    this.showView();
  }

  setCursor(cursor: string | undefined): void {
    const tool = this.panHeld ? "pan" : untracked(() => actingTool(this.editor, this.options.object));
    const own = tool === "pan" ? "grab" : tool === "select" ? "default" : "crosshair";
    if (this.#glass.style.cursor !== (cursor ?? own)) this.#glass.style.cursor = cursor ?? own;
  }

  // ---- what pointers do ----------------------------------------------------------------------------------------------

  /** A press now moves the picture, whatever else is under way. */
  get panning(): boolean {
    return this.panHeld || untracked(() => this.editor.tool.value) === "pan";
  }

  /** What a press starts. */
  begin(press: Press, { middle, extend }: { readonly middle: boolean; readonly extend: boolean }): Interaction | undefined {
    if (!this.#loaded) return undefined;
    const annotation = this.editor.current.peek();
    const tool = untracked(() => actingTool(this.editor, this.options.object));
    if (middle || this.panHeld || tool === "pan") return new Panning(this, press);
    const [chosen, ...more] = this.#layers.free();
    const drawing = this.drawingTool();
    const handle = chosen && !drawing?.shape.begin && !drawing?.own ? this.#layers.handles.at(press.at, press.touch) : undefined;
    if (chosen && handle && more.length > 0) return new ScalingGroup(this, [chosen, ...more], handle);
    if (chosen && handle) return shapeOfRegion(chosen)?.grip?.(this, chosen, handle, press) ?? new DraggingHandle(this, chosen, handle);
    const hits = this.#hits(press);
    if (drawing === undefined || holds(drawing, hits[0])) return beginSelecting(this, annotation, press, hits, extend);
    const { own, way, shape } = drawing;
    if (own !== undefined) return own.begin(this, press, hits[0]);
    if (way !== undefined) return new Pointing(this, { ...drawing, way }, press);
    return shape.begin?.(this, press, hits[0]) ?? new Drawing(this, annotation, shape, press, hits[0]);
  }

  /** The tool that draws now. */
  drawingTool(): DrawingTool | undefined {
    const { object } = this.options;
    return untracked(() => toolsOffered(this.editor, object).find(({ name }) => name === actingTool(this.editor, object)));
  }

  hover(press: Press): void {
    if (!this.#loaded || press.touch) return;
    this.crosshairAt(press.at);
    const drawing = this.drawingTool();
    const handle = this.panHeld ? undefined : this.#layers.handles.at(press.at, false);
    const top = this.panning || (drawing && !drawing.shape.byPress) ? undefined : this.#hits(press)[0];
    const hit = drawing === undefined || holds(drawing, top) ? top : undefined;
    this.#layers.hover(hit?.id);
    this.setCursor(handle?.cursor ?? (hit ? "pointer" : undefined));
  }

  /** The pointer went to another element. */
  leave(to: EventTarget | null): void {
    const { bar } = this.#layers.ghosts;
    if (!(to instanceof Node && bar.root.contains(to))) this.#layers.hover(undefined);
    this.#overlay.crossAt(undefined, this.viewport.stage);
  }

  crosshairAt(at: Point): void {
    this.#overlay.crossAt(this.editor.current.peek().editable ? at : undefined, this.viewport.stage);
  }

  /** True when something was being drawn or dragged. */
  cancel(): boolean {
    return this.gestures.cancel();
  }

  /** For a region, what its own control says; for a new one, the control whose label is picked. */
  shapeOptions(shape: ImageShape, constrained: boolean, region?: Region): ShapeOptions {
    return { ...drawingAttributes(this.editor, this.options.object, shape.name, region), constrained, unit: 1 / this.viewport.scale };
  }

  /** The handle that keys act on. */
  get markedHandle(): string | undefined {
    return this.#layers.markedHandle;
  }

  set markedHandle(name: string | undefined) {
    this.#layers.markedHandle = name;
  }

  /** Shows a geometry that is not written yet. */
  preview(region: Region, geometry: Geometry): void {
    this.previewAll(new Map([[region, geometry]]));
  }

  /** The same for several, which keep their dashed box. */
  previewAll(geometries: ReadonlyMap<Region, Geometry>): void {
    this.#layers.preview(geometries);
  }

  /** The rubber band, in stage pixels. */
  showBand(band: Bounds | undefined): void {
    this.#overlay.bandOn(band);
  }

  /** Writes geometries as one step of the history. */
  write(geometries: ReadonlyMap<Region, Geometry>, mergeKey?: string): void {
    const annotation = this.editor.current.peek();
    annotation.history.transact(() => {
      for (const [region, geometry] of geometries) if (geometry !== geometryOf(region)) annotation.setGeometry(region.id, geometry);
    }, mergeKey);
  }

  /** Shows a new shape that is not written yet, with handles where it has some already; without a geometry none. */
  showDraft(shape: ImageShape, geometry: Geometry | undefined, handles: readonly Handle[] = []): void {
    this.#layers.showDraft(shape, geometry, handles);
  }

  /**
   * Makes a region, with the labels that are picked; undefined, and a sentence, where nothing says what it is. A smart
   * tool asks a model with it instead: `negative` marks what that should leave out.
   */
  create(shape: ImageShape, geometry: Geometry, negative = this.negative): Region | undefined {
    const { object } = this.options;
    const parts = this.editor.partsForNewRegion(object, shape.name);
    if (parts === undefined) {
      if (this.activeColor === "var(--accent)") this.editor.notify(texts.pickFirst, "warning");
      return undefined;
    }
    const made = { object, geometry, parts, envelope: this.envelope() };
    const asking = smartPrompt(this.editor, made, negative);
    if (asking) {
      addPrompt(this.editor, asking);
      return undefined;
    }
    const region = this.editor.current.peek().add(made);
    this.editor.regionCreated(region);
    return region;
  }

  /** What stands beside the value of a region made now. */
  envelope(): Readonly<Record<string, unknown>> {
    const { width, height } = this.viewport.picture;
    const { item } = this.options;
    return { original_width: width, original_height: height, image_rotation: this.viewport.turns, ...(item !== undefined && { item_index: item }) };
  }

  #hits({ at, touch }: Press): readonly Region[] {
    const tolerance = (touch ? 10 : 4) / this.viewport.scale;
    const ranks = ranksOf(this.editor.current.peek()).peek();
    return regionsAt([...this.regions(), ...this.#layers.ghosts.regions()], this.viewport.toPicture(at), this.viewport.picture, tolerance, ranks);
  }

  /** Of the labels that are picked. */
  get activeColor(): string {
    for (const [control, values] of this.editor.activeLabels.peek()) {
      const entry = values[0] === undefined ? undefined : this.editor.entry(control, values[0]);
      if (entry !== undefined) return entry.color;
    }
    return "var(--accent)";
  }

  // ---- keeping in step -----------------------------------------------------------------------------------------------

  /** The picture opens as it was turned when its regions were made. */
  #savedTurns(): QuarterTurns {
    for (const region of this.regions()) {
      const turns = region.items[0]?.["image_rotation"];
      if (turns === 90 || turns === 180 || turns === 270) return turns;
    }
    return 0;
  }

  #drawView(): void {
    const matrix = `matrix(${this.viewport.matrix.join(" ")})`;
    this.paper.place(this.viewport);
    this.#scaled.setAttribute("transform", matrix);
    this.#layers.placeAll();
    this.#overlay.gridOn(this.viewport.picture);
    this.options.onView();
    for (const draw of this.onView) draw();
  }

  #measure(): void {
    const { clientWidth: width, clientHeight: height } = this.root;
    const narrow = width < NARROW;
    this.viewport.stage = { width, height };
    const [left, right] = getComputedStyle(this.root).direction === "rtl" ? [20, 66] : [66, 20];
    this.viewport.insets = narrow ? { top: 60, right: 0, bottom: 60, left: 0 } : { top: 14, right, bottom: 62, left };
  }

  #resized(): void {
    this.#measure();
    if (this.#fitted) this.viewport.fit();
    else this.viewport.settle();
    this.showView();
  }
}

/** Where a press makes a shape, one on such a shape takes hold of it instead. */
function holds({ shape }: DrawingTool, hit: Region | undefined): boolean {
  return shape.byPress === true && hit !== undefined && shapeOfRegion(hit) === shape;
}
