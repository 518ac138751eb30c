import type { AnnotationState, EditorState } from "../core/types";
import { groundTruth } from "./ground-truth";
import { Icon } from "./icons";
import { texts } from "./part-texts";
import { useSignal } from "./useSignal";

/** The star in the tab of an annotation that is ground truth. */
export function GroundTruth({ editor, source }: { readonly editor: EditorState; readonly source: AnnotationState["source"] }) {
  const ids = useSignal(groundTruth(editor));
  if (source.kind === "prediction" || source.pk === undefined || !ids.has(source.pk)) return null;
  return (
    <span class="truth" title={texts.groundTruth}>
      <Icon name="star" size={14} />
      <span class="sr">{texts.groundTruth}</span>
    </span>
  );
}
