// Exports that the server makes and keeps: what is under way with its progress, and a table of those that are there.
import { address } from "../../api";
import { confirm, ConfirmDialog } from "../../components/Confirm";
import { Icon } from "../../components/Icon";
import { Bar } from "../../components/State";
import { ago, bytes, count, dateTime } from "../../format";
import { trash } from "../../icons/pages";
import { close, importing as downloading, warning } from "../../icons/shell";
import { errors } from "../../strings/errors";
import { keptExports as words } from "../../strings/kept-exports";
import type { Project } from "../../types";
import { fileMark } from "./file-mark";
import { isRunning, keptBody, MOST, useKept, type Kept, type KeptExports as KeptList } from "./kept";
import type { Export } from "./use-export";
import "./kept.css";

export interface KeptProps {
  readonly own: Project;
  readonly out: Export;
}

export default function KeptExports({ own, out }: KeptProps) {
  const kept = useKept();
  const list = kept.list ?? [];
  const full = list.length >= MOST;
  const number = Math.max(0, ...list.map((one) => one.id)) + 1;
  const make = (): void => void kept.make(keptBody(out.wanted, out.chosen, words.title(own.title.trim() || words.fallbackTitle, number)));
  const running = list.filter(isRunning);
  const ended = list.filter((one) => !isRunning(one));
  return (
    <section class="card kept" aria-labelledby="kept-heading">
      <div class="ch">
        <h2 id="kept-heading">{words.heading}</h2>
        <span class="small hide-s">{words.asLong}</span>
        <button class="btn sm right" disabled={full || kept.asking || kept.list === undefined || out.count === 0} onClick={make}>{words.make}</button>
      </div>
      {kept.problem !== undefined && kept.list === undefined && (
        <p class="note bad-text" role="alert">{words.failed} {kept.problem} <button class="btn sm" onClick={kept.load}>{errors.tryAgain}</button></p>
      )}
      {kept.list?.length === 0 && <p class="note"><b>{words.none}</b> {words.noneDetail}</p>}
      {full && <p class="note">{words.full(MOST)}</p>}
      {running.map((one) => <Running key={one.id} one={one} kept={kept} />)}
      {ended.length > 0 && <Ended list={ended} kept={kept} />}
      <span class="sr" role="status">{kept.ready === undefined ? "" : words.ready(kept.ready)}</span>
      <ConfirmDialog />
    </section>
  );
}

function Running({ one, kept }: { readonly one: Kept; readonly kept: KeptList }) {
  const { done, total } = one.progress;
  const part = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div class="job">
      <span class="ft" aria-hidden="true">{fileMark(one.export_type)}</span>
      <span class="strong clip" title={one.title}><bdi>{one.title}</bdi></span>
      <span class="row">
        <span class="small num strong">{Math.floor(part * 100)} %</span>
        <button class="ib sm" aria-label={words.stop(one.title)} title={words.stop(one.title)} onClick={() => void kept.remove(one.id)}><Icon path={close} size={14} /></button>
      </span>
      <Bar part={part} label={one.title} />
      <span class="sub num">{total > 0 && done >= total ? words.packing : words.progress(done, total)}</span>
    </div>
  );
}

function Ended({ list, kept }: { readonly list: readonly Kept[]; readonly kept: KeptList }) {
  return (
    <div class="twrap">
      <table class="t tight snap">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.format}</th>
            <th scope="col">{words.made}</th>
            <th scope="col" class="n">{words.tasks}</th>
            <th scope="col" class="n">{words.annotations}</th>
            <th scope="col" class="n">{words.size}</th>
            <th scope="col">{words.since}</th>
            <th scope="col"><span class="sr">{words.actions}</span></th>
          </tr>
        </thead>
        <tbody>{list.map((one) => <Row key={one.id} one={one} kept={kept} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ one, kept }: { readonly one: Kept; readonly kept: KeptList }) {
  const made = new Date(one.created_at);
  const failed = one.status === "failed";
  const remove = async (): Promise<void> => {
    const question = { title: words.removeTitle(one.title), detail: words.removeDetail, yes: words.removeYes, no: words.removeNo, danger: true };
    if (failed || (await confirm(question))) await kept.remove(one.id);
  };
  return (
    <tr>
      <td class="of"><span class="strong clip"><bdi>{one.title}</bdi></span>{failed && <small class="bad-text">{one.detail}</small>}</td>
      <td><span class="small">{one.export_type}</span></td>
      <td class="hide-s muted"><time dateTime={one.created_at} title={dateTime(made)}>{ago(made)}</time></td>
      <td class="n hide-s">{failed ? "" : count(one.counters.task_number)}</td>
      <td class="n hide-s">{failed ? "" : count(one.counters.annotation_number)}</td>
      <td class="n hide-s">{failed ? "" : bytes(one.size)}</td>
      <td>{failed ? <span class="pill bad"><Icon path={warning} />{words.notMade}</span> : <Since newer={one.newer} />}</td>
      <td class="n do">
        {!failed && (
          <a class="btn sm" href={address(`/api/projects/1/exports/${one.id}/download`)} download aria-label={words.downloadOf(one.title)}>
            <Icon path={downloading} size={14} />{words.download}
          </a>
        )}
        <button class="ib sm" aria-label={words.remove(one.title)} title={words.remove(one.title)} onClick={() => void remove()}><Icon path={trash} size={14} /></button>
      </td>
    </tr>
  );
}

function Since({ newer }: { readonly newer: number }) {
  if (newer === 0) return <span class="pill">{words.same}</span>;
  return <span class="pill line">{newer > 0 ? words.newer(newer) : words.fewer(-newer)}</span>;
}
