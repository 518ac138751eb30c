// A picture with its regions on a stage. It keeps the elements in step with the annotation and the view; what pointers
// and keys do is in gestures.ts, interactions.ts and keyboard.ts.
import { effect, untracked } from "@preact/signals-core";
import type { AnnotationState, EditorState, Region } from "../../core/types";
import { Announcer } from "./announcer";
import { DraftLayer } from "./draftLayer";
import { FlagLayer } from "./flagLayer";
import { Gestures } from "./gestures";
import { HandleLayer } from "./handleLayer";
import { regionsAt } from "./hits";
import "./image.css";
import { DraggingHandle, Drawing, Panning, type Interaction, type Press } from "./interactions";
import { Overlay } from "./overlay";
import { PictureLayer } from "./pictureLayer";
import { Pointing } from "./pointing";
import type { Point, Size } from "./points";
import { beginSelecting, boundsAround, ScalingGroup } from "./selecting";
import { frameOf, groupHandles, type Bounds } from "./several";
import { geometryOf, itemOf, registeredShapes, shapeOfRegion, type Geometry, type Handle, type ImageShape, type ShapeOptions } from "./shape";
import { ShapeLayer } from "./shapeLayer";
import { ranksOf, stacked } from "./stacking";
import { svgElement } from "./svg";
import { actingTool, drawingAttributes, toolsOffered, type DrawingTool } from "./tools";
import { Viewport, type QuarterTurns } from "./viewport";
import { texts } from "./texts";

/** With more regions than this only predictions and what is selected have the dark edge: it doubles what a zoom draws. */
const CROWD = 500;

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
  readonly #shapes: ShapeLayer;
  readonly #flags: FlagLayer;
  readonly #handles: HandleLayer;
  readonly #overlay: Overlay;
  readonly gestures: Gestures;
  readonly #stop: (() => void)[] = [];
  #loaded = false;
  #fitted = true;
  readonly #draft = new DraftLayer();
  #marked: string | undefined;
  #frame = 0;
  /** called whenever the view was drawn */
  readonly onView = new Set<() => void>();
  /** the space bar is down */
  panHeld = false;

  constructor(editor: EditorState, options: SurfaceOptions) {
    this.editor = editor;
    this.options = options;
    this.#shapes = new ShapeLayer(editor);
    this.#flags = new FlagLayer(editor, this.viewport);
    this.#handles = new HandleLayer(this.viewport);
    this.#overlay = new Overlay(options);
    this.paper = new PictureLayer(options.smoothing);
    this.root.className = "image-surface";
    this.root.tabIndex = 0;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", texts.name);
    this.#scene.className = "scene";
    const svg = svgElement("svg", { "aria-hidden": "true" });
    this.#scaled.append(this.#overlay.grid, this.#shapes.root, this.#draft.root);
    svg.append(this.#scaled, this.#flags.root, this.#handles.root, this.#overlay.band, this.#overlay.cross);
    this.#glass.className = "glass";
    this.#scene.append(this.paper.root, svg, this.#glass);
    this.root.append(this.#scene, this.announcer.root);
    this.gestures = new Gestures(this, this.#scene);
  }

  /** To be called when the picture is there and the root is in the document. */
  start(size: Size): void {
    this.#loaded = true;
    this.viewport.picture = size;
    this.#shapes.size = size;
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
      effect(() => this.#watch(this.editor.current.value)),
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
  setScale(scale: number, anchor?: Point): void {
    if (this.viewport.zooms) this.#scaleTo(scale, anchor);
  }

  #scaleTo(scale: number, anchor?: Point): void {
    this.#fitted = false;
    this.viewport.zoomTo(scale, anchor);
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
    const [chosen, ...more] = this.#free();
    const drawing = this.drawingTool();
    const handle = chosen && !drawing?.shape.begin && !drawing?.own ? this.#handles.at(press.at, press.touch) : undefined;
    if (chosen && handle && more.length > 0) return new ScalingGroup(this, [chosen, ...more], handle);
    if (chosen && handle) return shapeOfRegion(chosen)?.grip?.(this, chosen, handle, press) ?? new DraggingHandle(this, chosen, handle);
    const hits = this.#hits(press);
    // where a press makes a shape, one on such a shape takes hold of it
    const held = drawing?.shape.byPress && hits[0] !== undefined && shapeOfRegion(hits[0]) === drawing.shape;
    if (drawing === undefined || held) return beginSelecting(this, annotation, press, hits, extend);
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
    const drawing = !["select", "pan"].includes(untracked(() => actingTool(this.editor, this.options.object)));
    const handle = this.panHeld ? undefined : this.#handles.at(press.at, false);
    const hit = drawing || this.panHeld ? undefined : this.#hits(press)[0];
    this.#shapes.hover(hit?.id);
    this.setCursor(handle?.cursor ?? (hit ? "pointer" : undefined));
  }

  leave(): void {
    this.#shapes.hover(undefined);
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
    return this.#marked;
  }

  set markedHandle(name: string | undefined) {
    if (this.#marked === name) return;
    this.#marked = name;
    this.#showHandles();
  }

  /** Shows a geometry that is not written yet. */
  preview(region: Region, geometry: Geometry): void {
    this.previewAll(new Map([[region, geometry]]));
  }

  /** The same for several, which keep their dashed box. */
  previewAll(geometries: ReadonlyMap<Region, Geometry>): void {
    for (const [region, geometry] of geometries) {
      this.#shapes.place(region, geometry);
      this.#flags.place(region, geometry);
    }
    this.#showHandles(geometries);
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
    this.#draft.show(shape, geometry, this.viewport.picture, this.activeColor);
    this.#draft.handles = handles;
    this.#showHandles();
  }

  /** Makes a region, with the labels that are picked; undefined, and a sentence, where nothing says what it is. */
  create(shape: ImageShape, geometry: Geometry): Region | undefined {
    const { object } = this.options;
    const parts = this.editor.partsForNewRegion(object, shape.name);
    if (parts === undefined) {
      if (this.activeColor === "var(--accent)") this.editor.notify(texts.pickFirst, "warning");
      return undefined;
    }
    const region = this.editor.current.peek().add({ object, geometry, parts, envelope: this.envelope() });
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
    return regionsAt(this.regions(), this.viewport.toPicture(at), this.viewport.picture, tolerance, ranks);
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

  #watch(annotation: AnnotationState): () => void {
    this.gestures.cancel();
    untracked(() => this.#shapes.drawAll(stacked(this.regions(annotation), ranksOf(annotation).peek())));
    this.#flags.clear();
    let first = true;
    const stops = [
      effect(() => {
        this.root.classList.toggle("crowd", annotation.order.value.length > CROWD);
        untracked(() => this.#shapes.sync(this.regions(annotation)));
        this.showView();
      }),
      effect(() => {
        const ranks = ranksOf(annotation).value;
        if (ranks.size > 0) untracked(() => this.#shapes.reorder(stacked(this.regions(annotation), ranks)));
      }),
      effect(() => {
        const { regions } = annotation.changed.value;
        if (!first) untracked(() => this.#update(annotation, regions));
        first = false;
      }),
      effect(() => {
        const selection = annotation.selection.value;
        this.#shapes.select(selection);
        this.#flags.select(selection);
        untracked(() => this.#showHandles());
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #update(annotation: AnnotationState, changed: ReadonlySet<string> | "all"): void {
    const ids = changed === "all" ? annotation.regions.keys() : changed;
    for (const id of ids) {
      const region = annotation.regions.get(id);
      if (region === undefined || !this.shows(region)) continue;
      this.#shapes.update(region);
      this.#flags.update(region);
    }
    this.#showHandles();
  }

  /** The selected regions that can be changed. */
  #free(): readonly Region[] {
    if (!this.editor.current.peek().editable) return [];
    return this.selected().filter((region) => !region.hidden && !region.locked);
  }

  /** `now`: geometries that are not written yet. */
  #showHandles(now?: ReadonlyMap<Region, Geometry>): void {
    if (this.#draft.handles.length > 0) return this.#handles.show(this.#draft.handles, this.activeColor, this.#marked);
    const regions = this.#free();
    const [region] = regions;
    const shape = region && shapeOfRegion(region);
    if (!region || !shape) return this.#handles.hide();
    const options = this.shapeOptions(shape, false, region);
    if (regions.length === 1) {
      const handles = shape.handles(now?.get(region) ?? geometryOf(region), this.viewport.picture, options);
      return this.#handles.show(handles, this.editor.look(region).color, this.#marked);
    }
    const bounds = boundsAround(this, regions, now)!;
    this.#handles.show(groupHandles(bounds, options.unit), "var(--accent)", undefined, frameOf(bounds, options.unit));
  }

  #drawView(): void {
    const matrix = `matrix(${this.viewport.matrix.join(" ")})`;
    this.paper.place(this.viewport);
    this.#scaled.setAttribute("transform", matrix);
    this.#flags.placeAll(this.regions());
    this.#flags.select(this.editor.current.peek().selection.peek());
    this.#overlay.gridOn(this.viewport.picture);
    this.#showHandles();
    this.options.onView();
    for (const draw of this.onView) draw();
  }

  #measure(): void {
    const { clientWidth: width, clientHeight: height } = this.root;
    const narrow = width < NARROW;
    this.viewport.stage = { width, height };
    this.viewport.insets = narrow ? { top: 60, right: 0, bottom: 60, left: 0 } : { top: 14, right: 20, bottom: 62, left: 66 };
  }

  #resized(): void {
    this.#measure();
    if (this.#fitted) this.viewport.fit();
    else this.viewport.settle();
    this.showView();
  }
}
