// Undo and redo as inverse patches: a step remembers what each touched place held before and after, nothing else.
import { batch, computed, signal } from "@preact/signals-core";
import type { ReadonlySignal } from "@preact/signals-core";
import type { History } from "./types";

/** One place that changed: a region or an answer. `undefined` means that it is not there. */
export interface Patch<Value> {
  readonly key: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

interface Step<Value> {
  readonly patches: Map<string, Patch<Value>>;
  readonly mergeKey: string | undefined;
}

export class PatchHistory<Value> implements History {
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** true while the state is the one that was loaded */
  readonly atStart: ReadonlySignal<boolean>;
  /** true while something differs from the state last marked */
  readonly dirty: ReadonlySignal<boolean>;
  readonly #apply: (key: string, value: Value | undefined) => void;
  readonly #done = signal<readonly Step<Value>[]>([]);
  readonly #undone = signal<readonly Step<Value>[]>([]);
  readonly #marked = signal<Step<Value> | undefined>(undefined);
  #open: Step<Value> | undefined;
  #closed = false;

  /** `apply` puts a value back into its place; it must not record. */
  constructor(apply: (key: string, value: Value | undefined) => void) {
    this.#apply = apply;
    this.canUndo = computed(() => this.#done.value.length > 0);
    this.canRedo = computed(() => this.#undone.value.length > 0);
    this.atStart = computed(() => this.#done.value.length === 0);
    this.dirty = computed(() => this.#done.value.at(-1) !== this.#marked.value);
  }

  /** Notes one change; to be called inside or outside of `transact`. */
  record(patch: Patch<Value>): void {
    if (!this.#open) return this.transact(() => this.record(patch));
    const earlier = this.#open.patches.get(patch.key);
    this.#open.patches.set(patch.key, earlier ? { ...patch, before: earlier.before } : patch);
  }

  transact(work: () => void, mergeKey?: string): void {
    if (this.#open) return work();
    const last = this.#done.peek().at(-1);
    const merges = mergeKey !== undefined && last?.mergeKey === mergeKey && !this.#closed;
    const patches = new Map(merges ? last.patches : undefined);
    const step: Step<Value> = { patches, mergeKey };
    this.#open = step;
    try {
      batch(work);
    } finally {
      this.#open = undefined;
      this.#close(step, merges);
    }
  }

  undo(): void {
    const step = this.#done.peek().at(-1);
    if (!step) return;
    batch(() => {
      for (const { key, before } of [...step.patches.values()].reverse()) this.#apply(key, before);
      this.#done.value = this.#done.peek().slice(0, -1);
      this.#undone.value = [...this.#undone.peek(), step];
    });
    this.#closed = true;
  }

  redo(): void {
    const step = this.#undone.peek().at(-1);
    if (!step) return;
    batch(() => {
      for (const { key, after } of step.patches.values()) this.#apply(key, after);
      this.#undone.value = this.#undone.peek().slice(0, -1);
      this.#done.value = [...this.#done.peek(), step];
    });
    this.#closed = true;
  }

  /** Back to what was loaded; redo leads forward again. */
  reset(): void {
    batch(() => {
      while (this.#done.peek().length > 0) this.undo();
    });
  }

  /** The present state counts as saved; the next change is a step of its own. */
  mark(): void {
    this.#marked.value = this.#done.peek().at(-1);
    this.#closed = true;
  }

  #close(step: Step<Value>, merges: boolean): void {
    const unchanged = [...step.patches].filter(([, patch]) => patch.before === patch.after);
    for (const [key] of unchanged) step.patches.delete(key);
    const before = merges ? this.#done.peek().slice(0, -1) : this.#done.peek();
    if (step.patches.size === 0) {
      if (merges) this.#done.value = before;
      return;
    }
    this.#done.value = [...before, step];
    this.#undone.value = [];
    this.#closed = false;
  }
}
