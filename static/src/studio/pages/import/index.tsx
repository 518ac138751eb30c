// Import: the ways in at the left, what happens at the right.
import { useEffect, useMemo, useState } from "preact/hooks";
import { picture } from "../../icons/shell";
import { api } from "../../api";
import { Icon } from "../../components/Icon";
import { State } from "../../components/State";
import { takeHandover } from "../../handover";
import { information } from "../../icons/pages";
import { useValue } from "../../observe";
import { importing as words } from "../../strings/import";
import { project, refreshProject, studio } from "../../studio";
import { toastError } from "../../toasts";
import { asksNothing } from "../../shared/label-config";
import { DropZone } from "./DropZone";
import { JobCard } from "./JobCard";
import { ImportJobs } from "./jobs";
import "./import.css";

export default function ImportPage() {
  const { bootstrap, router } = studio();
  const jobs = useMemo(() => new ImportJobs(bootstrap.limits.max_body_bytes, () => void refreshProject().catch(toastError)), []);
  const list = useValue(jobs.list);
  const own = useValue(project);
  const [pasting, setPasting] = useState(false);
  useEffect(() => {
    const handed = takeHandover();
    if (handed?.files.length) jobs.add(handed.files);
    if (handed?.paste) setPasting(true);
    if (!own) refreshProject().catch(toastError);
  }, []);
  const brought = list.some((job) => job.state.kind === "done" && job.state.answer.task_count > 0);
  const running = list.some((job) => job.state.kind === "sending" || job.state.kind === "waiting");
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class="head">
        <div>
          <h1>{words.heading}</h1>
          <p>{words.lead}</p>
        </div>
        {brought && !running && (
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
            primary={!brought}
            pasting={pasting}
            onPasting={setPasting}
            onFiles={(files, format) => jobs.add(files, format)}
          />
          <FieldNote />
        </div>
        <div class="stack" role="region" aria-label={words.report} aria-live="polite">
          {list.length === 0 && (
            <div class="card frame">
              <State icon={picture} title={words.empty} detail={words.emptyDetail(own?.task_number ?? 0)} />
            </div>
          )}
          {list.map((job) => (
            <JobCard key={job.id} job={job} before={list.find((one) => one.state.kind === "sending")} jobs={jobs} />
          ))}
        </div>
      </div>
    </main>
  );
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
