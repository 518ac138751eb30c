// When a task is opened that somebody had begun, the save state says since when.
import { effect, untracked } from "@preact/signals-core";
import { dateTime, timeOfDay } from "../../../format";
import { around } from "../../../strings/label-around";
import type { LabelPage } from "../label-page";

/** Tells of the newest draft of each task that is opened. Returns the function that stops it. */
export function tellDraft(page: LabelPage): () => void {
  return effect(() => {
    const view = page.labeling.view.value;
    if (view.kind !== "task") return;
    untracked(() => {
      const local = page.drafts.local(view.task.id);
      const newest = (view.task.drafts ?? []).map(({ updated_at }) => updated_at ?? "").sort().at(-1);
      if (local.length > 0) page.tell({ saved: "waiting", text: around.draftHere });
      else if (newest) page.tell({ saved: "saved", text: around.draftFrom(moment(new Date(newest))) });
    });
  });
}

/** What had waited went to the server: the save state says so. Returns the function that stops it. */
export function tellSent(page: LabelPage): () => void {
  let before = 0;
  return effect(() => {
    const waiting = page.pending.count.value;
    if (waiting === 0 && before > 0 && page.status.peek()?.saved === "waiting") page.tell({ saved: "saved", at: new Date() });
    before = waiting;
  });
}

/** The time alone for today, else with the day. */
const moment = (at: Date): string => (at.toDateString() === new Date().toDateString() ? timeOfDay(at) : dateTime(at));
