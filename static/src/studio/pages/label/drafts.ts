// Drafts: work that is not submitted, saved while it is made. When nobody answers it waits in this browser.
import { ApiError, request } from "../../api";
import { passes, type Change, type Pending } from "../../pending";
import { draftName } from "../../shared/editor";
import { stored } from "../../storage";
import type { Draft, Task } from "../../types";
import type { ResultItem } from "../../../editor/core/types";

export interface DraftWork {
  readonly task: number;
  /** what the editor calls the annotation */
  readonly name: string;
  /** the annotation that it changes; null for new work */
  readonly annotation: number | null;
  readonly result: readonly ResultItem[];
  readonly leadTime: number | undefined;
}

/** What the server said last of a draft or an annotation. */
export interface Known {
  readonly id: number;
  readonly updated_at?: string | undefined;
  /** of an annotation, as are those below */
  readonly revision?: number | undefined;
  readonly result?: readonly ResultItem[];
  readonly was_cancelled?: boolean;
  readonly ground_truth?: boolean;
}

const keyOf = (task: number, name: string): string => `draft:${task}:${name}`;

/** The drafts of a project; `storageKey` is where refused work is kept. */
export class Drafts {
  /** what this page has read or written, by the keys of the changes: "draft:7:x", "update:5" */
  readonly known = new Map<string, Known>();
  /** drafts of a task that are only in this browser; read by a part that comes later, at once when there is something to read */
  local: (task: number) => readonly Draft[] = () => [];
  private readonly writing = new Map<string, Promise<unknown>>();

  /** `diverged`: somebody else saved the draft that this page was saving; its work is a draft of its own now */
  constructor(
    readonly pending: Pending,
    readonly storageKey: string,
    private readonly diverged: () => void,
  ) {}

  /** Remembers what the server has of the task that is shown from now on. */
  know(task: Task): void {
    this.known.clear();
    for (const draft of task.drafts ?? []) this.known.set(keyOf(task.id, draftName(draft)), draft);
    for (const annotation of task.annotations) this.known.set(`update:${annotation.id}`, annotation);
  }

  /** Saves; resolves to true when it is on the server's disk, to false when it waits in this browser.
   *  Saves of one draft follow each other, so that two of them do not make two drafts. */
  save(work: DraftWork): Promise<boolean> {
    const key = keyOf(work.task, work.name);
    const before = this.writing.get(key) ?? Promise.resolve();
    const mine = before.then(
      () => this.send(work),
      () => this.send(work),
    );
    this.writing.set(key, mine);
    return mine;
  }

  /** The work is submitted now: waits for a save under way. Resolves to the draft's id on the server, 0 when it has none. */
  async finish(task: number, name: string): Promise<number> {
    const key = keyOf(task, name);
    await this.writing.get(key)?.catch(() => undefined);
    this.writing.delete(key);
    this.pending.drop(key);
    return this.known.get(key)?.id ?? 0;
  }

  /** It was submitted. */
  forget(task: number, name: string): void {
    this.known.delete(keyOf(task, name));
    stored.remove(this.keptKey(task, name));
  }

  /** A change went through. */
  sent({ key }: Change, answer: unknown): void {
    this.known.set(key, answer as Known);
  }

  /** Keeps work that the server refused. */
  keep(work: DraftWork): void {
    const { result, annotation, leadTime } = work;
    stored.write(this.keptKey(work.task, work.name), { result, annotation, lead_time: leadTime });
  }

  private keptKey(task: number, name: string): string {
    return `${this.storageKey}:kept:${keyOf(task, name)}`;
  }

  private async send(work: DraftWork): Promise<boolean> {
    const key = keyOf(work.task, work.name);
    const known = this.known.get(key);
    const path = known ? `/api/drafts/${known.id}/` : `/api/tasks/${work.task}/drafts`;
    const body = { result: work.result, lead_time: work.leadTime ?? null, annotation: work.annotation, based_on: known?.updated_at };
    const change: Change = { key, method: known ? "PATCH" : "POST", path, body, task: work.task };
    if (this.waits(key)) {
      this.pending.add(change);
      await this.pending.flush();
      return !this.waits(key);
    }
    try {
      this.known.set(key, await request<Draft>(change.method, path, { body, repeatable: !!known }));
      return true;
    } catch (error) {
      const { status, code } = error as Partial<ApiError>;
      // it was deleted elsewhere, or saved from another tab: the work becomes a draft of its own
      if (code === "draft-changed" || (status === 404 && (known || work.annotation))) {
        this.known.delete(key);
        if (code) this.diverged();
        return this.send({ ...work, annotation: known && !code ? work.annotation : null });
      }
      if (!passes(error)) throw error;
      this.pending.add(change);
      return false;
    }
  }

  private waits(key: string): boolean {
    return this.pending.has(key);
  }
}
