// What a model suggests for the annotation at hand: regions of its prediction, and what it answered to a smart tool, that
// nobody took over, refused, or labeled.
import { batch, effect, signal, untracked } from "@preact/signals-core";
import type { ReadonlySignal, Signal } from "@preact/signals-core";
import { newId } from "../../core/ids";
import { geometryOf, readResult } from "../../core/results";
import type { AnnotationState, Deciding, EditorState, Region, ResultItem } from "../../core/types";
import { texts } from "../part-texts";

export interface Suggestions extends Deciding {
  /** the model they are from */
  readonly from: string;
  /** all that wait, also those below `minimum` */
  readonly waiting: ReadonlySignal<number>;
  /** the lowest and the highest score of those that wait; undefined where they do not differ */
  readonly scores: ReadonlySignal<readonly [number, number] | undefined>;
  /** those with a lower score are not shown, and no part of "all" */
  readonly minimum: Signal<number>;
  /** takes regions over, as one step of the history; all that are shown without `ids` */
  accept(ids?: readonly string[]): void;
  refuse(ids?: readonly string[]): void;
  /** selects and shows the suggestion after this one (of the text), the first without one */
  next(after?: string): void;
  stop(): void;
}

/** Keeps `editor.suggestions` up to date. */
export function followSuggestions(editor: EditorState): Suggestions {
  return new FollowedSuggestions(editor);
}

class FollowedSuggestions implements Suggestions {
  readonly waiting = signal(0);
  readonly scores = signal<readonly [number, number] | undefined>(undefined);
  readonly minimum = signal(0);
  readonly #editor: EditorState;
  readonly #refused = signal<ReadonlySet<Region>>(new Set());
  readonly #stop: () => void;
  #annotation: AnnotationState | undefined;
  #asked = false;
  #read: { readonly source: object; readonly score: number | undefined; readonly regions: readonly Region[] } | undefined;

  constructor(editor: EditorState) {
    this.#editor = editor;
    const ends = [effect(() => this.#forget()), effect(() => this.#follow()), effect(() => this.#takeAnswers()), () => (editor.suggestions.value = new Map())];
    this.#stop = () => ends.forEach((end) => void end());
    editor.deciding.value = this;
  }

  get from(): string {
    return this.#editor.answered.peek().length > 0 ? "" : (this.#editor.predictions.peek()[0]?.source.modelVersion ?? "");
  }

  accept(ids: readonly string[] = [...this.#editor.suggestions.peek().keys()]): void {
    const next = ids.length === 1 ? this.#following(ids[0]) : undefined;
    const annotation = this.#editor.current.peek();
    annotation.history.transact(() => this.#regionsOf(ids).forEach((region) => annotation.insert(takenOver(region, annotation))));
    this.#select(next?.id === ids[0] ? undefined : next);
  }

  refuse(ids: readonly string[] = [...this.#editor.suggestions.peek().keys()]): void {
    const [next, before] = [this.#following(ids.at(-1)), this.#refused.peek()];
    const [prompts, answered] = [this.#editor.prompts.peek(), this.#editor.answered.peek()];
    this.#refused.value = new Set([...before, ...this.#regionsOf(ids)]);
    this.#select(next && ids.includes(next.id) ? undefined : next);
    this.#editor.notify(texts.refused(ids.length), "info", {
      title: texts.undo,
      run: () => batch(() => {
        this.#refused.value = before;
        this.#editor.prompts.value = prompts;
        this.#editor.answered.value = answered;
      }),
    });
  }

  next(after?: string): void {
    this.#select(this.#following(after));
  }

  stop(): void {
    this.#stop();
    if (this.#editor.deciding.peek() === this) this.#editor.deciding.value = undefined;
  }

  /** An answer goes with its question, and both with the annotation that they were for. */
  #forget(): void {
    const { current, prompts, answered } = this.#editor;
    const other = this.#annotation !== undefined && this.#annotation !== current.value;
    this.#annotation = current.value;
    const asked = this.#asked;
    this.#asked = prompts.value.length > 0;
    untracked(() => {
      if (other && this.#asked) prompts.value = [];
      if ((other || (asked && !this.#asked)) && answered.peek().length > 0) answered.value = [];
    });
  }

  #follow(): void {
    const editor = this.#editor;
    const annotation = editor.current.value;
    void annotation.changed.value;
    const answered = editor.answered.value;
    const refused = this.#refused.value;
    const places = new Set<string>();
    const offered = annotation.editable ? [...answered, ...this.#predicted(annotation)] : [];
    if (offered.length > 0) for (const region of annotation.regions.values()) places.add(placeOf(region));
    const open = offered.filter((region) => !refused.has(region) && !annotation.regions.has(region.id) && !places.has(placeOf(region)) && editor.instances.get(region.object)?.suggests);
    const minimum = this.minimum.value;
    const shown = open.filter((region) => minimum === 0 || (this.#scoreOf(region) ?? 0) >= minimum);
    untracked(() => {
      if (answered.length > 0 && !open.some((region) => answered.includes(region))) editor.prompts.value = [];
      this.waiting.value = open.length;
      this.#measure(open);
      const before = editor.suggestions.peek();
      if (before.size !== shown.length || shown.some((region) => before.get(region.id) !== region)) editor.suggestions.value = new Map(shown.map((region) => [region.id, region]));
    });
  }

  /** Of the first prediction, while the annotation is neither an older one nor a copy of it. */
  #predicted(annotation: AnnotationState): readonly Region[] {
    const source = this.#editor.predictions.value[0]?.source;
    if (!source || annotation.source.pk !== undefined || annotation.source.parentPrediction === source.pk) return [];
    if (this.#read?.source !== source) this.#read = { source, score: source.score, regions: readResult(source.result, this.#editor.config).regions };
    return this.#read.regions;
  }

  /** What a model answers is taken over at once where somebody wants that. */
  #takeAnswers(): void {
    const answered = this.#editor.answered.value;
    if (answered.length === 0 || !this.#editor.settings.value.acceptAnswers) return;
    untracked(() => {
      const { suggestions } = this.#editor;
      const ids = answered.flatMap((region) => (suggestions.peek().get(region.id) === region ? region.id : []));
      if (ids.length > 0) this.accept(ids);
    });
  }

  #measure(open: readonly Region[]): void {
    const scores = open.map((region) => this.#scoreOf(region) ?? 0);
    const [low, high] = [Math.min(...scores), Math.max(...scores)];
    const [before, differ] = [this.scores.peek(), low < high];
    if (differ && (before?.[0] !== low || before[1] !== high)) this.scores.value = [low, high];
    if (!differ && before !== undefined && this.minimum.peek() <= low) this.scores.value = undefined;
  }

  #scoreOf(region: Region): number | undefined {
    return this.#editor.look(region).score ?? (this.#read?.regions.includes(region) ? this.#read.score : undefined);
  }

  #regionsOf(ids: readonly string[]): Region[] {
    return ids.flatMap((id) => this.#editor.suggestions.peek().get(id) ?? []);
  }

  #select(region: Region | undefined): void {
    this.#editor.current.peek().selection.value = new Set(region ? [region.id] : []);
    if (region) this.#editor.instances.get(region.object)?.reveal?.(region);
  }

  #following(id: string | undefined): Region | undefined {
    const open = [...this.#editor.suggestions.peek().values()];
    return open[(open.findIndex((region) => region.id === id) + 1) % open.length];
  }
}

const places = new WeakMap<Region, string>();

/** Where a region lies, without the words in it, which some tools leave out. */
function placeOf(region: Region): string {
  let place = places.get(region);
  if (place === undefined) {
    const { text: _, ...geometry } = geometryOf(region.items);
    places.set(region, (place = `${region.object} ${JSON.stringify(geometry)}`));
  }
  return place;
}

/** The region as the person's own, still said to be a model's. */
function takenOver(region: Region, annotation: AnnotationState): Region {
  const id = annotation.regions.has(region.id) ? newId((candidate) => annotation.regions.has(candidate)) : region.id;
  return { ...region, id, items: region.items.map((item): ResultItem => ({ ...item, id, type: item.type, origin: "prediction" })) };
}
