// A change that had waited in this browser and that the server refused when it came: nothing of it is lost.
import { api, type ApiError } from "../../../api";
import type { Change } from "../../../pending";
import { around } from "../../../strings/label-around";
import { shell } from "../../../strings/shell";
import { toast, toastError } from "../../../toasts";
import type { Draft } from "../../../types";
import { uniqueId } from "../../../unique-id";
import type { LabelPage } from "../label-page";

/** Keeps what was refused: as a second annotation when somebody else had been faster, else as a draft in this browser. */
export async function keepRefused(page: LabelPage, change: Change, error: ApiError): Promise<void> {
  const { annotation, result, lead_time } = change.body as Partial<Draft>;
  const [kind = "", ...rest] = change.key.split(":");
  const name = rest.at(-1) ?? "";
  const work = { task: change.task, name, annotation: annotation ?? null, result: result ?? [], leadTime: lead_time ?? undefined };
  try {
    if (error.code === "draft-changed") {
      page.drafts.known.delete(change.key);
      await page.drafts.save({ ...work, annotation: null });
    } else if (error.code === "annotation-changed") {
      const body = { ...(change.body as object), parent_annotation: Number(name), unique_id: uniqueId(), draft_id: 0 };
      await api.post(`/api/tasks/${change.task}/annotations/`, body, { repeatable: true });
    } else {
      page.drafts.keep({ ...work, annotation: kind === "update" ? Number(name) : work.annotation });
      toast(shell.notSent(error.message), { kind: "bad" });
      return;
    }
    toast(around.keptSecond(change.task));
    page.elsewhere.value += 1;
  } catch (failure) {
    page.drafts.keep(work);
    toastError(failure);
  }
}
