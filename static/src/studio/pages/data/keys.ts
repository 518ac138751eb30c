// The keys of the table and of the grid of pictures. A key that means something here goes no further.
import { toastError } from "../../toasts";
import type { DataModel } from "./model";

export interface KeyPlace {
  readonly model: DataModel;
  /** rows that one step up or down goes: 1 in the table, the pictures of a line in the grid */
  readonly line: number;
  /** rows that are seen at once */
  readonly page: number;
  /** Moves to the side; true when that is done here (the table has cells, the grid has the picture beside). */
  sideways?(by: number): void;
  /** Leaves the first line upward. */
  leaveUp?(): void;
}

/** Handles a key that was pressed on a row or a card. */
export function rowKey(event: KeyboardEvent, place: KeyPlace): void {
  const { model } = place;
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey) return;
  if (command) {
    if (event.key.toLowerCase() !== "a") return;
    model.selectAll();
  } else if (!moveKey(event, place) && !actKey(event, model)) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function moveKey(event: KeyboardEvent, place: KeyPlace): boolean {
  const { model } = place;
  const side = sideOf(event);
  if (side !== undefined && place.sideways) {
    place.sideways(side);
    return true;
  }
  const from = model.position.peek();
  const to = targetOf(event.key, side, from, place);
  if (to === undefined) return false;
  if (to < 0 && from !== undefined && from < place.line && event.key === "ArrowUp" && !event.shiftKey && place.leaveUp) place.leaveUp();
  else if (event.shiftKey) extend(model, to);
  else {
    model.endRange();
    model.moveTo(to);
  }
  return true;
}

/** -1 toward the start of a line, 1 toward its end; undefined for other keys. */
export function sideOf(event: KeyboardEvent): number | undefined {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return undefined;
  const leftward = (event.currentTarget as Element | null)?.matches(":dir(rtl)") ? 1 : -1;
  return event.key === "ArrowLeft" ? leftward : -leftward;
}

function targetOf(key: string, side: number | undefined, from: number | undefined, { model, line, page }: KeyPlace): number | undefined {
  const last = (model.total.peek() ?? 0) - 1;
  const at = from ?? -line;
  if (side !== undefined) return from === undefined ? 0 : Math.max(0, from + side);
  switch (key) {
    case "ArrowDown": return from === undefined ? 0 : Math.min(last, at + line);
    case "ArrowUp": return from === undefined ? 0 : at - line;
    case "PageDown": return Math.min(last, Math.max(0, at) + page);
    case "PageUp": return Math.max(0, at - page);
    case "Home": return 0;
    case "End": return last;
    default: return undefined;
  }
}

/** Selects from where the range began to `to`, and goes there. */
export function extend(model: DataModel, to: number): void {
  const at = Math.max(0, to);
  model.selectRange(at).catch(toastError);
  model.moveTo(at);
}

function actKey(event: KeyboardEvent, model: DataModel): boolean {
  const id = model.focused.peek();
  switch (event.key) {
    case " ":
      if (event.shiftKey && model.position.peek() !== undefined) extend(model, model.position.peek() ?? 0);
      else if (id !== undefined) model.toggle(id);
      return true;
    case "x":
      if (id !== undefined) model.toggle(id);
      return true;
    case "Enter":
      if (id !== undefined) model.openQuickLook(id);
      return id !== undefined;
    case "Escape":
      if (model.quickLook.peek() !== undefined) model.closeQuickLook();
      else if (model.selectedCount.peek() > 0) model.clear();
      else return false;
      return true;
    default:
      return false;
  }
}
