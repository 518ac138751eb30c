// Says to screen readers what happened on the picture, whoever did it: hands, keys, undo.
import { effect, untracked } from "@preact/signals-core";
import type { AnnotationState, Region } from "../../core/types";
import { geometryOf, shapeOfRegion } from "./shape";
import type { ImageSurface } from "./surface";
import type { DrawingTool } from "./tools";
import { texts } from "./texts";

interface Said {
  readonly place: string;
  readonly labels: string;
}

export class Announcer {
  readonly root = document.createElement("div");
  readonly #surface: ImageSurface;
  /** what was last known of regions that were spoken of */
  readonly #said = new Map<string, Said>();
  #present = new Set<string>();
  #selected: ReadonlySet<string> = new Set();
  /** the one that came last: whoever then selects it knows it already */
  #latest: string | undefined;

  constructor(surface: ImageSurface) {
    this.#surface = surface;
    this.root.className = "sr";
    this.root.setAttribute("role", "status");
  }

  /** Begins to listen; the returned function ends it. */
  start(): () => void {
    const { editor } = this.#surface;
    return effect(() => {
      const annotation = editor.current.value;
      this.#said.clear();
      this.#present = new Set(untracked(() => this.#surface.regions(annotation)).map(({ id }) => id));
      this.#selected = annotation.selection.peek();
      let before = annotation.changed.peek().version;
      let first = true;
      return effect(() => {
        const { regions, version } = annotation.changed.value;
        const selection = annotation.selection.value;
        const changed = version === before ? [] : regions === "all" ? annotation.regions.keys() : regions;
        before = version;
        if (!first) untracked(() => this.#tell(annotation, [...changed], selection));
        first = false;
      });
    });
  }

  /** Says which tool draws now, and with which keys. */
  tool({ title, shape }: DrawingTool): void {
    this.#say([shape.byPress ? texts.setsByKey(title) : texts.drawsByKey(title)]);
  }

  #tell(annotation: AnnotationState, changed: readonly string[], selection: ReadonlySet<string>): void {
    const sentences = changed.flatMap((id) => this.#news(id, annotation.regions.get(id), selection));
    const together = changed.filter((id) => selection.has(id) && annotation.regions.has(id)).length;
    if (selection.size > 1 && together > 0 && sentences.length === 0) sentences.push(texts.changes(together));
    sentences.push(...this.#newlySelected(annotation, selection));
    if (sentences.length > 3) sentences.splice(0, sentences.length, texts.changes(sentences.length));
    if (sentences.length > 0) this.#say(sentences);
  }

  /** That a region came or went, or what is new about the one that is selected. */
  #news(id: string, region: Region | undefined, selection: ReadonlySet<string>): readonly string[] {
    if (region === undefined) return this.#present.delete(id) ? [texts.deleted(this.#said.get(id)?.place ?? texts.region)] : [];
    if (!this.#surface.shows(region)) return [];
    if (!this.#present.has(id)) {
      this.#present.add((this.#latest = id));
      return [texts.drawn(this.#described(region))];
    }
    return selection.size === 1 && selection.has(id) && this.#selected.has(id) ? this.#difference(region) : [];
  }

  #newlySelected(annotation: AnnotationState, selection: ReadonlySet<string>): readonly string[] {
    const before = this.#selected;
    this.#selected = selection;
    if (selection === before || selection.size === 0) return [];
    if (selection.size > 1) return [texts.selectedTogether(selection.size)];
    const [id] = [...selection] as [string];
    const region = annotation.regions.get(id);
    const known = id === this.#latest || (before.size === 1 && before.has(id));
    this.#latest = undefined;
    return region === undefined || known || !this.#surface.shows(region) ? [] : [this.#described(region)];
  }

  #describe(region: Region): Said {
    const { editor, viewport } = this.#surface;
    const shape = shapeOfRegion(region);
    const value = geometryOf(region);
    const outline = shape?.outline(value, viewport.picture) ?? [];
    const least = (coordinates: readonly number[]) => Math.round(Math.min(...coordinates));
    const title = shape?.describe(value, viewport.picture) ?? texts.region;
    const place = outline.length > 1 ? texts.at(title, least(outline.map(({ x }) => x)), least(outline.map(({ y }) => y))) : title;
    const said = { place, labels: editor.look(region).labels.join(", ") };
    this.#said.set(region.id, said);
    return said;
  }

  #described(region: Region): string {
    const { place, labels } = this.#describe(region);
    return `${labels}, ${place}`;
  }

  /** What is new about a region since it was last spoken of. */
  #difference(region: Region): readonly string[] {
    const before = this.#said.get(region.id);
    const now = this.#describe(region);
    return [now.place !== before?.place ? now.place : "", now.labels !== before?.labels ? now.labels : ""].filter((part) => part !== "");
  }

  #say(sentences: readonly string[]): void {
    this.root.textContent = sentences.join(". ");
  }
}
