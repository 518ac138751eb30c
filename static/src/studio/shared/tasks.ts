// Getting tasks: the one of the page, one by id, the next one to label; and the neighbour in advance.
import { api, ApiError } from "../api";
import type { Position, Task } from "../types";

export interface Opened {
  readonly task: Task;
  readonly position: Position | null;
}

/** An order of tasks other than the project's own. */
export interface Order {
  place(id: number): Promise<Position | null>;
}

/** A task by its id with its place in the queue, or in another order. Throws ApiError 404 when it is not here. */
export async function openTask(id: number, order?: Order): Promise<Opened> {
  const [task, position] = await Promise.all([api.get<Task>(`/api/tasks/${id}/`), order ? order.place(id) : placeOfTask(id)]);
  return { task, position };
}

/** The next task to label, or undefined when there is none. */
export async function nextTask(): Promise<Opened | undefined> {
  const task = await api.get<Task | undefined>("/api/projects/1/next?or_none=true");
  return task && { task, position: await placeOfTask(task.id) };
}

/** Where a task stands; null when that cannot be told. */
export async function placeOfTask(id: number): Promise<Position | null> {
  try {
    return await api.get<Position>(`/api/projects/1/tasks/${id}/neighbours`);
  } catch (error) {
    if (error instanceof ApiError) return null; // without it the page only lacks "18 of 120"
    throw error;
  }
}

/** Holds one task that was asked for in advance. */
export interface Prefetch {
  /** Asks for a task while the person is busy with another. */
  ask(id: number | null | undefined): void;
  /** The task that was asked for in advance, if it came; it is given away once. */
  take(id?: number): Promise<Opened | undefined>;
}

/** Makes the holder; a failed request only means that nothing was there in advance. */
export function openPrefetch(open: (id: number) => Promise<Opened>): Prefetch {
  let held: { readonly id: number; readonly opened: Promise<Opened | undefined> } | undefined;
  return {
    ask(id) {
      if (id === null || id === undefined || held?.id === id) return;
      held = { id, opened: open(id).catch(() => undefined) };
    },
    async take(id) {
      if (!held || (id !== undefined && held.id !== id)) return undefined;
      const { opened } = held;
      held = undefined;
      return opened;
    },
  };
}
