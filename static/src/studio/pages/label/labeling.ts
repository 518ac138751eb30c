// The labeling page without its elements: which task is shown, and what happens to what the person makes of it.
import { signal } from "@preact/signals-core";
import { api, ApiError, ConnectionLost, online } from "../../api";
import { passes, type Change, type Pending } from "../../pending";
import type { Position, Project, Task } from "../../types";
import type { EditorAnnotation, SaveStatus } from "../../shared/editor";
import { asksNothing } from "../../shared/label-config";
import { nextTask, openPrefetch, openTask, type Opened } from "../../shared/tasks";
import { uniqueId } from "../../unique-id";
import type { Drafts, DraftWork } from "./drafts";
import type { Stream } from "./stream";

/** Who stays this long with a task, in milliseconds, is going to answer it: then the next one is fetched in advance. */
export const READING = 1000;

export type View =
  | { readonly kind: "loading" }
  | { readonly kind: "task"; readonly task: Task; readonly position: Position | null }
  | { readonly kind: "done" }
  | { readonly kind: "through"; readonly stream: Stream }
  | { readonly kind: "empty" }
  | { readonly kind: "no-labels" }
  | { readonly kind: "missing" }
  | { readonly kind: "offline" }
  | { readonly kind: "failed"; readonly reason: string };

export interface LabelingOptions {
  readonly pending: Pending;
  readonly drafts: Drafts;
  project(): Project | null;
  /** asks the server for the project's counts; null when it does not tell */
  recount(): Promise<Project | null>;
  /** saves what the editor still holds of the task that is left */
  flush(): Promise<unknown>;
  /** counts one more (or one less) finished task; one that was only skipped is not done */
  countDone(by: number, skip?: boolean): void;
  /** puts the task's address into the address bar */
  address(task: number, replace: boolean): void;
  status(status: SaveStatus): void;
  /** the tasks that the address asks for in the place of the project's own queue */
  stream?(): Promise<Stream | undefined>;
  /** goes on itself after an answer; false: there is nothing to go on to, and the task stays */
  readonly goesOn?: (() => boolean) | undefined;
  /** after Submit the next task comes; else the same one stays, to be updated */
  readonly loadsNext: boolean;
}

export interface OpenOptions {
  /** the address takes the place of the present one in the history */
  readonly replace?: boolean;
  /** the address stays as it is */
  readonly silent?: boolean;
}

/** The server's id of an annotation; null for one that was never submitted. */
export function serverId(annotation: EditorAnnotation): number | null {
  const id = Number(annotation.pk);
  return Number.isInteger(id) && id > 0 ? id : null;
}

export class Labeling {
  readonly view = signal<View>({ kind: "loading" });
  private readonly prefetch = openPrefetch(async (id) => openTask(id, await this.options.stream?.()));
  private visit = 0;

  constructor(private readonly options: LabelingOptions) {}

  /** Shows what the server wrote into the page, or asks for it. */
  async start(first: Opened | undefined, wanted: number | undefined): Promise<void> {
    const project = this.options.project();
    if (project && project.task_number > 0 && asksNothing(project.label_config)) this.view.value = { kind: "no-labels" };
    else if (first && (wanted === undefined || wanted === first.task.id)) this.show(first, { replace: true });
    else if (wanted !== undefined) await this.open(wanted, { replace: true });
    else if (project && project.task_number === 0) this.view.value = { kind: "empty" };
    else await this.open(undefined, { replace: true });
  }

  /** Shows a task by id, or the next one to label. */
  async open(id: number | undefined, options: OpenOptions = {}): Promise<void> {
    this.visit += 1;
    const mine = this.visit;
    await this.options.flush();
    try {
      const stream = await this.options.stream?.();
      const wanted = id ?? (await stream?.next(this.task?.id));
      const opened = wanted ? ((await this.prefetch.take(wanted)) ?? (await openTask(wanted, stream))) : stream ? undefined : await nextTask();
      if (mine !== this.visit) return;
      if (opened) this.show(opened, options);
      else if (stream) this.view.value = { kind: "through", stream };
      else this.view.value = { kind: (this.options.project()?.task_number ?? 0) === 0 ? "empty" : "done" };
    } catch (error) {
      if (mine === this.visit) this.view.value = failure(error);
    }
  }

  async submit(annotation: EditorAnnotation, { skip = false }: { readonly skip?: boolean } = {}): Promise<void> {
    const task = this.task;
    if (!task) return;
    const { drafts, pending } = this.options;
    const body = {
      draft_id: await drafts.finish(task.id, annotation.id),
      result: annotation.serializeAnnotation(),
      lead_time: annotation.leadTime ?? null,
      was_cancelled: skip,
      // so that sending it again after a lost answer, or before the first one went, makes no second one
      unique_id: pending.has(`submit:${annotation.id}`) ? annotation.id : uniqueId(),
      parent_prediction: annotation.parentPrediction,
    };
    await this.sendOrKeep({ key: `submit:${body.unique_id}`, method: "POST", path: `/api/tasks/${task.id}/annotations/`, body, task: task.id });
    drafts.forget(task.id, annotation.id);
    this.tellSaved();
    if (!task.is_labeled && task.annotations.length === 0) this.options.countDone(1, skip);
    if (this.options.loadsNext) await this.goOn();
    else await this.open(task.id, { silent: true });
  }

  async update(annotation: EditorAnnotation, { skip = false }: { readonly skip?: boolean } = {}): Promise<void> {
    const task = this.task;
    const id = serverId(annotation);
    if (!task || id === null) return;
    const { drafts } = this.options;
    const key = `update:${id}`;
    const body = {
      draft_id: await drafts.finish(task.id, annotation.id),
      revision: drafts.known.get(key)?.revision, // nothing that another tab made meanwhile is overwritten
      result: annotation.serializeAnnotation(),
      lead_time: annotation.leadTime ?? null,
      was_cancelled: skip,
    };
    try {
      await this.sendOrKeep({ key, method: "PATCH", path: `/api/annotations/${id}/`, body, task: task.id });
    } catch (error) {
      if ((error as Partial<ApiError>).status !== 404) throw error;
      return this.submit(annotation, { skip }); // it was deleted elsewhere
    }
    drafts.forget(task.id, annotation.id);
    this.tellSaved();
    const turned = task.annotations.some((one) => one.id === id && !!one.was_cancelled !== skip);
    if (turned) await this.options.recount(); // a skip became an answer, or an answer a skip
    if (skip && this.options.loadsNext) await this.goOn();
    else if (turned) await this.open(task.id, { silent: true });
  }

  private tellSaved(): void {
    const waiting = this.options.pending.count.value;
    this.options.status(waiting > 0 ? { saved: "waiting", count: waiting } : { saved: "saved", at: new Date() });
  }

  /** There is work that is not saved yet: what was said of the last save is no longer so. */
  pending(): void {
    this.options.status({ saved: "saving" });
  }

  /** Saves unsubmitted work. Work that the server refuses is kept in this browser, and the error is passed on. */
  async saveDraft(annotation: EditorAnnotation): Promise<void> {
    const task = this.task;
    if (!task) return;
    const work: DraftWork = {
      task: task.id,
      name: annotation.id,
      annotation: serverId(annotation),
      result: annotation.serializeAnnotation(),
      leadTime: annotation.leadTime,
    };
    this.options.status({ saved: "saving" });
    try {
      const onDisk = await this.options.drafts.save(work);
      this.options.status(onDisk ? { saved: "saved", at: new Date() } : { saved: "waiting", count: this.options.pending.count.value });
    } catch (error) {
      this.options.drafts.keep(work);
      this.options.status({ saved: "waiting", count: 1 });
      throw error;
    }
  }

  async previous(): Promise<void> {
    const before = this.position?.previous;
    if (before) await this.open(before);
  }

  async next(): Promise<void> {
    const after = this.position?.next;
    if (after) await this.open(after);
  }

  /** The task that is shown. */
  get task(): Task | undefined {
    return this.view.value.kind === "task" ? this.view.value.task : undefined;
  }

  get position(): Position | null {
    return this.view.value.kind === "task" ? this.view.value.position : null;
  }

  show({ task, position }: Opened, options: OpenOptions): void {
    this.options.drafts.know(task);
    if (!options.silent) this.options.address(task.id, options.replace ?? false);
    this.view.value = { kind: "task", task, position };
    setTimeout(() => this.task === task && this.prefetch.ask(position?.next), READING);
  }

  /** After a task is done: the neighbour that was fetched in advance if it is still to be labeled, else the next one. */
  private async goOn(): Promise<void> {
    const { goesOn } = this.options;
    if (goesOn) return goesOn() ? undefined : this.open(this.task?.id, { silent: true });
    if (await this.options.stream?.()) return this.open(undefined);
    const inOrder = (this.options.project()?.sampling ?? "Sequential").startsWith("Sequential");
    const next = this.position?.next;
    if (next && inOrder && online.value) this.prefetch.ask(next); // for whoever answered before it was asked for in advance
    const neighbour = next && (inOrder || !online.value) ? await this.prefetch.take(next) : undefined;
    if (neighbour && !neighbour.task.is_labeled && neighbour.task.annotations.length === 0) {
      this.visit += 1;
      this.show(neighbour, {});
    } else if (online.value) {
      // by our own count all is done: the server's count decides, before it is asked for a next task
      const counted = this.options.project();
      const done = counted !== null && counted.finished_task_number >= counted.task_number;
      const project = done ? await this.options.recount() : counted;
      if (done && project && project.finished_task_number >= project.task_number) this.view.value = { kind: "done" };
      else await this.open(undefined);
    }
    else this.view.value = { kind: "offline" };
  }

  private async sendOrKeep(change: Change): Promise<void> {
    const { pending } = this.options;
    const first = pending.count.value === 0;
    if (first) {
      try {
        this.options.drafts.sent(change, await api.send(change.method, change.path, change.body));
        return;
      } catch (error) {
        if (!passes(error)) throw error;
      }
    }
    pending.add(change); // what was made before is sent before
    if (!first && online.value) await pending.flush();
  }
}

function failure(error: unknown): View {
  if (error instanceof ApiError && error.status === 404) return { kind: "missing" };
  if (error instanceof ConnectionLost) return { kind: "offline" };
  return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
}
