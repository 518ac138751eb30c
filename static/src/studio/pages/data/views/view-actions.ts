// Saved views: made, changed, put in order, deleted and brought back. The server keeps them; the model holds the list.
import { api } from "../../../api";
import { views as words } from "../../../strings/views";
import type { DataModel } from "../model";
import type { SavedView } from "../types";

export const MOST_VIEWS = 50;

/** The title of a tab; views that the SDK made may lack one. */
export function titleOf(view: SavedView): string {
  const title = view.data["title"];
  return typeof title === "string" && title.trim() !== "" ? title : words.untitled(view.id);
}

/** The ids with one of them at another place, counted from 0. */
export function movedTo(ids: readonly number[], id: number, place: number): readonly number[] {
  const others = ids.filter((one) => one !== id);
  return others.toSpliced(Math.max(0, Math.min(place, others.length)), 0, id);
}

/** `data` for a PATCH, which merges objects key by key: what is no longer there must be said. */
export function replacing(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const widths = (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    const found = data["columnsWidth"];
    return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : {};
  };
  const gone = Object.keys(widths(before)).filter((key) => !(key in widths(after)));
  return { ...after, columnsWidth: { ...Object.fromEntries(gone.map((key) => [key, null])), ...widths(after) } };
}

export class ViewActions {
  constructor(private readonly model: DataModel) {}

  /** Saves what the table shows under a name and opens it. */
  async saveAs(title: string): Promise<void> {
    await this.#make({ ...this.model.viewData(), title }, true);
  }

  async saveChanges(view: SavedView): Promise<void> {
    await api.patch(`/api/dm/views/${view.id}/`, { data: replacing(view.data, this.model.viewData()) });
    await this.model.loadViews();
    this.model.openView(view.id); // its address says the rest again
  }

  async rename(view: SavedView, title: string): Promise<void> {
    await api.patch(`/api/dm/views/${view.id}/`, { data: { title } });
    await this.model.loadViews();
  }

  async duplicate(view: SavedView): Promise<void> {
    await this.#make({ ...view.data, title: words.copyOf(titleOf(view)) }, true);
  }

  /** Puts a view at another place among the tabs, counted from 0. */
  async move(view: SavedView, place: number): Promise<void> {
    await this.#order(movedTo(this.#ids(), view.id, place));
  }

  /** Deletes a view; resolves to the function that brings it back, to its place. */
  async remove(view: SavedView): Promise<() => Promise<void>> {
    const place = this.#ids().indexOf(view.id);
    const open = this.model.view.peek() === view.id;
    await api.delete(`/api/dm/views/${view.id}/`);
    if (open) this.model.openView(undefined);
    await this.model.loadViews();
    return async () => {
      const made = await this.#make(view.data, open);
      await this.#order(movedTo(this.#ids(), made.id, place));
    };
  }

  async #make(data: Readonly<Record<string, unknown>>, open: boolean): Promise<SavedView> {
    const made = await api.post<SavedView>("/api/dm/views/", { project: 1, data });
    await this.model.loadViews();
    if (open) this.model.openView(made.id);
    return made;
  }

  async #order(ids: readonly number[]): Promise<void> {
    await api.post("/api/dm/views/order/", { project: 1, ids }, { repeatable: true });
    await this.model.loadViews();
  }

  #ids(): readonly number[] {
    return (this.model.views.peek() ?? []).map((view) => view.id);
  }
}
