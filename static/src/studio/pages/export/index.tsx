// Export: a format with what it leaves out, what goes in, and a look at the file before it is downloaded.
import { useEffect, useState } from "preact/hooks";
import { useCommands } from "../../commands";
import { address, api } from "../../api";
import { CopyButton } from "../../components/Copy";
import { Icon } from "../../components/Icon";
import { Skeleton, State } from "../../components/State";
import { check, exporting as icon, warning, picture } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { errors } from "../../strings/errors";
import { exporting as words } from "../../strings/export";
import { project, refreshProject, studio } from "../../studio";
import type { Project } from "../../types";
import { Lazy } from "../../components/Lazy";
import { fileMark } from "./file-mark";
import { GoesIn } from "./GoesIn";
import { firstItem, readBeginning } from "./peek";
import { useExport } from "./use-export";
import "./export.css";

interface Format {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly loses?: readonly string[];
  /** an archive that can take the tasks' files along */
  readonly packs?: boolean;
  /** it would hold nothing of this project; `reason` says why */
  readonly disabled?: boolean;
  readonly reason?: string;
}

/** After the page itself, which shall not wait for it: milliseconds. */
const KEPT_AFTER = 200;
const keptExports = () => new Promise<void>((go) => setTimeout(go, KEPT_AFTER)).then(() => import("./KeptExports"));

export default function ExportPage() {
  const own = useValue(project);
  const [formats, setFormats] = useState<readonly Format[]>();
  const [failed, setFailed] = useState<string>();
  const slow = useSlow(formats === undefined && failed === undefined);
  const load = (): void => {
    setFailed(undefined);
    Promise.all([api.get<readonly Format[]>("/api/projects/1/export/formats"), refreshProject()]).then(
      ([found]) => setFormats(found),
      (error: Error) => setFailed(error.message),
    );
  };
  useEffect(load, []);
  const exportAll = (): void => void studio().router.go("export", { tasks: "all" }, { replace: true });
  const labeled = own?.num_tasks_with_annotations ?? own?.finished_task_number ?? 0;
  const asked = useValue(studio().router.place).query.size > 0;
  const empty = formats !== undefined && own !== null && labeled === 0 && !asked;
  return (
    <main class="page" id="main" tabIndex={-1}>
      {failed !== undefined && (
        <State icon={warning} tone="bad" title={words.failed} detail={failed}>
          <button class="btn" onClick={load}>{errors.tryAgain}</button>
        </State>
      )}
      {slow && <Skeleton blocks={2} />}
      {empty && <h1 class="sr">{words.heading}</h1>}
      {empty && <Nothing tasks={own.task_number} onAll={exportAll} />}
      {formats && own && !empty && failed === undefined && <Choice formats={formats} own={own} />}
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
}

function Choice({ formats, own }: ChoiceProps) {
  const out = useExport(formats[0]?.name ?? "JSON");
  const labeled = own.num_tasks_with_annotations ?? own.finished_task_number;
  const fitting = formats.filter((format) => !format.disabled);
  const packs = formats.find((format) => format.name === out.wanted.format)?.packs === true;
  const others = formats.filter((format) => format.disabled);
  const title = out.count === undefined ? words.export : words.exportTasks(out.count);
  useCommands(() => ({ commands: [{ id: "export", title, run: out.count === 0 ? undefined : () => location.assign(out.href) }] }));
  return (
    <>
      <div class="head">
        <div>
          <h1>{words.heading}</h1>
          <p>{words.lead}</p>
        </div>
        <div class="actions">
          {studio().bootstrap.session.private && <a class="btn hide-s" href={studio().router.href("settings", {}, "token")}>{words.python}</a>}
          {out.count === 0 ? (
            <button class="btn primary" disabled><Icon path={icon} />{words.exportTasks(0)}</button>
          ) : (
            <a class="btn primary" href={out.href} download><Icon path={icon} />{title}</a>
          )}
        </div>
      </div>
      <div class="two-col">
        <div class="stack">
          <section class="card" aria-labelledby="format-heading">
            <div class="ch">
              <h2 id="format-heading">{words.format}</h2>
              <span class="small">{words.fit(fitting.length, formats.length)}</span>
            </div>
            <div class="fmts">
              {fitting.map((format) => (
                <FormatRow key={format.name} format={format} chosen={format.name === out.wanted.format} onChoose={() => out.change({ format: format.name })} />
              ))}
            </div>
            {others.length > 0 && <h3 class="sub-h">{words.doNotFit}</h3>}
            {others.length > 0 && <ul class="fmts">{others.map((format) => <Misfit key={format.name} format={format} />)}</ul>}
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
          <GoesIn own={own} labeled={labeled} out={out} packs={packs} />
          {!packs && <Peek query={out.query} empty={out.count === 0} />}
        </div>
      </div>
      <Lazy load={keptExports} props={{ own, out }} />
    </>
  );
}

function FormatRow({ format, chosen, onChoose }: { readonly format: Format; readonly chosen: boolean; readonly onChoose: () => void }) {
  const loses = format.loses ?? [];
  return (
    <label class="fmt">
      <input type="radio" class="check" name="format" checked={chosen} onChange={onChoose} />
      <span class="ft" aria-hidden="true">{fileMark(format.name)}</span>
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

function Misfit({ format }: { readonly format: Format }) {
  return (
    <li class="fmt no">
      <span class="ft" aria-hidden="true">{fileMark(format.name)}</span>
      <span>
        <b>{format.title}</b>
        <small>{format.reason}</small>
      </span>
    </li>
  );
}

function Peek({ query, empty }: { readonly query: Readonly<Record<string, string | number | boolean>>; readonly empty: boolean }) {
  const [text, setText] = useState<string>();
  const asked = address("", query);
  useEffect(() => {
    const stop = new AbortController();
    readBeginning(query, stop.signal).then(
      (beginning) => setText(firstItem(beginning)),
      () => stop.signal.aborted || setText(words.peekFailed),
    );
    return () => stop.abort();
  }, [asked]);
  return (
    <section class="card" aria-labelledby="peek-heading">
      <div class="ch">
        <h2 id="peek-heading">{words.firstItem}</h2>
        <span class="right row">{text !== undefined && !empty && <CopyButton text={text} label={words.copy} />}</span>
      </div>
      <pre class="peek" tabIndex={0} dir="ltr">{empty ? words.nothingGoesIn : (text ?? "")}</pre>
    </section>
  );
}
