// What a model suggests for the annotation at hand: regions of its prediction that nobody took over, refused, or labeled.
import { effect, signal, untracked } from "@preact/signals-core";
import { newId } from "../../core/ids";
import { geometryOf, readResult } from "../../core/results";
import type { AnnotationState, EditorState, Region, ResultItem } from "../../core/types";
import { texts } from "../part-texts";

export interface Suggestions {
  /** the model they are from */
  readonly from: string;
  /** takes regions over, as one step of the history; all of them without `ids` */
  accept(ids?: readonly string[]): void;
  refuse(ids: readonly string[]): void;
  /** selects and shows the suggestion after this one (of the text), the first without one */
  next(after?: string): void;
  stop(): void;
}

/** Keeps `editor.suggestions` up to date. */
export function followSuggestions(editor: EditorState): Suggestions {
  const refused = signal<ReadonlySet<string>>(new Set());
  const places = new WeakMap<Region, string>();
  const placeOf = (region: Region): string => {
    let place = places.get(region);
    if (place === undefined) places.set(region, (place = `${region.object} ${JSON.stringify(placed(region))}`));
    return place;
  };
  let read: { readonly source: object; readonly regions: readonly Region[] } | undefined;
  const stop = effect(() => {
    const annotation = editor.current.value;
    const source = editor.predictions.value[0]?.source;
    const wanted = source && annotation.editable && annotation.source.pk === undefined && annotation.source.parentPrediction !== source.pk;
    if (source && read?.source !== source) read = { source, regions: readResult(source.result, editor.config).regions };
    void (wanted && annotation.changed.value);
    const labeled = new Set(wanted ? [...annotation.regions.values()].map(placeOf) : []);
    const open = wanted ? read!.regions.filter((region) => !refused.value.has(region.id) && !annotation.regions.has(region.id) && !labeled.has(placeOf(region))
      && editor.instances.get(region.object)?.suggests) : [];
    untracked(() => {
      const shown = editor.suggestions.peek();
      if (shown.size !== open.length || open.some((region) => shown.get(region.id) !== region)) editor.suggestions.value = new Map(open.map((region) => [region.id, region]));
    });
  });
  const regionsOf = (ids: readonly string[]): Region[] => ids.flatMap((id) => editor.suggestions.peek().get(id) ?? []);
  const select = (region: Region | undefined): void => {
    editor.current.peek().selection.value = new Set(region ? [region.id] : []);
    if (region) editor.instances.get(region.object)?.reveal?.(region);
  };
  const following = (id: string | undefined): Region | undefined => {
    const open = [...editor.suggestions.peek().values()];
    return open[(open.findIndex((region) => region.id === id) + 1) % open.length];
  };
  return {
    get from() { return editor.predictions.peek()[0]?.source.modelVersion ?? ""; },
    accept(ids = [...editor.suggestions.peek().keys()]) {
      const [next, annotation] = [ids.length === 1 ? following(ids[0]) : undefined, editor.current.peek()];
      annotation.history.transact(() => regionsOf(ids).forEach((region) => annotation.insert(takenOver(region, annotation))));
      select(next?.id === ids[0] ? undefined : next);
    },
    refuse(ids) {
      const [next, before] = [following(ids.at(-1)), refused.peek()];
      refused.value = new Set([...before, ...ids]);
      select(next && ids.includes(next.id) ? undefined : next);
      editor.notify(texts.refused(ids.length), "info", { title: texts.undo, run: () => void (refused.value = before) });
    },
    next: (after) => select(following(after)),
    stop() {
      stop();
      editor.suggestions.value = new Map();
    },
  };
}

/** The geometry without the words in it, which some tools leave out. */
function placed(region: Region): Readonly<Record<string, unknown>> {
  const { text: _, ...place } = geometryOf(region.items);
  return place;
}

/** The region as the person's own, still said to be a model's. */
function takenOver(region: Region, annotation: AnnotationState): Region {
  const id = annotation.regions.has(region.id) ? newId((candidate) => annotation.regions.has(candidate)) : region.id;
  return { ...region, id, items: region.items.map((item): ResultItem => ({ ...item, id, type: item.type, origin: "prediction" })) };
}
