// The quick look without its elements: the labeling of one task, kept in step with the table beside it.
import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import { LABELING } from "../../../shared/editor";
import { studio } from "../../../studio";
import { LabelPage } from "../../label/label-page";
import type { DataModel } from "../model";

/** what belongs to the stream of tasks, which the table is here */
const OF_THE_STREAM: ReadonlySet<string> = new Set(["topbar:prevnext", "topbar:task-counter", "instruction"]);
/** several saves are one question to the server, in milliseconds */
const TOGETHER = 300;

export class QuickLookTask {
  readonly page: LabelPage;
  readonly #place = signal<number | undefined>(undefined);
  readonly #ends: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly model: DataModel,
    private readonly task: number,
  ) {
    const { interfaces } = studio().bootstrap.editor;
    const shown = (interfaces ?? [...LABELING, "submit:load"]).filter((name) => !OF_THE_STREAM.has(name));
    this.page = new LabelPage(shown, { task, saved: () => this.#saved(), next: () => this.#goOn() });
  }

  /** The place of the task in the table, counted from 0; undefined when the table does not show it (any more). */
  get place(): ReadonlySignal<number | undefined> {
    return this.#place;
  }

  mount(element: HTMLElement): void {
    const loading = computed(() => this.page.labeling.view.value.kind === "loading");
    let asked: number | undefined = this.task;
    this.page.mount(element);
    this.#ends.push(
      effect(() => {
        const task = this.model.quickLook.value;
        // a step that is taken while the first task is on its way is followed once that is here
        if (task === undefined || loading.value || task === asked) return;
        asked = task;
        untracked(() => void this.#show(task));
      }),
      effect(() => {
        void this.model.rowsChanged.value;
        const task = this.model.quickLook.value;
        this.#place.value = task === undefined ? undefined : this.model.positionOf(task);
        untracked(() => this.#takeKeyboard());
      }),
      this.#onShownAgain(),
    );
  }

  /** Saves what waits and ends. */
  close(): void {
    for (const end of this.#ends.splice(0)) end();
    void this.page.flush().finally(() => {
      this.page.close();
      this.#saved();
    });
  }

  /** Where a step leads: to the row before or after; when the task has left the table, to what took its place. */
  neighbour(by: -1 | 1): number | undefined {
    const place = this.#place.value;
    const left = place === undefined ? this.model.position.value : undefined;
    const to = place !== undefined ? place + by : left !== undefined ? left + Math.min(by, 0) : undefined;
    return to !== undefined && to >= 0 && to < (this.model.total.value ?? 0) ? to : undefined;
  }

  step(by: -1 | 1): void {
    const to = this.neighbour(by);
    if (to === undefined) return;
    this.model.want(to, to + 1);
    this.model.moveTo(to);
  }

  /** After an answer to the next row; false at the end of the table, or where that row is still on its way. */
  #goOn(): boolean {
    const before = this.model.quickLook.peek();
    this.step(1);
    return this.model.quickLook.peek() !== before;
  }

  async #show(task: number): Promise<void> {
    if (this.page.labeling.task?.id === task) return;
    await this.page.flush().catch(() => undefined); // the editor has told it, and the work is kept
    if (this.model.quickLook.peek() === task) await this.page.labeling.open(task, { silent: true });
  }

  /** The keyboard of the table stands on the task that is looked at, also when an address led here. */
  #takeKeyboard(): void {
    const place = this.#place.peek();
    if (place !== undefined && this.model.position.peek() === undefined) this.model.moveTo(place);
  }

  /** A task that is shown again was submitted, or lost an annotation: its row says otherwise now. */
  #onShownAgain(): () => void {
    let before: number | undefined;
    return effect(() => {
      const task = this.page.labeling.task?.id;
      if (task !== undefined && task === before) untracked(() => this.#saved());
      before = task;
    });
  }

  #saved(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.model.reload();
    }, TOGETHER);
  }
}
