// The shown annotation in the address: /label?task=12&annotation=5&compare=6
import { effect } from "@preact/signals-core";
import type { Editor } from "../../../../editor/core/editor";
import { studio } from "../../../studio";
import type { LabelPage } from "../label-page";
import { wantedTask } from "../wanted-task";
import { sideKey } from "./sides";

/** True for names that are the same at the next visit. */
export const lasts = (key: string): boolean => /^(prediction-|draft-)?\d+$/.test(key);

/** The part of an address that names the shown annotation; nothing where the task has only one, or it has no name yet. */
export function annotationOf(editor: Editor): { readonly annotation?: string } {
  const all = [...editor.annotations.peek(), ...editor.predictions.peek()];
  const key = sideKey(editor.current.peek());
  return all.length > 1 && lasts(key) ? { annotation: key } : {};
}

let followed: unknown;

/** Shows what the address asks for, once; then keeps the address in step with what is shown. */
export function followAddress(page: LabelPage, editor: Editor, compare: (other: string) => void): () => void {
  const { router } = studio();
  const place = router.place.peek();
  if (followed !== place) {
    followed = place;
    if (wantedTask(place.query) === editor.task.id) {
      const wanted = place.query.get("annotation");
      const found = [...editor.annotations.peek(), ...editor.predictions.peek()].find((one) => sideKey(one) === wanted);
      if (found) editor.select(found);
      const other = place.query.get("compare");
      if (other !== null) compare(other);
    }
  }
  let first = true;
  return effect(() => {
    void editor.current.value;
    if (!first && page.labeling.task) router.mark({ ...page.at(page.labeling.task.id), ...annotationOf(editor) }, { replace: true });
    first = false;
  });
}
