// Import: the ways in at the left, what happens at the right.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useCommands } from "../../commands";
import { picture } from "../../icons/shell";
import { api } from "../../api";
import { ConfirmDialog } from "../../components/Confirm";
import { Icon } from "../../components/Icon";
import { State } from "../../components/State";
import { takeHandover } from "../../handover";
import { information } from "../../icons/pages";
import { useValue } from "../../observe";
import { asksNothing } from "../../shared/label-config";
import { storageKey } from "../../shared/storage-key";
import { stored } from "../../storage";
import { importing as words } from "../../strings/import";
import { project, refreshProject, studio } from "../../studio";
import { toastError } from "../../toasts";
import { Announcer } from "./announce";
import { DropZone } from "./DropZone";
import { isRunning, type Job } from "./job";
import { JobCard } from "./JobCard";
import { queueOf } from "./queue";
import "./import.css";

const LOOK = "import:look";

export default function ImportPage() {
  const { bootstrap, router } = studio();
  const queue = useMemo(() => queueOf({ limit: bootstrap.limits.max_body_bytes, key: storageKey(), onImported: () => void refreshProject().catch(toastError) }), []);
  const list = useValue(queue.list);
  const own = useValue(project);
  const [pasting, setPasting] = useState(false);
  const [look, setLook] = useState(() => stored.read<boolean>(LOOK) ?? false);
  useEffect(() => {
    const handed = takeHandover();
    if (handed?.files.length) queue.add(handed.files, { look });
    if (handed) queue.addFolders(handed.folders);
    if (handed?.paste) setPasting(true);
    if (!own) refreshProject().catch(toastError);
    queue.restore().catch(toastError);
  }, []);
  useCommands(() => ({ commands: [{ id: "paste", title: words.paste, run: () => setPasting(true) }] }));
  const brought = list.some((job) => job.state.kind === "done" && job.state.answer.task_count > 0 && !job.state.undone);
  const running = list.some((job) => isRunning(job) || job.state.kind === "waiting");
  const mapping = list.some((job) => job.state.kind === "mapping");
  const refused = list.some(({ state, files }) => (state.kind === "refused" && state.tasks === 0 && files.length <= 1) || (state.kind === "failed" && state.config !== undefined));
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class="head">
        <div>
          <h1>{words.heading}</h1>
          <p>{words.lead}</p>
        </div>
        {brought && !running && !mapping && (
          <div class="actions">
            <a class="btn primary" href={router.href(own && asksNothing(own.label_config) ? "setup" : "label")}>
              {own && asksNothing(own.label_config) ? words.setUp : words.start}
            </a>
          </div>
        )}
      </div>
      <div class="imp">
        <div class="stack">
          <DropZone
            limit={bootstrap.limits.max_body_bytes}
            primary={!brought && !mapping && !refused}
            pasting={pasting}
            onPasting={setPasting}
            look={look}
            onLook={(wanted) => {
              setLook(wanted);
              stored.write(LOOK, wanted);
            }}
            onFiles={(files, format) => queue.add(files, { format, look })}
            onFolders={(folders) => queue.addFolders(folders)}
            onAddress={bootstrap.url_import ? (address) => queue.addAddress(address, look) : undefined}
          />
          <FieldNote />
        </div>
        <div class="stack" role="region" aria-label={words.report}>
          {list.length === 0 && (
            <div class="card frame">
              <State icon={picture} title={words.empty} detail={words.emptyDetail(own?.task_number ?? 0)} />
            </div>
          )}
          {inOrder(list).map((job) => (
            <JobCard key={job.id} job={job} before={list.find((one) => ["sending", "fetching", "paused", "reading"].includes(one.state.kind))} queue={queue} />
          ))}
        </div>
        <Announcements list={list} />
      </div>
      <ConfirmDialog />
    </main>
  );
}

/** What is under way in its order, then what is over, the latest first. */
function inOrder(list: readonly Job[]): readonly Job[] {
  const isOver = ({ state }: Job): boolean => ["done", "refused", "failed", "stopped"].includes(state.kind);
  return [...list.filter((job) => !isOver(job)), ...list.filter(isOver).reverse()];
}

function Announcements({ list }: { readonly list: readonly Job[] }) {
  const announcer = useRef(new Announcer());
  const [sentence, setSentence] = useState("");
  useEffect(() => {
    const next = announcer.current.next(list);
    if (next !== undefined) setSentence(next);
  }, [list]);
  return <p class="sr" role="status">{sentence}</p>;
}

/** Which fields the labels read: what a table's columns should be called. */
function FieldNote() {
  const config = useValue(project)?.label_config ?? "";
  const [keys, setKeys] = useState<readonly string[]>();
  useEffect(() => {
    if (asksNothing(config)) return setKeys([]);
    api
      .post<{ readonly data_keys?: Readonly<Record<string, string>> }>("/api/projects/1/validate/", { label_config: config })
      .then((report) => setKeys(Object.keys(report.data_keys ?? {})), () => setKeys([]));
  }, [config]);
  if (keys === undefined) return null;
  return (
    <div class="note">
      <Icon path={information} />
      <span>
        <b>{keys.length > 0 ? words.fieldNote : words.noLabels}</b> {keys.length > 0 ? words.fieldNoteDetail(keys) : words.noLabelsDetail}
      </span>
    </div>
  );
}
