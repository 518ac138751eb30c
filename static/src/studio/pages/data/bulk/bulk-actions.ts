// What is done to all selected tasks at once, and undone. One request each: the server takes the selection, not its ids.
import { signal } from "@preact/signals-core";
import { api, ApiError } from "../../../api";
import { shell } from "../../../strings/shell";
import { bulk as words } from "../../../strings/bulk";
import { toast, toastError } from "../../../toasts";
import type { DataModel } from "../model";
import { forget, remember } from "./lately";

export type BulkAction = keyof typeof words.doing;

interface Done {
  readonly processed_items: number;
  /** a sentence that says what was done */
  readonly detail: string;
  readonly undo?: { readonly id: string; readonly until: string };
}

const PATH = "/api/dm/actions/";

export class BulkActions {
  /** What runs now, in words; undefined when nothing does. */
  readonly running = signal<string | undefined>(undefined);

  constructor(private readonly model: DataModel) {}

  /** Does it, says so, and offers to undo it. Errors are told; resolves to whether it was done. */
  async perform(action: BulkAction): Promise<boolean> {
    const tasks = this.model.selectedCount.peek();
    const body = { project: 1, ...this.model.selectedItems() };
    return this.#run(words.doing[action](tasks), async () => {
      const done = await api.post<Done>(PATH, body, { query: { id: action, project: 1 } });
      // what was selected is gone or done with; where nothing happened it is still what the person has in hand
      if (done.processed_items > 0) this.model.clear();
      const { undo } = done;
      const undoable = undo !== undefined && done.processed_items > 0;
      if (undoable) remember({ ...undo, detail: done.detail });
      toast(done.detail, undoable ? { action: { title: shell.undo, run: () => void this.takeBack(undo.id) } } : {});
    });
  }

  /** Undoes an action. One that the server cannot undo any more is not offered again. */
  async takeBack(id: string): Promise<void> {
    await this.#run(words.undoing, async () => {
      try {
        const done = await api.post<Done>(PATH, { project: 1, undo: id }, { query: { id: "undo", project: 1 } });
        forget(id);
        toast(done.detail);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) forget(id);
        throw error;
      }
    });
  }

  async #run(said: string, work: () => Promise<void>): Promise<boolean> {
    this.running.value = said;
    try {
      await work();
      return true;
    } catch (error) {
      toastError(error);
      return false;
    } finally {
      this.running.value = undefined;
      void this.model.reload();
    }
  }
}
