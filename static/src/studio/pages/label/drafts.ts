// Drafts: work that is not submitted, saved while it is made. When nobody answers it waits in this browser.
import { ApiError, request } from "../../api";
import { passes, type Change, type Pending } from "../../pending";
import { stored } from "../../storage";
import type { Draft, Task } from "../../types";
import type { ResultItem } from "../../../editor/core/types";

export interface DraftWork {
  readonly task: number;
  /** the annotation that it changes; null for new work */
  readonly annotation: number | null;
  readonly result: readonly ResultItem[];
  readonly leadTime: number | undefined;
}

const keyOf = (task: number, annotation: number | null): string => `draft:${task}:${annotation ?? "new"}`;

/** The drafts of a project; `storageKey` is where refused work is kept. */
export class Drafts {
  private readonly ids = new Map<string, number>();
  private readonly writing = new Map<string, Promise<unknown>>();

  constructor(
    private readonly pending: Pending,
    private readonly storageKey: string,
  ) {}

  /** Remembers which drafts the server has of a task. */
  know(task: Task): void {
    for (const draft of task.drafts ?? []) this.ids.set(keyOf(task.id, draft.annotation), draft.id);
  }

  /** Saves; resolves to true when it is on the server's disk, to false when it waits in this browser.
   *  Saves of one draft follow each other, so that two of them do not make two drafts. */
  save(work: DraftWork): Promise<boolean> {
    const key = keyOf(work.task, work.annotation);
    const before = this.writing.get(key) ?? Promise.resolve();
    const mine = before.then(
      () => this.send(work),
      () => this.send(work),
    );
    this.writing.set(key, mine);
    return mine;
  }

  /** The work is submitted now: waits for a save under way and forgets the draft. Resolves to its id on the server. */
  async finish(task: number, annotation: number | null): Promise<number | undefined> {
    const key = keyOf(task, annotation);
    await this.writing.get(key)?.catch(() => undefined);
    const id = this.ids.get(key);
    this.writing.delete(key);
    this.ids.delete(key);
    this.pending.drop(key);
    stored.remove(this.keptKey(task, annotation));
    return id;
  }

  /** A change that had waited went through. */
  sent(change: Change, answer: unknown): void {
    const id = (answer as Partial<Draft> | undefined)?.id;
    if (change.key.startsWith("draft:") && typeof id === "number") this.ids.set(change.key, id);
  }

  /** Drafts of a task that are only in this browser. */
  local(task: number): readonly Draft[] {
    const waiting = this.pending.of(task).map((change) => asDraft(change.body));
    const kept = stored.keys(`${this.storageKey}:kept:draft:${task}:`).map((key) => asDraft(stored.read(key)));
    return [...kept, ...waiting];
  }

  /** Keeps work that the server refused. */
  keep(work: DraftWork): void {
    const { result, annotation, leadTime } = work;
    stored.write(this.keptKey(work.task, annotation), { result, annotation, lead_time: leadTime });
  }

  private keptKey(task: number, annotation: number | null): string {
    return `${this.storageKey}:kept:${keyOf(task, annotation)}`;
  }

  private async send(work: DraftWork): Promise<boolean> {
    const key = keyOf(work.task, work.annotation);
    const known = this.ids.get(key);
    const path = known === undefined ? `/api/tasks/${work.task}/drafts` : `/api/drafts/${known}/`;
    const body = { result: work.result, lead_time: work.leadTime ?? null, annotation: work.annotation };
    const change: Change = { key, method: known === undefined ? "POST" : "PATCH", path, body, task: work.task };
    if (this.waits(key)) {
      this.pending.add(change);
      await this.pending.flush();
      return !this.waits(key);
    }
    try {
      const saved = await request<Draft>(change.method, path, { body, repeatable: known !== undefined });
      this.ids.set(key, saved.id);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404 && known !== undefined) {
        this.ids.delete(key); // it was deleted elsewhere: the next save makes a new one
        return this.send(work);
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

function asDraft(body: unknown): Draft {
  const { result, annotation, lead_time } = body as Partial<Draft>;
  return { id: 0, annotation: annotation ?? null, result: result ?? [], lead_time: lead_time ?? null };
}
