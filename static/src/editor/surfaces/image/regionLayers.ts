// What is drawn of the regions: shapes, names, handles and what a model suggests, kept in step with the annotation.
import { effect, untracked } from "@preact/signals-core";
import type { AnnotationState, EditorState, Region } from "../../core/types";
import { DraftLayer } from "./draftLayer";
import { FlagLayer } from "./flagLayer";
import { Ghosts } from "./ghosts";
import { HandleLayer } from "./handleLayer";
import { boundsAround } from "./selecting";
import { frameOf, groupHandles } from "./several";
import { geometryOf, shapeOfRegion, type Geometry, type Handle, type ImageShape } from "./shape";
import { ShapeLayer } from "./shapeLayer";
import { ranksOf, stacked } from "./stacking";
import type { ImageSurface } from "./surface";

/** With more regions than this only predictions and what is selected have the dark edge: it doubles what a zoom draws. */
const CROWD = 500;

export class RegionLayers {
  readonly shapes: ShapeLayer;
  readonly flags: FlagLayer;
  readonly handles: HandleLayer;
  readonly ghosts: Ghosts;
  readonly #draft = new DraftLayer();
  readonly #surface: ImageSurface;
  readonly #editor: EditorState;
  #marked: string | undefined;

  constructor(surface: ImageSurface) {
    const { editor, viewport } = surface;
    this.#surface = surface;
    this.#editor = editor;
    this.shapes = new ShapeLayer(editor);
    this.flags = new FlagLayer(editor, viewport);
    this.handles = new HandleLayer(viewport);
    this.ghosts = new Ghosts(surface);
  }

  /** What is in pixels of the picture, the lowest first. */
  get onPicture(): readonly SVGElement[] {
    return [this.shapes.root, this.ghosts.shapes.root, this.ghosts.prompts.root, this.#draft.root];
  }

  /** What is in pixels of the stage. */
  get onStage(): readonly SVGElement[] {
    return [this.flags.root, this.ghosts.flags.root, this.handles.root];
  }

  /** To be called when the size of the picture is known; the returned function ends it. */
  start(): () => void {
    const { picture } = this.#surface.viewport;
    for (const layer of [this.shapes, this.ghosts.shapes, this.ghosts.prompts]) layer.size = picture;
    const stops = [effect(() => this.#watch(this.#editor.current.value)), this.ghosts.start()];
    return () => stops.forEach((stop) => stop());
  }

  /** The handle that keys act on. */
  get markedHandle(): string | undefined {
    return this.#marked;
  }

  set markedHandle(name: string | undefined) {
    if (this.#marked === name) return;
    this.#marked = name;
    this.showHandles();
  }

  /** After every change of scale, place or turn. */
  placeAll(): void {
    this.flags.placeAll(this.#surface.regions());
    this.flags.select(this.#editor.current.peek().selection.peek());
    this.ghosts.placeAll();
    this.showHandles();
  }

  /** Shows geometries that are not written yet. */
  preview(geometries: ReadonlyMap<Region, Geometry>): void {
    for (const [region, geometry] of geometries) {
      this.shapes.place(region, geometry);
      this.flags.place(region, geometry);
    }
    this.showHandles(geometries);
  }

  /** Shows a new shape that is not written yet, with handles where it has some already; without a geometry none. */
  showDraft(shape: ImageShape, geometry: Geometry | undefined, handles: readonly Handle[]): void {
    this.#draft.show(shape, geometry, this.#surface.viewport.picture, this.#surface.activeColor);
    this.#draft.handles = handles;
    this.showHandles();
  }

  hover(id: string | undefined): void {
    this.shapes.hover(id);
    this.ghosts.hover(id);
  }

  /** The selected regions that can be changed. */
  free(): readonly Region[] {
    if (!this.#editor.current.peek().editable) return [];
    return this.#surface.selected().filter((region) => !region.hidden && !region.locked);
  }

  /** `now`: geometries that are not written yet. */
  showHandles(now?: ReadonlyMap<Region, Geometry>): void {
    const { viewport } = this.#surface;
    if (this.#draft.handles.length > 0) return this.handles.show(this.#draft.handles, this.#surface.activeColor, this.#marked);
    const regions = this.free();
    const [region] = regions;
    const shape = region && shapeOfRegion(region);
    if (!region || !shape) return this.handles.hide();
    const options = this.#surface.shapeOptions(shape, false, region);
    if (regions.length === 1) {
      const handles = shape.handles(now?.get(region) ?? geometryOf(region), viewport.picture, options);
      return this.handles.show(handles, this.#editor.look(region).color, this.#marked);
    }
    const bounds = boundsAround(this.#surface, regions, now);
    if (bounds) this.handles.show(groupHandles(bounds, options.unit), "var(--accent)", undefined, frameOf(bounds, options.unit));
  }

  #watch(annotation: AnnotationState): () => void {
    const regions = () => this.#surface.regions(annotation);
    this.#surface.cancel();
    untracked(() => this.shapes.drawAll(stacked(regions(), ranksOf(annotation).peek())));
    this.flags.clear();
    let first = true;
    const stops = [
      effect(() => {
        this.#surface.root.classList.toggle("crowd", annotation.order.value.length > CROWD);
        untracked(() => this.shapes.sync(regions()));
        this.#surface.showView();
      }),
      effect(() => {
        const ranks = ranksOf(annotation).value;
        if (ranks.size > 0) untracked(() => this.shapes.reorder(stacked(regions(), ranks)));
      }),
      effect(() => {
        const { regions: changed } = annotation.changed.value;
        if (!first) untracked(() => this.#update(annotation, changed));
        first = false;
      }),
      effect(() => {
        const selection = annotation.selection.value;
        this.shapes.select(selection);
        this.flags.select(selection);
        this.ghosts.select(selection);
        untracked(() => this.showHandles());
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #update(annotation: AnnotationState, changed: ReadonlySet<string> | "all"): void {
    const ids = changed === "all" ? annotation.regions.keys() : changed;
    for (const id of ids) {
      const region = annotation.regions.get(id);
      if (region === undefined || !this.#surface.shows(region)) continue;
      this.shapes.update(region);
      this.flags.update(region);
    }
    this.showHandles();
  }
}
