// What a model suggests, on the picture: dashed shapes that are no part of the annotation, with a tick and a cross beside
// the one in hand; and what was drawn to ask the model.
import { effect, untracked } from "@preact/signals-core";
import type { EditorState, Region } from "../../core/types";
import { FlagLayer } from "./flagLayer";
import { GhostBar } from "./ghostBar";
import { ShapeLayer } from "./shapeLayer";
import type { ImageSurface } from "./surface";

export class Ghosts {
  readonly shapes: ShapeLayer;
  readonly prompts: ShapeLayer;
  readonly flags: FlagLayer;
  readonly bar: GhostBar;
  readonly #surface: ImageSurface;
  readonly #editor: EditorState;
  #hovered: string | undefined;
  #selected: ReadonlySet<string> = new Set();

  constructor(surface: ImageSurface) {
    const { editor, viewport } = surface;
    this.#surface = surface;
    this.#editor = editor;
    const regionOf = (id: string) => editor.suggestions.peek().get(id);
    this.shapes = new ShapeLayer(editor, "ghost");
    this.prompts = new ShapeLayer(editor, "prompt");
    this.flags = new FlagLayer(editor, viewport, regionOf);
    this.bar = new GhostBar(surface, () => this.hover(undefined));
  }

  /** To be called when the size of the picture is known; the returned function ends it. */
  start(): () => void {
    const stops = [
      effect(() => {
        void this.#editor.suggestions.value;
        void this.#editor.items.value;
        untracked(() => this.#draw());
      }),
      effect(() => {
        const prompts = this.#editor.prompts.value.filter((region) => this.#surface.shows(region));
        untracked(() => this.prompts.drawAll(prompts));
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** The suggestions on this picture. */
  regions(): readonly Region[] {
    return [...this.#editor.suggestions.peek().values()].filter((region) => this.#surface.shows(region));
  }

  placeAll(): void {
    this.flags.placeAll(this.regions());
    this.flags.select(this.#selected);
    this.#inHand();
  }

  hover(id: string | undefined): void {
    const known = id !== undefined && this.#editor.suggestions.peek().has(id) ? id : undefined;
    this.shapes.hover(known);
    this.#hovered = known;
    this.#inHand();
  }

  select(selected: ReadonlySet<string>): void {
    this.#selected = selected;
    this.shapes.select(selected);
    this.flags.select(selected);
    this.#inHand();
  }

  #draw(): void {
    this.shapes.drawAll(this.regions());
    this.flags.clear();
    this.placeAll();
  }

  /** The suggestion under the pointer, or the selected one. */
  #inHand(): void {
    const suggestions = this.#editor.suggestions.peek();
    const [selected] = this.#selected.size === 1 ? this.#selected : [];
    const id = this.#hovered ?? selected;
    const region = id === undefined ? undefined : suggestions.get(id);
    this.bar.show(region !== undefined && this.#surface.shows(region) ? region : undefined);
  }
}
