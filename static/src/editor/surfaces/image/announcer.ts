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
  /** the one region that is selected */
  #selected: string | undefined;
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
      let first = true;
      return effect(() => {
        const { regions } = annotation.changed.value;
        const selection = annotation.selection.value;
        if (!first) untracked(() => this.#tell(annotation, regions === "all" ? annotation.regions.keys() : regions, selection));
        first = false;
      });
    });
  }

  /** Says which tool draws now, and with which keys. */
  tool({ title, shape }: DrawingTool): void {
    this.#say([shape.byPress ? texts.setsByKey(title) : texts.drawsByKey(title)]);
  }

  #tell(annotation: AnnotationState, changed: Iterable<string>, selection: ReadonlySet<string>): void {
    const sentences: string[] = [];
    const [only] = selection.size === 1 ? selection : [];
    for (const id of changed) {
      const region = annotation.regions.get(id);
      const came = region !== undefined && this.#surface.shows(region) && !this.#present.has(id);
      const went = region === undefined && this.#present.delete(id);
      if (came) this.#present.add((this.#latest = id));
      if (went) sentences.push(texts.deleted(this.#said.get(id)?.place ?? texts.region));
      else if (came) sentences.push(texts.drawn(this.#described(region)));
      else if (region && id === only && id === this.#selected) sentences.push(...this.#difference(region));
    }
    const region = only === undefined || only === this.#selected || only === this.#latest ? undefined : annotation.regions.get(only);
    this.#selected = only;
    if (only !== this.#latest && only !== undefined) this.#latest = undefined;
    if (region !== undefined && this.#surface.shows(region)) sentences.push(this.#described(region));
    if (sentences.length > 3) sentences.splice(0, sentences.length, texts.changes(sentences.length));
    if (sentences.length > 0) this.#say(sentences);
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
