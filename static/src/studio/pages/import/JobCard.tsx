// One import: its progress, then its report.
import { Icon } from "../../components/Icon";
import { Bar } from "../../components/State";
import { count } from "../../format";
import { check, close, warning } from "../../icons/shell";
import { useNextTry } from "../../life/use-next-try";
import { importing as words } from "../../strings/import";
import { studio } from "../../studio";
import type { ImportJobs, Job, Refusal } from "./jobs";

export interface JobCardProps {
  readonly job: Job;
  /** the one that runs now */
  readonly before: Job | undefined;
  readonly jobs: ImportJobs;
}

export function JobCard({ job, before, jobs }: JobCardProps) {
  const { state } = job;
  const refusals = state.kind === "refused" ? state.refusals : state.kind === "done" ? state.answer.refusals : [];
  const refused = state.kind === "refused" ? state.count : state.kind === "done" ? state.answer.refused_count : 0;
  return (
    <section class="card" aria-label={job.name}>
      <div class="job">
        <span class="ft" aria-hidden="true">{job.kind}</span>
        <span class="strong clip" title={job.name}>{job.name}</span>
        <Badge job={job} jobs={jobs} />
        {state.kind === "sending" && <Bar part={state.total === 0 ? 0 : state.sent / state.total} label={job.name} />}
        <span class="sub num">{sentence(job, before)}</span>
      </div>
      <Figures job={job} jobs={jobs} />
      {refusals.length > 0 && <Refusals refusals={refusals} more={refused - refusals.length} files={job.files.length} />}
    </section>
  );
}

function sentence({ state }: Job, before: Job | undefined): string {
  switch (state.kind) {
    case "waiting":
      return before ? words.waitingFor(before.name) : words.next;
    case "sending":
      return state.sent < state.total ? words.sending(state.sent, state.total) : words.reading;
    case "done":
      return words.finished(state.answer.duration);
    case "refused":
      return words.refusedDetail(state.count);
    case "failed":
      return state.reason;
    case "stopped":
      return words.stopped;
  }
}

function Badge({ job, jobs }: { readonly job: Job; readonly jobs: ImportJobs }) {
  const { state } = job;
  const running = state.kind === "sending";
  const percent = running && state.total > 0 ? Math.floor((state.sent / state.total) * 100) : 0;
  return (
    <span class="row">
      {running && <span class="small num strong">{percent} %</span>}
      {state.kind === "waiting" && <span class="pill line">{words.next}</span>}
      {state.kind === "done" && state.answer.refused_count === 0 && <span class="pill ok"><Icon path={check} />{count(state.answer.task_count)}</span>}
      {state.kind === "done" && state.answer.refused_count > 0 && <span class="pill warn"><Icon path={warning} />{words.left(state.answer.refused_count)}</span>}
      {(state.kind === "refused" || state.kind === "failed") && (
        <span class="pill bad"><Icon path={warning} />{state.kind === "failed" && state.full ? words.full[state.full] : words.refused}</span>
      )}
      <button class="ib sm" aria-label={running ? words.stop(job.name) : words.remove(job.name)} onClick={() => jobs.stop(job)}>
        <Icon path={close} size={14} />
      </button>
    </span>
  );
}

function Figures({ job, jobs }: { readonly job: Job; readonly jobs: ImportJobs }) {
  const { state } = job;
  if (state.kind === "refused") {
    return (
      <div class="sum">
        <div class="b"><b>{count(state.count)}</b>{words.leftOut}</div>
        <div class="right row"><button class="btn" onClick={() => jobs.importRest(job)}>{words.rest}</button></div>
      </div>
    );
  }
  if (state.kind === "failed" || state.kind === "stopped") {
    return (
      <div class="sum">
        <div class="row">
          <button class="btn sm" onClick={() => jobs.again(job)}>{words.tryAgain}</button>
          {state.kind === "failed" && state.full === "project" && <a class="btn sm quiet" href={studio().router.href("settings", {}, "kept")}>{words.space}</a>}
          {state.kind === "failed" && state.again !== undefined && <NextTry seconds={state.again} attempt={() => jobs.again(job)} />}
        </div>
      </div>
    );
  }
  if (state.kind !== "done") return null;
  const { answer } = state;
  return (
    <div class="sum">
      <div><b>{count(answer.task_count)}</b>{words.added}</div>
      {answer.annotation_count > 0 && <div><b>{count(answer.annotation_count)}</b>{words.withAnnotations}</div>}
      {answer.prediction_count > 0 && <div><b>{count(answer.prediction_count)}</b>{words.withPredictions}</div>}
      {answer.refused_count > 0 && <div class="b"><b>{count(answer.refused_count)}</b>{words.leftOut}</div>}
    </div>
  );
}

/** The host refused it for a while: it is sent again when that is over. */
function NextTry({ seconds, attempt }: { readonly seconds: number; readonly attempt: () => void }) {
  const left = useNextTry(seconds, undefined, attempt);
  return <span class="saved busy num" aria-hidden="true">{words.nextTry(left ?? seconds)}</span>;
}

function Refusals({ refusals, more, files }: { readonly refusals: readonly Refusal[]; readonly more: number; readonly files: number }) {
  return (
    <div class="twrap">
      <table class="t tight">
        <thead>
          <tr>
            <th>{files > 1 ? words.source : words.line}</th>
            <th>{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.map((refusal, index) => (
            <tr key={index}>
              <td class="num">{files > 1 ? (refusal.source ?? "") : refusal.line ? count(refusal.line) : "–"}</td>
              <td>{refusal.reason}</td>
            </tr>
          ))}
          {more > 0 && (
            <tr>
              <td />
              <td class="muted">{words.more(more)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
