// The star in the task bar: whether the annotation that is shown is ground truth, and the button that says so.
import { useEffect, useState } from "preact/hooks";
import { groundTruth } from "../../../../editor/panels/ground-truth";
import type { Editor } from "../../../../editor/core/editor";
import { Icon } from "../../../components/Icon";
import { star } from "../../../icons/star";
import { useValue } from "../../../observe";
import { around } from "../../../strings/label-around";
import type { LabelPage } from "../label-page";
import { mark, showMarks } from "./ground-truth";
import "./star.css";

/** Nothing before an annotation is submitted, for a skip, and where annotations are not changed. */
export function GroundTruth({ page, editor }: { readonly page: LabelPage; readonly editor: Editor }) {
  const { source } = useValue(editor.current);
  const marked = useValue(groundTruth(editor));
  const [sending, setSending] = useState(false);
  const on = source.pk !== undefined && marked.has(source.pk);
  const offered = source.kind === "annotation" && editor.interfaces.has("update") && (on || !source.wasCancelled);
  const id = offered ? source.pk : undefined;
  const press = (): void => {
    if (id === undefined || sending) return;
    setSending(true);
    void mark(page, editor, id, !on).finally(() => setSending(false));
  };
  useEffect(() => showMarks(page, editor), [editor]);
  useEffect(() => {
    if (id === undefined) return undefined;
    return editor.hotkeys.bind({ key: "alt+g", title: around.groundTruth, group: around.group, menu: "star", checked: () => on, run: press });
  }, [editor, id, on, sending]);
  if (id === undefined) return null;
  return (
    <button type="button" class="ib sm star" aria-label={around.groundTruth} aria-pressed={on} aria-busy={sending} title={`${on ? around.isGroundTruth : around.markGroundTruth}  Alt G`} onClick={press}>
      <Icon path={star} />
    </button>
  );
}
