// "The task changed in another tab": what is new in each version, and which one goes on here.
import { useState } from "preact/hooks";
import type { Editor } from "../../../../editor/core/editor";
import { readResult } from "../../../../editor/core/results";
import { Icon } from "../../../components/Icon";
import { ago } from "../../../format";
import { copy } from "../../../icons/pages";
import { around } from "../../../strings/label-around";
import type { ResultItem } from "../../../../editor/core/types";
import { compare, type Difference } from "./differences";
import type { Conflict as Both } from "./elsewhere";
import { answerText, regionWords } from "./words";

export interface ConflictProps {
  readonly editor: Editor;
  readonly conflict: Both;
  readonly onLook: () => void;
  readonly onGoOn: (choice: "mine" | "theirs") => Promise<void>;
}

export function Conflict({ editor, conflict, onLook, onGoOn }: ConflictProps) {
  const [choice, setChoice] = useState<"mine" | "theirs">("mine");
  const [busy, setBusy] = useState(false);
  const { base, mine, theirs } = conflict;
  const go = (): void => {
    setBusy(true);
    void onGoOn(choice).finally(() => setBusy(false));
  };
  const there = theirs.at ? ago(theirs.at) : "";
  return (
    <section class="conflict" aria-label={around.conflict}>
      <div class="note warn" role="alert">
        <Icon path={copy} />
        <span><b>{there ? around.conflictAgo(there) : `${around.conflict}.`}</b> {around.conflictDetail}</span>
      </div>
      <div class="cmp" role="radiogroup" aria-label={around.conflict}>
        <Side editor={editor} base={base ?? theirs.result} common={!!base} result={mine.result} title={around.thisTab} detail={around.changedHere} checked={choice === "mine"} onPick={() => setChoice("mine")} />
        <Side editor={editor} base={base ?? mine.result} common={!!base} result={theirs.result} title={around.otherTab}
          detail={theirs.submitted ? around.submittedThere(there) : around.savedThere(there)} checked={choice === "theirs"} onPick={() => setChoice("theirs")} />
      </div>
      <div class="row">
        <button class="btn quiet" disabled={busy} onClick={onLook}>{around.lookAtBoth}</button>
        <button class="btn primary" disabled={busy} aria-busy={busy} onClick={go}>{choice === "mine" ? around.goOnMine : around.goOnTheirs}</button>
      </div>
    </section>
  );
}

/** How many changes a card names. */
const NAMED = 4;

interface SideProps {
  readonly editor: Editor;
  /** what it is compared with: what both began with, or the other version where that is not known */
  readonly base: readonly ResultItem[];
  readonly common: boolean;
  readonly result: readonly ResultItem[];
  readonly title: string;
  readonly detail: string;
  readonly checked: boolean;
  readonly onPick: () => void;
}

function Side({ editor, base, common, result, title, detail, checked, onPick }: SideProps) {
  const { differences } = compare(editor.config, base, result);
  const changes = common ? differences : differences.filter(({ kind }) => kind !== "only-left");
  const { regions } = readResult(result, editor.config);
  return (
    <label>
      <span class="h">
        <input type="radio" class="check" name="version" checked={checked} onChange={onPick} />
        {title}
        <span class="pill line right">{around.regionCount(regions.length)}</span>
      </span>
      {changes.length === 0 && <span class="d muted">{around.nothingNew}</span>}
      {changes.slice(0, NAMED).map((difference, at) => <Change key={at} editor={editor} difference={difference} />)}
      {changes.length > NAMED && <span class="small muted">{around.more(changes.length - NAMED)}</span>}
      <span class="small muted">{detail}</span>
    </label>
  );
}

/** One change from what both began with: + came, − went, ~ is another one. */
function Change({ editor, difference }: { readonly editor: Editor; readonly difference: Difference }) {
  if (difference.kind === "answer") {
    return <span class="d"><b>~</b><span class="clip">{difference.control}: {answerText(difference.right)}</span></span>;
  }
  const region = "right" in difference ? difference.right : difference.left;
  const { color, label, title } = regionWords(editor, region);
  const sign = difference.kind === "only-right" ? "+" : difference.kind === "only-left" ? "−" : "~";
  return (
    <span class="d">
      <b>{sign}</b>
      <span class="sw" style={{ "--c": color }} />
      <span class="clip">{label}, {title}</span>
    </span>
  );
}
