// Earlier label configs: when, what changed, the lines that differ from the one in the editor, and the way back to one.
import { useEffect, useId, useState } from "preact/hooks";
import { api } from "../../../api";
import { Dialog } from "../../../components/Dialog";
import { Skeleton } from "../../../components/State";
import { dateTime } from "../../../format";
import { useSlow } from "../../../observe";
import { setupHistory as words } from "../../../strings/setup-history";
import { shell } from "../../../strings/shell";
import { toastError } from "../../../toasts";
import { lineDiff, type DiffLine } from "./line-diff";
import "./history.css";

interface Named {
  readonly tag: string;
  readonly label: string | null;
}

interface Version {
  readonly id: number | null;
  readonly seen_at: string | null;
  readonly origin: "studio" | "file" | "start";
  readonly present: boolean;
  readonly added: readonly Named[] | null;
  readonly removed: readonly Named[] | null;
}

export interface HistoryDialogProps {
  /** the label config in the editor */
  readonly text: string;
  /** the label config that the project has */
  readonly accepted: string;
  readonly onRestore: (config: string) => void;
  readonly onClose: () => void;
}

const PATH = "/api/projects/1/config-history/";

export default function HistoryDialog({ text, accepted, onRestore, onClose }: HistoryDialogProps) {
  const [versions, setVersions] = useState<readonly Version[]>();
  const [open, setOpen] = useState<Version>();
  const slow = useSlow(versions === undefined);
  useEffect(() => {
    api.get<{ readonly versions: readonly Version[] }>(PATH).then(
      (history) => setVersions(history.versions),
      (error: unknown) => {
        toastError(error);
        onClose();
      },
    );
  }, []);
  return (
    <Dialog kind="sheet" title={words.title} onClose={onClose}>
      <div class="config-history">
        {slow && <Skeleton />}
        {versions?.length === 1 && <p class="muted">{words.nothing}</p>}
        <ol>
          {versions?.map((version, index) => (
            <Entry
              key={index}
              version={version}
              text={text}
              known={version.present ? accepted : undefined}
              open={open === version}
              onOpen={() => setOpen(open === version ? undefined : version)}
              onRestore={onRestore}
            />
          ))}
        </ol>
      </div>
      <div class="answers">
        <button class="btn" data-safe onClick={onClose}>{shell.close}</button>
      </div>
    </Dialog>
  );
}

interface EntryProps {
  readonly version: Version;
  readonly text: string;
  /** its text, where that is known already */
  readonly known: string | undefined;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onRestore: (config: string) => void;
}

function Entry({ version, text, known, open, onOpen, onRestore }: EntryProps) {
  const id = useId();
  const [own, setOwn] = useState(known);
  useEffect(() => {
    if (!open || own !== undefined || version.id === null) return;
    api.get<{ readonly label_config: string }>(`${PATH}${version.id}/`).then(({ label_config: config }) => setOwn(config), toastError);
  }, [open]);
  return (
    <li>
      <button class="pick-row" aria-expanded={open} aria-controls={id} onClick={onOpen}>
        <span class="row">
          <b class="strong">{version.origin === "start" ? words.start : version.seen_at === null ? words.byHand : dateTime(new Date(version.seen_at))}</b>
          {version.present && <span class="pill ok">{words.present}</span>}
          {version.origin === "file" && version.seen_at !== null && <span class="pill">{words.byHand}</span>}
        </span>
        <span class="small muted">{changesOf(version)}</span>
      </button>
      <div id={id} hidden={!open}>
        {open && own !== undefined && <Difference lines={lineDiff(text, own)} onRestore={() => onRestore(own)} />}
      </div>
    </li>
  );
}

function Difference({ lines, onRestore }: { readonly lines: readonly DiffLine[]; readonly onRestore: () => void }) {
  if (lines.length === 0) return <p class="small muted diff-none">{words.same}</p>;
  return (
    <div class="diff">
      <p class="small muted">{words.differs}</p>
      <pre dir="ltr" tabIndex={0} aria-label={words.differs}>
        {lines.map((line, index) => (
          <span key={index} class={line.kind}>
            {line.kind === "gap" ? "…" : line.text}
            {"\n"}
          </span>
        ))}
      </pre>
      <button class="btn" onClick={onRestore}>{words.restore}</button>
    </div>
  );
}

/** What a config brought and took, in words. */
function changesOf({ added, removed }: Version): string {
  if (!added || !removed) return words.unreadable;
  const parts = [added.length > 0 && words.added(added.map(nameOf)), removed.length > 0 && words.removed(removed.map(nameOf))];
  return parts.filter((part) => part !== false).join(" · ") || words.looks;
}

const nameOf = ({ tag, label }: Named): string => label ?? tag;
