// One task in the editor: its state, its commands, its drafts, and what the host is told about them.
import { computed, effect, signal, untracked } from "@preact/signals-core";
import type { Annotation } from "../core/annotation";
import { Autosave } from "../core/autosave";
import { Editor } from "../core/editor";
import type { EditorOptions } from "../core/editor";
import type { AnnotationState, ValidationProblem } from "../core/types";
import type { ConfigSlots } from "../panels/contract";
import { withParts } from "../panels/later";
import { mountTags } from "../tags/mount";
import { createCommands } from "./commands";
import type { CommandHost, KeySettings } from "./commands";
import type { HostEvents } from "./events";
import { HostStore } from "./store";
import type { HostTask } from "./options";
import { texts, titles } from "../core/texts";

/** how long Submit stays pressed at least and waits at most, in milliseconds */
const SHORTEST = 200;
const LONGEST = 5000;

export interface SessionHost {
  readonly events: HostEvents;
  readonly keys: KeySettings;
  open(task: HostTask): void;
  showHotkeys(): void;
}

export class Session implements CommandHost {
  readonly editor: Editor;
  readonly store: HostStore;
  readonly busy = signal(false);
  readonly submitted;
  readonly commands;
  readonly #host: SessionHost;
  readonly #sent = signal<ReadonlySet<AnnotationState>>(new Set());
  readonly #drafts = new Set<Annotation>();
  readonly #autosave: Autosave;
  readonly #undo: (() => void)[] = [];
  #slots: ConfigSlots | undefined;

  constructor(options: EditorOptions, host: SessionHost) {
    this.#host = host;
    this.editor = new Editor(options);
    this.store = new HostStore({ editor: this.editor, open: (task) => host.open(task), select: (annotation) => this.select(annotation) });
    this.submitted = computed(() => this.editor.current.value.source.pk !== undefined || this.#sent.value.has(this.editor.current.value));
    this.#autosave = new Autosave(() => this.#saveDrafts());
    const { commands, unbind } = createCommands(this, host.keys);
    this.commands = commands;
    this.#undo.push(unbind, () => this.#autosave.cancel());
    this.#follow();
    this.editor.ask = (group) => this.#host.events.emit("regionFinishedDrawing", group.at(-1), group);
  }

  get hasNext(): boolean {
    return this.#host.events.has("nextTask");
  }

  get hasPrevious(): boolean {
    return this.#host.events.has("prevTask");
  }

  destroy(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo();
  }

  flushDraft(): Promise<void> {
    return this.#autosave.flush();
  }

  mountConfig(slots: ConfigSlots): () => void {
    this.#slots = slots;
    return mountTags(this.editor, slots);
  }

  select(annotation: AnnotationState): void {
    const before = this.editor.current.peek();
    if (annotation === before) return;
    this.editor.select(annotation);
    const { annotationStore } = this.store;
    void this.#host.events.emit("selectAnnotation", annotationStore.selected, annotationStore.view(before), {});
  }

  submit(): void {
    const { editor, store } = this;
    const annotation = editor.current.peek();
    const refusesEmpty = editor.interfaces.has("submit:check-empty") || editor.interfaces.has("annotations:deny-empty");
    if (refusesEmpty && annotation.serialize().length === 0) return editor.notify(texts.nothingLabeled, "warning");
    const problems = editor.validate();
    if (problems.length > 0) return this.focusProblem(problems[0]!);
    const name = this.submitted.peek() ? "updateAnnotation" : "submitAnnotation";
    void this.#tell(annotation, () => this.#host.events.emit(name, store, store.annotationStore.view(annotation), {}));
  }

  skip(): void {
    void this.#tell(this.editor.current.peek(), () => this.#host.events.emit("skipTask", this.store, {}));
  }

  next(): void {
    void this.#host.events.emit("nextTask", this.editor.task.id, this.store.annotationStore.selected.id);
  }

  previous(): void {
    void this.#host.events.emit("prevTask", this.editor.task.id, this.store.annotationStore.selected.id);
  }

  addAnnotation(): void {
    this.select(this.editor.addAnnotation());
  }

  copyAnnotation(): void {
    this.#take(this.editor.copy(this.editor.current.peek()));
  }

  deleteAnnotation(): void {
    const annotation = this.editor.current.peek();
    const view = this.store.annotationStore.view(annotation);
    this.#drafts.delete(annotation);
    this.editor.removeAnnotation(annotation);
    void this.#host.events.emit("deleteAnnotation", this.store, view);
    if (annotation.source.pk !== undefined) return;
    const bringBack = (): void => this.#take(this.editor.addAnnotation({ ...annotation.source, result: annotation.serialize(), unsaved: true }));
    this.editor.notify(texts.annotationDeleted, "info", { title: titles.undo, run: bringBack });
  }

  /** Goes on with an annotation that holds something nobody has saved yet. */
  #take(annotation: Annotation): void {
    this.select(annotation);
    this.#touch(annotation);
  }

  focusRegionInput(): void {
    withParts((parts) => parts.leadToRegionInput(this.editor, this.#slots));
  }

  focusProblem(problem: ValidationProblem): void {
    withParts((parts) => parts.leadToProblem(this.editor, this.#slots, problem));
  }

  showHotkeys(): void {
    this.#host.showHotkeys();
  }

  /** What is submitted needs no draft any more; while the host's promise is open, nothing else is submitted. */
  async #tell(annotation: Annotation, tell: () => Promise<void>): Promise<void> {
    if (this.busy.peek()) return;
    this.#drafts.delete(annotation);
    if (this.#drafts.size === 0) this.#autosave.cancel();
    this.busy.value = true;
    const shortest = pause(SHORTEST);
    try {
      const answered = tell().then(() => this.#markSubmitted(annotation));
      await Promise.race([Promise.all([answered, shortest]), pause(LONGEST)]);
    } catch (error) {
      // a host that reports the failure itself rejects; the work stays here
      console.error(error);
      await shortest;
      if (annotation.dirty.peek()) this.#touch(annotation);
    } finally {
      this.busy.value = false;
    }
  }

  #markSubmitted(annotation: Annotation): void {
    annotation.markSaved();
    this.#sent.value = new Set([...this.#sent.peek(), annotation]);
  }

  #follow(): void {
    const { editor } = this;
    const known = new WeakMap<Annotation, Set<string>>();
    this.#undo.push(
      effect(() => {
        const annotation = editor.current.value;
        const { version, regions } = annotation.changed.value;
        const dirty = annotation.dirty.value; // read here: it can turn true after the change was announced
        const ids = known.get(annotation);
        untracked(() => {
          if (!ids) return void known.set(annotation, new Set(annotation.regions.keys()));
          if (version > 0 && dirty) this.#touch(annotation);
          if (regions !== "all") this.#tellRegions(annotation, regions, ids);
        });
      }),
    );
  }

  /** Tells which regions came and went. */
  #tellRegions(annotation: Annotation, changed: ReadonlySet<string>, known: Set<string>): void {
    for (const id of changed) {
      const region = annotation.regions.get(id);
      if (region && !known.has(id)) {
        known.add(id);
        void this.#host.events.emit("entityCreate", region);
      } else if (!region && known.delete(id)) void this.#host.events.emit("entityDelete", { id });
    }
  }

  #touch(annotation: Annotation): void {
    if (!this.#host.events.has("submitDraft")) return;
    // the host says at once that there is something to save, not only when the pause in the work is over
    if (this.#drafts.size === 0) void this.#host.events.emit("draftPending");
    this.#drafts.add(annotation);
    this.#autosave.touch();
  }

  async #saveDrafts(): Promise<void> {
    const waiting = [...this.#drafts];
    this.#drafts.clear();
    for (const annotation of waiting) {
      try {
        await this.#host.events.emit("submitDraft", this.store, this.store.annotationStore.view(annotation), {});
      } catch (error) {
        // the host keeps and reports what it could not save; the next change tries again
        console.error(error);
      }
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
