// One session in the table.
import { Bar } from "../../components/State";
import { bytes } from "../../format";
import { hostSessions as words } from "../../strings/host-sessions";
import { Line } from "./Foreign";
import type { HostSession } from "./host-api";
import { go, href } from "./place";
import { RowActions } from "./RowActions";
import { standing } from "./standing";
import { moment, since } from "./times";

export function SessionRow({ session, now }: { readonly session: HostSession; readonly now: Date }) {
  const removed = session.state === "removed";
  return (
    <tr>
      <td class="who">
        <div>
          <SessionLink session={session} />
          <code class="id">{session.id.slice(0, 8)}</code>
        </div>
      </td>
      <td class="st"><Standing session={session} now={now} /></td>
      <td class="done"><Progress session={session} /></td>
      <td class="n size">{removed ? "" : bytes(session.bytes)}</td>
      <td class="n faint age"><Moment value={session.created_at} now={now} /></td>
      <td class="n faint seen"><span class="in-card">{words.columns.last_seen} </span><Moment value={session.last_seen_at} now={now} /></td>
      <td class="acts">{!removed && <RowActions session={session} />}</td>
    </tr>
  );
}

/** What was removed cannot be opened any more. The address is made of the id alone, which is ours. */
function SessionLink({ session }: { readonly session: HostSession }) {
  if (session.state === "removed") return <span class="clip name"><Line text={session.title} /></span>;
  const target = { session: session.id, task: undefined, tasks: 1 };
  return (
    <a
      class="clip name"
      href={href(target)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(target);
      }}
    >
      <Line text={session.title} />
    </a>
  );
}

export function Standing({ session, now }: { readonly session: HostSession; readonly now: Date }) {
  const { text, tone } = standing(session, now);
  return <span class={tone === "plain" ? "pill" : `pill ${tone}`}>{text}</span>;
}

export function Progress({ session: { task_number: all, finished_task_number: done, state } }: { readonly session: HostSession }) {
  if (state === "removed") return null;
  if (all === 0) return <span class="faint small">{words.noTasks}</span>;
  return (
    <span class="progress">
      <Bar part={done / all} label={words.progressLabel(done, all)} />
      <span class="num small">{words.progress(done, all)}</span>
    </span>
  );
}

function Moment({ value, now }: { readonly value: string; readonly now: Date }) {
  return <time dateTime={value} title={moment(value, now)}>{since(value, now)}</time>;
}

