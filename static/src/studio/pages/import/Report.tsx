// What an import brought and what it left, and what can be done about either.
import { useState } from "preact/hooks";
import { address, ApiError } from "../../api";
import { confirm } from "../../components/Confirm";
import { count } from "../../format";
import { importing as words } from "../../strings/import";
import { shell } from "../../strings/shell";
import { studio } from "../../studio";
import { toast, toastError } from "../../toasts";
import { isArchive } from "./batches";
import { importApi, type ImportAnswer, type Refusal } from "./import-api";
import { isHeading, type Job, type JobState } from "./job";
import type { ImportQueue } from "./queue";

/** The query of the table that shows what an import brought: the tasks of its file; of pictures, which come in batches, the newest first. */
function broughtBy({ server, name }: Job): string {
  const items = server === undefined ? [] : [{ filter: "filter:tasks:file_upload", operator: "equal", type: "String", value: name }];
  return JSON.stringify({ filters: { conjunction: "and", items }, ordering: ["-tasks:id"] });
}

interface OfJob {
  readonly job: Job;
  readonly queue: ImportQueue;
}

export function DoneFigures({ job, queue, answer }: OfJob & { readonly answer: ImportAnswer }) {
  return (
    <div class="sum">
      <div><b>{count(answer.task_count)}</b>{words.added(answer.task_count)}</div>
      {answer.annotation_count > 0 && <div><b>{count(answer.annotation_count)}</b>{words.withAnnotations(answer.annotation_count)}</div>}
      {answer.prediction_count > 0 && <div><b>{count(answer.prediction_count)}</b>{words.withPredictions(answer.prediction_count)}</div>}
      {answer.refused_count > 0 && <div class="b"><b>{count(answer.refused_count)}</b>{words.leftOut(answer.refused_count)}</div>}
      <div class="right row">
        {answer.refused_count > 0 && <Download job={job} rows={answer.refused_count} />}
        {answer.task_count > 0 && <a class="btn sm quiet" href={studio().router.href("data", { q: broughtBy(job) })}>{words.seeThem}</a>}
        {job.server !== undefined && <Undo job={job} queue={queue} />}
      </div>
    </div>
  );
}

/** What to do about it: the rest is offered only where there is one. */
export function RefusedFigures({ job, queue, refused }: OfJob & { readonly refused: JobState & { readonly kind: "refused" } }) {
  const heading = isHeading(refused.refusals);
  const rest = refused.tasks > 0;
  const remap = job.files.length <= 1 && job.server !== undefined && !isArchive(job);
  if (heading && !remap) return null;
  return (
    <div class="sum">
      {!heading && <div class="b"><b>{count(refused.count)}</b>{words.leftOut(refused.count)}</div>}
      <div class="right row">
        {!heading && <Download job={job} rows={refused.count} />}
        {remap && <button class={rest ? "btn sm quiet" : "btn sm primary"} onClick={() => queue.remap(job)}>{words.remap}</button>}
        {rest && <button class="btn sm" onClick={() => queue.importRest(job)}>{words.rest}</button>}
      </div>
    </div>
  );
}

function Download({ job, rows }: { readonly job: Job; readonly rows: number }) {
  if (job.server === undefined) return null;
  return (
    <>
      <a class="btn sm" download href={address(importApi.refusedRows(job.server, "csv"))}>{words.download(rows)}</a>
      <a class="btn sm quiet" download href={address(importApi.refusedRows(job.server, "json"))}>{words.asJson}</a>
    </>
  );
}

function Undo({ job, queue }: OfJob) {
  const [working, setWorking] = useState(false);
  const undo = async (force: boolean): Promise<void> => {
    if (job.server === undefined) return;
    setWorking(true);
    try {
      const { deleted, undo: redo } = await importApi.undo(job.server, force);
      queue.markUndone(job, true);
      const run = (): void => void importApi.redo(redo ?? "").then(() => queue.markUndone(job, false), toastError);
      toast(words.undoneToast(deleted), redo === null ? {} : { action: { title: shell.undo, run } });
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "import-in-use")) return toastError(error);
      const { annotations = 0, drafts = 0 } = error.body as { annotations?: number; drafts?: number };
      if (await confirm({ title: words.undoTitle, detail: words.undoDetail(annotations, drafts), yes: words.undoYes, no: words.undoNo, danger: true })) await undo(true);
    } finally {
      setWorking(false);
    }
  };
  return <button class="btn sm quiet" disabled={working} onClick={() => void undo(false)}>{working ? words.undoing : words.undo}</button>;
}

/** "labels/a.txt:7"; a first line is not told, as it stands for whole files too. */
const place = ({ source, line }: Refusal): string => `${source ?? ""}${line && line > 1 ? `:${line}` : ""}`;

export function Refusals({ refusals, more, files }: { readonly refusals: readonly Refusal[]; readonly more: number; readonly files: number }) {
  const content = refusals.some((refusal) => refusal.content);
  const named = files > 1 || refusals.some(({ source }) => source); // of several files, or of an archive
  const why = isHeading(refusals) ? words.whyHeading : words.why;
  return (
    <div class="twrap" tabIndex={0} role="region" aria-label={why}>
      <table class="t tight">
        <thead>
          <tr>
            <th>{named ? words.source : words.line}</th>
            <th>{why}</th>
            {content && <th class="hide-s">{words.stands}</th>}
          </tr>
        </thead>
        <tbody>
          {refusals.map((refusal, index) => (
            <tr key={index}>
              <td class={named ? "" : "num"}>{named ? <bdi>{place(refusal)}</bdi> : refusal.line ? count(refusal.line) : "–"}</td>
              <td>{refusal.reason}</td>
              {content && <td class="hide-s">{refusal.content && <code class="faint"><bdi>{refusal.content}</bdi></code>}</td>}
            </tr>
          ))}
          {more > 0 && (
            <tr>
              <td />
              <td class="muted" colSpan={content ? 2 : 1}>{words.more(more)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
