// Which tasks are selected: some by their ids, or everything that the query finds except some.
import { signal, type ReadonlySignal } from "@preact/signals-core";
import { data as words } from "../../strings/data";
import type { Selected, SelectedItems } from "./types";

/** A range of more rows than this is not fetched to be selected; everything that matches is selected without fetching. */
export const LONGEST_RANGE = 10_000;

export class RangeTooLong extends Error {
  override readonly name = "RangeTooLong";
  constructor() {
    super(words.rangeTooLong(LONGEST_RANGE));
  }
}

const NONE: Selected = { all: false, ids: new Set() };

export class Selection {
  readonly #selected = signal<Selected>(NONE);

  get selected(): ReadonlySignal<Selected> {
    return this.#selected;
  }

  has(id: number): boolean {
    const { all, ids } = this.#selected.value;
    return all !== ids.has(id);
  }

  /** How many are selected of `total` that the query finds. */
  count(total: number): number {
    const { all, ids } = this.#selected.value;
    return all ? Math.max(0, total - ids.size) : ids.size;
  }

  /** Selects these, or takes them out of the selection. */
  select(given: Iterable<number>, on = true): void {
    const { all, ids } = this.#selected.peek();
    const next = new Set(ids);
    for (const id of given) {
      if (on !== all) next.add(id);
      else next.delete(id);
    }
    this.#selected.value = { all, ids: next };
  }

  toggle(id: number): void {
    const { all, ids } = this.#selected.peek();
    this.select([id], all === ids.has(id));
  }

  /** Everything that the query finds, also what no page has shown yet. */
  selectAll(): void {
    this.#selected.value = { all: true, ids: new Set() };
  }

  clear(): void {
    if (this.#selected.peek() !== NONE) this.#selected.value = NONE;
  }

  /** Puts an earlier state back. */
  restore(state: Selected): void {
    this.#selected.value = state;
  }

  /** As the actions and queries of the server take it. */
  items(): SelectedItems {
    const { all, ids } = this.#selected.peek();
    return all ? { all, excluded: [...ids] } : { all, included: [...ids] };
  }
}
