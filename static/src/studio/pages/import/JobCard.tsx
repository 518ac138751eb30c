// One import: its progress, its mapping, then its report.
import { Icon } from "../../components/Icon";
import { Lazy } from "../../components/Lazy";
import { Bar } from "../../components/State";
import { count } from "../../format";
import { folder } from "../../icons/import";
import { check, close, warning } from "../../icons/shell";
import { useNextTry } from "../../life/use-next-try";
import { importing as words } from "../../strings/import";
import { studio } from "../../studio";
import { isFolder } from "./batches";
import { isRunning, leftOut, partOf, type Job } from "./job";
import { sentenceOf } from "./job-sentence";
import { ChooseFolder } from "./ChooseFolder";
import type { ImportQueue } from "./queue";
import { DoneFigures, Refusals, RefusedFigures } from "./Report";

export interface JobCardProps {
  readonly job: Job;
  /** the one that runs now */
  readonly before: Job | undefined;
  readonly queue: ImportQueue;
}

export function JobCard({ job, before, queue }: JobCardProps) {
  const { state } = job;
  const left = leftOut(job);
  const part = partOf(job);
  return (
    <section class="card" aria-label={job.name}>
      <div class="job">
        <span class="ft" aria-hidden="true">{isFolder(job) ? <Icon path={folder} /> : job.kind}</span>
        <span class="strong clip" title={job.name}><bdi>{job.name}</bdi></span>
        <Badge job={job} queue={queue} />
        {part !== undefined && <Bar part={part} label={job.name} />}
        {part === undefined && (state.kind === "reading" || state.kind === "fetching") && <div class="bar unknown" role="progressbar" aria-label={job.name}><i /></div>}
        <span class="sub num">{sentenceOf(job, before)}</span>
      </div>
      {state.kind === "mapping" && <Lazy load={() => import("./MappingCard")} props={{ job, found: state.preview, start: state.mapping, queue }} />}
      {state.kind === "interrupted" && <GoOn job={job} queue={queue} />}
      {state.kind === "refused" && <RefusedFigures job={job} queue={queue} refused={state} />}
      {(state.kind === "failed" || state.kind === "stopped") && <Retry job={job} queue={queue} />}
      {state.kind === "done" && !state.undone && <DoneFigures job={job} queue={queue} answer={state.answer} />}
      {left.refusals.length > 0 && <Refusals refusals={left.refusals} more={left.count - left.refusals.length} files={job.files.length} />}
    </section>
  );
}

function Badge({ job, queue }: { readonly job: Job; readonly queue: ImportQueue }) {
  const { state } = job;
  const part = partOf(job);
  const running = isRunning(job);
  return (
    <span class="row">
      {part !== undefined && <span class="small num strong">{Math.floor(part * 100)} %</span>}
      {state.kind === "waiting" && <span class="pill line">{words.next}</span>}
      {state.kind === "done" && !state.undone && state.answer.refused_count === 0 && <span class="pill ok"><Icon path={check} />{count(state.answer.task_count)}</span>}
      {state.kind === "done" && !state.undone && state.answer.refused_count > 0 && <span class="pill warn"><Icon path={warning} />{words.left(state.answer.refused_count)}</span>}
      {(state.kind === "refused" || state.kind === "failed") && (
        <span class="pill bad"><Icon path={warning} />{state.kind === "failed" && state.full ? words.full[state.full] : words.refused}</span>
      )}
      <button class="ib sm" aria-label={running ? words.stop(job.name) : words.remove(job.name)} onClick={() => void queue.stop(job)}>
        <Icon path={close} size={14} />
      </button>
    </span>
  );
}

function Retry({ job, queue }: { readonly job: Job; readonly queue: ImportQueue }) {
  const { state } = job;
  if (state.kind === "failed" && state.file) return null;
  if (state.kind === "failed" && state.config !== undefined) return <Lazy load={() => import("./ProposedConfig")} props={{ job, config: state.config, queue }} />;
  return (
    <div class="sum">
      <div class="row">
        {(job.files.length > 0 || job.address !== undefined) && <button class="btn sm" onClick={() => queue.again(job)}>{words.tryAgain}</button>}
        {state.kind === "failed" && state.full === "project" && <a class="btn sm quiet" href={studio().router.href("settings", {}, "kept")}>{words.space}</a>}
        {state.kind === "failed" && state.again !== undefined && <NextTry seconds={state.again} attempt={() => queue.again(job)} />}
      </div>
    </div>
  );
}

/** A browser cannot open by itself what was chosen in an earlier visit. */
function GoOn({ job, queue }: { readonly job: Job; readonly queue: ImportQueue }) {
  return (
    <div class="sum">
      <div class="row">
        {isFolder(job) ? (
          <ChooseFolder title={words.chooseFolderAgain} class="btn sm" onFolder={(chosen) => void queue.goOnWithFolder(job, chosen)} />
        ) : (
          <ChooseFile onFile={(file) => void queue.goOn(job, file)} />
        )}
      </div>
      {job.state.kind === "interrupted" && job.state.reason !== undefined && <span class="small bad-text" role="alert">{job.state.reason}</span>}
    </div>
  );
}

function ChooseFile({ onFile }: { readonly onFile: (file: File) => void }) {
  return (
    <label class="btn sm">
      {words.chooseAgain}
      <input
        type="file"
        class="sr"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}

/** The host refused it for a while: it is sent again when that is over. */
function NextTry({ seconds, attempt }: { readonly seconds: number; readonly attempt: () => void }) {
  const left = useNextTry(seconds, undefined, attempt);
  return <span class="saved busy num" aria-hidden="true">{words.nextTry(left ?? seconds)}</span>;
}
