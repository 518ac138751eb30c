// Which region lies over which. It is how somebody looks at a picture: kept as long as the annotation is open, never saved.
import { signal, type Signal } from "@preact/signals-core";
import type { AnnotationState, Region } from "../../core/types";

/** 0 for what was not moved, above it for what was brought to the front, below it for what was sent to the back. */
export type Ranks = ReadonlyMap<string, number>;

const ranks = new WeakMap<AnnotationState, Signal<Ranks>>();

export function ranksOf(annotation: AnnotationState): Signal<Ranks> {
  let known = ranks.get(annotation);
  if (known === undefined) ranks.set(annotation, (known = signal<Ranks>(new Map())));
  return known;
}

/** Brings regions before all others or behind them; among themselves they keep their order. */
export function arrange(annotation: AnnotationState, ids: Iterable<string>, to: "front" | "back"): void {
  const known = ranksOf(annotation);
  const before = known.peek();
  const wanted = new Set(ids);
  const moved = stacked([...annotation.regions.values()].filter(({ id }) => wanted.has(id)), before);
  const next = new Map(before);
  const start = to === "front" ? Math.max(0, ...before.values()) + 1 : Math.min(0, ...before.values()) - moved.length;
  moved.forEach(({ id }, at) => next.set(id, start + at));
  known.value = next;
}

/** Regions from the lowest to the topmost; those of one rank as they came. */
export function stacked(regions: readonly Region[], by: Ranks): readonly Region[] {
  if (by.size === 0) return regions;
  return [...regions].sort((a, b) => (by.get(a.id) ?? 0) - (by.get(b.id) ?? 0));
}
