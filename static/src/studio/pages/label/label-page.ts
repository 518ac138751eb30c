// Joins the labeling with the editor: one editor instance for the page, tasks and configs replaced inside it.
import { effect, signal, type ReadonlySignal } from "@preact/signals-core";
import { untilThere } from "../../../editor/core/late";
import type { ApiError } from "../../api";
import { onConfigChange } from "../../config-watch";
import { openPending, type Pending } from "../../pending";
import { showHotkeys } from "../../overlay";
import { stored } from "../../storage";
import { label } from "../../strings/label";
import { project, refreshProject, studio, takeFirstPage } from "../../studio";
import { toast, toastError } from "../../toasts";
import type { Position, Task } from "../../types";
import { Drafts } from "./drafts";
import { editorTask, LABELING, loadEditor, queueOptions, type EditorAnnotation, type EditorInstance, type SaveStatus } from "../../shared/editor";
import { Labeling, serverId, type View } from "./labeling";
import { storageKey } from "../../shared/storage-key";
import type { Stream } from "./stream";
import { wantedTask } from "./wanted-task";

/** What stands around the editor: a chunk that comes when the first task has been painted. */
export const around = () => import("./around");

/** Where the editor stands when it has no page of its own: beside the data table, on one of its tasks. */
export interface Beside {
  readonly task: number;
  /** something was saved, for good or as a draft */
  saved(): void;
  /** goes to the task that follows an answered one; false at the end */
  next(): boolean;
}

export class LabelPage {
  readonly pending: Pending;
  readonly labeling: Labeling;
  readonly ready: ReadonlySignal<boolean>;
  readonly instance = signal<EditorInstance | undefined>(undefined);
  readonly status = signal<SaveStatus | undefined>(undefined);
  readonly drafts: Drafts;
  /** the drawer of tasks; undefined while it is shut */
  readonly drawer = signal<"tasks" | "history" | undefined>(undefined);
  /** goes up when the shown task was found to be changed elsewhere */
  readonly elsewhere = signal(0);
  /** an element in the editor's task bar for what comes later */
  readonly slot = document.createElement("span");
  /** the tasks that the address asks for in the place of the project's queue */
  stream: Stream | undefined;
  private readonly readiness = signal(false);
  private readonly ends: (() => void)[] = [];

  constructor(
    private readonly interfaces: readonly string[] | null,
    private readonly beside?: Beside,
  ) {
    this.ready = this.readiness;
    const key = storageKey();
    this.pending = openPending({
      storageKey: `${key}:pending`,
      onSent: (change, answer) => this.drafts.sent(change, answer),
      onRefused: (change, error) => void untilThere(around).then(({ keepRefused }) => keepRefused(this, change, error)),
    });
    this.drafts = new Drafts(this.pending, key, () => this.elsewhere.value++);
    this.labeling = new Labeling({
      pending: this.pending,
      drafts: this.drafts,
      project: () => project.value,
      flush: () => this.flush(),
      countDone: (by, skip) => this.countDone(by, skip),
      recount: () => refreshProject().catch(() => null),
      address: (task, replace) => beside ?? studio().router.mark(this.at(task), { replace }),
      stream: () => this.follows(),
      goesOn: beside?.next,
      status: (status) => this.tell(status),
      loadsNext: interfaces === null || interfaces.includes("submit:load"),
    });
  }

  /** Puts the editor into an element and shows the first task. */
  mount(element: HTMLElement): void {
    const { bootstrap, router } = studio();
    const first = !this.beside && takeFirstPage() && bootstrap.task && !this.asked ? { task: bootstrap.task, position: bootstrap.position } : undefined;
    // what was left in this browser is sent before a task is shown, and the task then read anew
    const left = stored.keys(this.drafts.storageKey).length > 0;
    const ready: unknown[] = [first || project.value || refreshProject(), left && around().then(({ recover }) => recover(this.drafts))];
    const wanted = this.beside?.task ?? wantedTask(router.place.value.query);
    void Promise.allSettled(ready).then(() => this.labeling.start(left ? undefined : first, left ? (wanted ?? first?.task.id) : wanted));
    this.ends.push(
      effect(() => this.follow(element, this.labeling.view.value)),
      onConfigChange(project.value?.label_config, (config) => void untilThere(around).then(({ changeConfig }) => changeConfig(this, config))),
      router.guard(() => this.flush()),
    );
  }

  close(): void {
    for (const end of this.ends.splice(0)) end();
    this.pending.stop();
    this.instance.value?.destroy();
    this.instance.value = undefined;
  }

  /** The query of the tasks that the address asks for; null: all of the project. */
  get asked(): string | null {
    return this.beside ? null : studio().router.place.value.query.get("q");
  }

  /** What the address says of a task. */
  at(task: number): Readonly<Record<string, string | number>> {
    return { ...this.stream?.shown(task), task };
  }

  private async follows(): Promise<Stream | undefined> {
    const { asked } = this;
    if (asked !== (this.stream?.query ?? null)) {
      this.stream = asked === null ? undefined : new (await import("./stream")).Stream(asked, Number(studio().router.place.value.query.get("at")) || 1);
    }
    return this.stream;
  }

  /** Says how far the work is saved. */
  tell(status: SaveStatus): void {
    this.status.value = status;
    this.instance.value?.setStatus(status);
    if (status.saved === "saved") this.beside?.saved();
  }

  /** Saves what waits; call it before another task is shown. */
  async flush(): Promise<boolean> {
    await this.instance.value?.flushDraft();
    return true;
  }

  private shown: { readonly task: Task } | undefined;

  private follow(element: HTMLElement, view: View): void {
    if (view.kind !== "task" || this.shown?.task === view.task) return;
    this.shown = view;
    const task = this.taskOf(view.task);
    if (this.instance.peek()) this.instance.peek()?.replaceTask(task, this.queue(view.position));
    else void this.createEditor(element);
  }

  private taskOf(task: Task): Task {
    return editorTask(task, this.drafts.local(task.id));
  }

  private queue(position: Position | null): ReturnType<typeof queueOptions> {
    return this.beside ? {} : queueOptions(position, this.stream ? null : project.peek());
  }

  private async createEditor(element: HTMLElement): Promise<void> {
    try {
      const Editor = await loadEditor();
      const view = this.labeling.view.value;
      if (view.kind !== "task" || this.instance.value) return;
      this.instance.value = new Editor(element, {
        config: project.value?.label_config ?? "<View></View>",
        task: this.taskOf(view.task),
        interfaces: [...(this.interfaces ?? LABELING), ...(studio().bootstrap.editor.debug ? ["debug"] : [])],
        description: project.value?.expert_instruction ?? "",
        ...this.queue(view.position),
        slot: this.slot,
        ...this.callbacks(),
      });
      this.readiness.value = true;
    } catch (error) {
      console.error(error);
      toast(label.editorFailed, { kind: "bad" });
    }
  }

  private callbacks() {
    const { labeling } = this;
    const told = <T>(work: Promise<T>): Promise<T> => this.told(work);
    return {
      onSubmitAnnotation: (_: unknown, annotation: EditorAnnotation) => told(labeling.submit(annotation)),
      onUpdateAnnotation: (_: unknown, annotation: EditorAnnotation) => told(labeling.update(annotation)),
      onSkipTask: (store: SelectedStore) => told(this.skip(store)),
      onDraftPending: () => labeling.pending(),
      onSubmitDraft: (_: unknown, annotation: EditorAnnotation) => told(labeling.saveDraft(annotation)),
      onDeleteAnnotation: (_: unknown, annotation: EditorAnnotation) => told(around().then(({ remove }) => remove(this, annotation))),
      onShowHotkeys: showHotkeys,
      ...(this.beside
        ? {}
        : { onNextTask: () => labeling.next(), onPrevTask: () => labeling.previous(), onTaskList: () => void (this.drawer.value = "tasks") }),
    };
  }

  private async skip(store: SelectedStore): Promise<void> {
    const annotation = store.annotationStore.selected;
    if (serverId(annotation) === null) await this.labeling.submit(annotation, { skip: true });
    else await this.labeling.update(annotation, { skip: true });
  }

  countDone(by: number, skip = false): void {
    const own = project.value;
    if (!own) return;
    const { finished_task_number: finished, num_tasks_with_annotations: done = finished } = own;
    project.value = { ...own, finished_task_number: Math.max(0, finished + by), num_tasks_with_annotations: Math.max(0, done + (skip ? 0 : by)) };
  }

  /** Passes a failure on to the editor, after telling the person. */
  private async told<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if ((error as Partial<ApiError>).code === "annotation-changed") this.elsewhere.value++;
      else toastError(error);
      throw error;
    }
  }
}

interface SelectedStore {
  readonly annotationStore: { readonly selected: EditorAnnotation };
}

/** Makes the page's controller from the bootstrap. */
export const openPage = (): LabelPage => new LabelPage(studio().bootstrap.editor.interfaces);
