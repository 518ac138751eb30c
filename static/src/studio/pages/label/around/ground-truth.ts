// Ground truth: which of a task's annotations are known to be right. A mark of the annotation, saved apart from its result.
import { groundTruth } from "../../../../editor/panels/ground-truth";
import type { Editor } from "../../../../editor/core/editor";
import { api, ApiError, ConnectionLost } from "../../../api";
import { around } from "../../../strings/label-around";
import { toast, toastError } from "../../../toasts";
import type { Annotation, Task } from "../../../types";
import type { Known } from "../drafts";
import type { LabelPage } from "../label-page";

const keyOf = (annotation: number): string => `update:${annotation}`;

type WithDrafts = Pick<LabelPage, "drafts">;

/** What the server said last of an annotation. */
export const isGroundTruth = ({ drafts }: WithDrafts, annotation: number): boolean => drafts.known.get(keyOf(annotation))?.ground_truth === true;

/** Lets an editor show what is known to be marked. */
export function showMarks(page: WithDrafts, editor: Editor): void {
  const ids = editor.annotations.peek().flatMap(({ source: { pk } }) => (pk !== undefined && isGroundTruth(page, pk) ? [pk] : []));
  groundTruth(editor).value = new Set(ids);
}

/** Marks an annotation or takes the mark away. What is shown is what the server has stored; a refusal is told. */
export async function mark(page: LabelPage, editor: Editor, annotation: number, on: boolean): Promise<void> {
  const key = keyOf(annotation);
  try {
    if (page.pending.has(key)) await page.pending.flush(); // what was made before is sent before
    page.drafts.known.set(key, await api.patch<Annotation>(`/api/annotations/${annotation}/`, { ground_truth: on }));
    const before = page.status.peek()?.saved;
    if (before !== "saving" && before !== "waiting") page.tell({ saved: "saved", at: new Date() });
  } catch (error) {
    if (error instanceof ConnectionLost) toast(around.notMarked, { kind: "bad" });
    else toastError(error);
    if (error instanceof ApiError && error.status === 404) page.elsewhere.value += 1;
  }
  showMarks(page, editor);
}

/** Takes over marks that were changed elsewhere; true when there were any. An annotation that differs in more is left. */
export function takeMarks({ drafts }: WithDrafts, now: Task): boolean {
  const marked = now.annotations.filter((annotation) => {
    const known = drafts.known.get(keyOf(annotation.id));
    return known && Number(known.revision) < Number(annotation.revision) && sameWork(known, annotation);
  });
  for (const annotation of marked) drafts.known.set(keyOf(annotation.id), annotation);
  return marked.length > 0;
}

const sameWork = (known: Known, now: Annotation): boolean =>
  !!known.was_cancelled === !!now.was_cancelled && JSON.stringify(known.result) === JSON.stringify(now.result);
