// What stands in the editor's task bar besides its own: what a model suggests, comparing, and the time spent.
import { useEffect, useState } from "preact/hooks";
import type { Editor } from "../../../../editor/core/editor";
import { Icon } from "../../../components/Icon";
import { close } from "../../../icons/shell";
import { useValue } from "../../../observe";
import { around } from "../../../strings/label-around";
import type { LabelPage } from "../label-page";
import { compare } from "./differences";
import { GroundTruth } from "./GroundTruth";
import { sideBySide, spark } from "./icons";
import { spent } from "./spent";
import type { Stream } from "../stream";
import { workClock } from "./work-clock";

export interface BarPartsProps {
  readonly page: LabelPage;
  readonly editor: Editor;
  /** opens the comparison, with the prediction when there is something to take over */
  readonly onCompare: (other?: string) => void;
  /** what is labeled instead of all tasks */
  readonly stream: Stream | undefined;
  /** goes on with all tasks */
  readonly onLeave: () => void;
}

export function BarParts({ page, editor, onCompare, stream, onLeave }: BarPartsProps) {
  const current = useValue(editor.current);
  const annotations = useValue(editor.annotations);
  const predictions = useValue(editor.predictions);
  const open = useSuggestions(editor);
  const first = predictions[0];
  return (
    <>
      {stream && (
        <button type="button" class="pill acc streamed" aria-label={`${inWords(stream)}. ${around.leaveStream}`} title={`${around.leaveStream}  Alt Q`} onClick={onLeave}>
          <span class="num">{inWords(stream)}</span>
          <Icon path={close} size={14} />
        </button>
      )}
      {first && open > 0 && (
        <button type="button" class="pill acc suggestions" title={around.suggestionsTitle} onClick={() => onCompare(first.source.id)}>
          <Icon path={spark} size={14} />
          <span class="num">{around.suggestions(open)}</span>
        </button>
      )}
      <GroundTruth page={page} editor={editor} />
      {annotations.length + predictions.length > 1 && (
        <button type="button" class="ib sm only-wide" aria-label={around.compare} title={`${around.compare}  Alt C`} onClick={() => onCompare()}>
          <Icon path={sideBySide} size={14} />
        </button>
      )}
      {current.editable && <Time leadTime={() => current.leadTime()} />}
    </>
  );
}

const inWords = ({ opens, total }: Stream): string => (opens ? around.inView(total) : around.inSelection(total));

/** Counts up by the second; it is not read aloud. */
function Time({ leadTime }: { readonly leadTime: () => number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const text = spent(leadTime());
  return <span class={`worked num only-wide ${workClock().running() ? "" : "still"}`} title={around.time(text)} aria-hidden="true">{text}</span>;
}

/** How much of the first prediction the annotation lacks; counted when the work pauses. */
function useSuggestions(editor: Editor): number {
  const current = useValue(editor.current);
  const changed = useValue(current.changed);
  const prediction = useValue(editor.predictions)[0];
  const [open, setOpen] = useState(0);
  useEffect(() => {
    if (!prediction || !current.editable) return void setOpen(0);
    const timer = setTimeout(() => {
      const { differences } = compare(editor.config, prediction.source.result, current.serialize());
      setOpen(differences.filter(({ kind }) => kind === "only-left").length);
    }, 300);
    return () => clearTimeout(timer);
  }, [current, changed, prediction]);
  return open;
}
