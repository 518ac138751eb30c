// Export: a format with what it leaves out, what goes in, and a look at the file before it is downloaded.
import { useEffect, useState } from "preact/hooks";
import { address, api } from "../../api";
import { CopyButton } from "../../components/Copy";
import { Icon } from "../../components/Icon";
import { Skeleton, State } from "../../components/State";
import { count } from "../../format";
import { check, exporting as icon, warning, picture } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { errors } from "../../strings/errors";
import { exporting as words } from "../../strings/export";
import { project, refreshProject, studio } from "../../studio";
import type { Project } from "../../types";
import { firstItem, readBeginning } from "./peek";
import "./export.css";

interface Format {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly loses?: readonly string[];
  readonly disabled?: boolean;
}

export default function ExportPage() {
  const own = useValue(project);
  const [formats, setFormats] = useState<readonly Format[]>();
  const [failed, setFailed] = useState<string>();
  const [all, setAll] = useState(false);
  const slow = useSlow(formats === undefined && failed === undefined);
  const load = (): void => {
    setFailed(undefined);
    Promise.all([api.get<readonly Format[]>("/api/projects/1/export/formats"), refreshProject()]).then(
      ([found]) => setFormats(found),
      (error: Error) => setFailed(error.message),
    );
  };
  useEffect(load, []);
  const labeled = own?.num_tasks_with_annotations ?? own?.finished_task_number ?? 0;
  const empty = formats !== undefined && own !== null && labeled === 0 && !all;
  return (
    <main class="page" id="main" tabIndex={-1}>
      {failed !== undefined && (
        <State icon={warning} tone="bad" title={words.failed} detail={failed}>
          <button class="btn" onClick={load}>{errors.tryAgain}</button>
        </State>
      )}
      {slow && <Skeleton blocks={2} />}
      {empty && <h1 class="sr">{words.heading}</h1>}
      {empty && <Nothing tasks={own.task_number} onAll={() => setAll(true)} />}
      {formats && own && !empty && failed === undefined && <Choice formats={formats} own={own} all={all} onAll={setAll} />}
    </main>
  );
}

function Nothing({ tasks, onAll }: { readonly tasks: number; readonly onAll: () => void }) {
  const { router } = studio();
  return (
    <div class="center-state">
      <State icon={picture} tone="accent" title={words.nothing} detail={tasks > 0 ? words.nothingLabeled(tasks) : words.nothingDetail}>
        {tasks > 0 ? <a class="btn primary" href={router.href("label")}>{words.goLabel}</a> : <a class="btn primary" href={router.href("import")}>{words.goImport}</a>}
        {tasks > 0 && <button class="btn" onClick={onAll}>{words.exportAll}</button>}
      </State>
    </div>
  );
}

interface ChoiceProps {
  readonly formats: readonly Format[];
  readonly own: Project;
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
}

function Choice({ formats, own, all, onAll }: ChoiceProps) {
  const [chosen, setChosen] = useState(formats[0]?.name ?? "JSON");
  const labeled = own.num_tasks_with_annotations ?? own.finished_task_number;
  const query = { exportType: chosen, ...(all ? { download_all_tasks: true } : {}) };
  return (
    <>
      <div class="head">
        <div>
          <h1>{words.heading}</h1>
          <p>{words.lead}</p>
        </div>
        <div class="actions">
          {studio().bootstrap.session.private && <a class="btn hide-s" href={studio().router.href("settings", {}, "token")}>{words.python}</a>}
          <a class="btn primary" href={address("/api/projects/1/export", query)} download>
            <Icon path={icon} />
            {words.exportTasks(all ? own.task_number : labeled)}
          </a>
        </div>
      </div>
      <div class="two-col">
        <div class="stack">
          <section class="card" aria-labelledby="format-heading">
            <div class="ch">
              <h2 id="format-heading">{words.format}</h2>
              <span class="small">{words.formats(formats.length)}</span>
            </div>
            <div class="fmts">
              {formats.map((format) => (
                <FormatRow key={format.name} format={format} chosen={format.name === chosen} onChoose={() => setChosen(format.name)} />
              ))}
            </div>
          </section>
          {studio().bootstrap.session.private && <section class="card whole" aria-labelledby="whole-heading">
            <div class="grow">
              <h2 id="whole-heading">{words.project}</h2>
              <p class="small muted">{words.projectDetail}</p>
            </div>
            <a class="btn" href={address("/api/session/download")} download>{words.download}</a>
          </section>}
        </div>
        <div class="stack">
          <GoesIn own={own} labeled={labeled} all={all} onAll={onAll} />
          <Peek format={chosen} all={all} />
        </div>
      </div>
    </>
  );
}

function FormatRow({ format, chosen, onChoose }: { readonly format: Format; readonly chosen: boolean; readonly onChoose: () => void }) {
  const loses = format.loses ?? [];
  return (
    <label class="fmt">
      <input type="radio" class="check" name="format" checked={chosen} onChange={onChoose} />
      <span class="ft" aria-hidden="true">{format.title.slice(0, 4)}</span>
      <span>
        <b>{format.title}</b>
        <small>{format.description}</small>
        {chosen && loses.length > 0 && (
          <ul class="loses">
            {loses.map((loss) => <li key={loss}>{loss}</li>)}
          </ul>
        )}
      </span>
      {format.name === "JSON" ? (
        <span class="pill ok"><Icon path={check} />{words.keepsAll}</span>
      ) : (
        loses.length > 0 && <span class="pill warn">{words.leavesOut(loses.length)}</span>
      )}
    </label>
  );
}

function GoesIn({ own, labeled, all, onAll }: { readonly own: Project; readonly labeled: number; readonly all: boolean; readonly onAll: (all: boolean) => void }) {
  return (
    <section class="card" aria-labelledby="in-heading">
      <div class="ch"><h2 id="in-heading">{words.goesIn}</h2></div>
      <div class="cb">
        <div class="field">
          <span class="label">{words.tasks}</span>
          <div class="seg-ctl" role="group" aria-label={words.tasks}>
            <button aria-pressed={!all} onClick={() => onAll(false)}>{words.labeled(labeled)}</button>
            <button aria-pressed={all} onClick={() => onAll(true)}>{words.all(own.task_number)}</button>
          </div>
        </div>
      </div>
      <div class="counts">
        <div><b>{count(all ? own.task_number : labeled)}</b>{words.taskCount}</div>
        <div><b>{count(own.total_annotations_number)}</b>{words.annotationCount}</div>
        {(own.skipped_annotations_number ?? 0) > 0 && <div><b>{count(own.skipped_annotations_number ?? 0)}</b>{words.skippedCount}</div>}
      </div>
    </section>
  );
}

function Peek({ format, all }: { readonly format: string; readonly all: boolean }) {
  const [text, setText] = useState<string>();
  useEffect(() => {
    const stop = new AbortController();
    readBeginning({ exportType: format, download_all_tasks: all }, stop.signal).then(
      (beginning) => setText(firstItem(beginning)),
      () => stop.signal.aborted || setText(words.peekFailed),
    );
    return () => stop.abort();
  }, [format, all]);
  return (
    <section class="card" aria-labelledby="peek-heading">
      <div class="ch">
        <h2 id="peek-heading">{words.firstItem}</h2>
        <span class="right row">{text !== undefined && <CopyButton text={text} label={words.copy} />}</span>
      </div>
      <pre class="peek" tabIndex={0}>{text ?? ""}</pre>
    </section>
  );
}
