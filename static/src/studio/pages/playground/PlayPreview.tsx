// The live preview: a real editor. What is labeled in it stands in the result at once, and nowhere else.
import { useEffect, useRef, useState } from "preact/hooks";
import type { ResultItem } from "../../../editor/core/types";
import { Icon } from "../../components/Icon";
import { Skeleton, State } from "../../components/State";
import { eye, information, undo } from "../../icons/pages";
import { warning } from "../../icons/shell";
import { useSlow } from "../../observe";
import { belowRoot, loadEditor, type EditorInstance } from "../../shared/editor";
import { asksNothing } from "../../shared/label-config";
import { playground as words } from "../../strings/playground";
import { firstError, type Validation } from "../../shared/use-validation";
import type { PreviewData, Source, TaskData } from "./use-data";

/** How long after a gesture the result is read, in milliseconds: the editor has answered it by then. */
const SETTLED = 60;
const GESTURES = ["pointerup", "keyup", "input", "change", "click"] as const;

export interface PlayPreviewProps {
  readonly validation: Validation;
  readonly data: PreviewData;
  readonly onResult: (result: readonly ResultItem[]) => void;
}

export function PlayPreview({ validation, data, onResult }: PlayPreviewProps) {
  const element = useRef<HTMLDivElement>(null);
  const [round, setRound] = useState(0);
  const config = validation.good;
  const empty = config !== undefined && asksNothing(config);
  const { drawn, failed } = useEditor(element, empty ? undefined : config, data.data, round, onResult);
  const error = validation.state === "invalid" ? firstError(validation.problems) : undefined;
  const slow = useSlow(!drawn && !empty && !failed && !error);
  return (
    <section class="sub p-preview" aria-label={words.preview}>
      <div class="ph">
        <Icon path={eye} size={14} />
        <span class="clip">{words.live}</span>
        <span class="right row">
          <SourceChoice data={data} />
          <button class="ib sm" aria-label={words.again} title={words.againTitle} onClick={() => setRound(round + 1)}>
            <Icon path={undo} size={14} />
          </button>
        </span>
      </div>
      <div class="prev">
        {error && config !== undefined && (
          <div class="note warn" role="status">
            <Icon path={information} />
            <span>{words.lastGood(error.line)}</span>
          </div>
        )}
        {failed && <State icon={warning} tone="bad" title={words.previewFailed} detail={words.previewFailedDetail} />}
        {empty && <p class="muted">{words.previewEmpty}</p>}
        {slow && <Skeleton />}
        <div class="preview-editor" ref={element} hidden={failed || empty} />
      </div>
    </section>
  );
}

const TITLES: Readonly<Record<Source, () => string>> = { sample: () => words.sample, mine: () => words.mine, own: () => words.own };

function SourceChoice({ data }: { readonly data: PreviewData }) {
  return (
    <select class="in sm" aria-label={words.data} value={data.source} onChange={(event) => data.choose(event.currentTarget.value as Source)}>
      {data.sources.map((source) => <option key={source} value={source}>{TITLES[source]()}</option>)}
    </select>
  );
}

/** Keeps an editor in an element: a fresh one for another config, other data or another round. */
function useEditor(
  element: { readonly current: HTMLDivElement | null }, config: string | undefined, data: TaskData | undefined, round: number,
  onResult: (result: readonly ResultItem[]) => void,
): { readonly drawn: boolean; readonly failed: boolean } {
  const [drawn, setDrawn] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const place = element.current;
    if (config === undefined || data === undefined || !place) return undefined;
    let editor: EditorInstance | undefined;
    let here = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => onResult(editor?.store?.annotationStore.selected.serializeAnnotation() ?? []);
    const onGesture = (): void => {
      clearTimeout(timer);
      timer = setTimeout(read, SETTLED);
    };
    void loadEditor()
      .then((Editor) => {
        if (!here) return;
        editor = new Editor(place, { config, task: { id: 0, data: belowRoot(data), annotations: [], drafts: [] }, interfaces: ["basic"], onTaskLoad: read, onSubmitDraft: read });
        setFailed(false);
        setDrawn(true);
      })
      .catch((problem: unknown) => {
        console.error(problem);
        setFailed(true);
      });
    for (const name of GESTURES) place.addEventListener(name, onGesture);
    return () => {
      here = false;
      clearTimeout(timer);
      for (const name of GESTURES) place.removeEventListener(name, onGesture);
      editor?.destroy();
    };
  }, [config, data, round]);
  return { drawn, failed };
}
