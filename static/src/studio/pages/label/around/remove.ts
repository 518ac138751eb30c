// Deleting an annotation or a draft of one, and bringing it back.
import { api, ApiError } from "../../../api";
import type { EditorAnnotation } from "../../../shared/editor";
import { around } from "../../../strings/label-around";
import { shell } from "../../../strings/shell";
import { toast, toastError } from "../../../toasts";
import { uniqueId } from "../../../unique-id";
import type { LabelPage } from "../label-page";
import { serverId } from "../labeling";
import { isGroundTruth } from "./ground-truth";

/** Deletes an annotation that the editor has taken away; a toast offers to bring a submitted one back. */
export async function remove(page: LabelPage, annotation: EditorAnnotation): Promise<void> {
  const { task } = page.labeling;
  if (!task) return;
  const draft = await page.drafts.finish(task.id, annotation.id);
  page.drafts.forget(task.id, annotation.id);
  const id = serverId(annotation);
  if (draft) await gone(api.delete(`/api/drafts/${draft}/`));
  if (id === null) return; // the editor offers to bring it back, and then saves it as a new draft
  const last = task.annotations.length === 1;
  const body = { result: annotation.serializeAnnotation(), lead_time: annotation.leadTime ?? null, ground_truth: isGroundTruth(page, id), unique_id: uniqueId(), draft_id: 0 };
  await gone(api.delete(`/api/annotations/${id}/`));
  if (last) page.countDone(-1);
  await page.labeling.open(task.id, { silent: true });
  const bringBack = async (): Promise<void> => {
    await api.post(`/api/tasks/${task.id}/annotations/`, body, { repeatable: true });
    if (last) page.countDone(1);
    await page.labeling.open(task.id, { replace: true });
  };
  toast(around.annotationDeleted, { action: { title: shell.undo, run: () => void bringBack().catch(toastError) } });
}

/** What somebody else has deleted already is gone as well. */
async function gone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
  }
}
