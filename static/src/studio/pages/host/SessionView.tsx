// One session, to be read: its figures, its tasks, and what can be done with it. Nothing of it runs or loads here.
import { CopyButton } from "../../components/Copy";
import { Icon } from "../../components/Icon";
import { Skeleton, State } from "../../components/State";
import { bytes, count } from "../../format";
import { eye, left } from "../../icons/pages";
import { offline } from "../../icons/shell";
import { useSlow } from "../../observe";
import { errors } from "../../strings/errors";
import { hostSessions } from "../../strings/host-sessions";
import { Line } from "./Foreign";
import { FaultNote, Freshness } from "./Freshness";
import { host, type HostSession } from "./host-api";
import { Menu } from "./Menu";
import { go, href } from "./place";
import { entries, freezing } from "./RowActions";
import { Progress, Standing } from "./SessionRow";
import { TaskBrowser } from "./TaskBrowser";
import { moment, since, until } from "./times";
import { usePoll } from "./use-poll";

const words = hostSessions.view;
const LIST = { session: undefined, task: undefined, tasks: 1 };

export function SessionView({ id }: { readonly id: string }) {
  const session = usePoll(id, (signal) => host.session(id, signal));
  const slow = useSlow(session.value === undefined && session.fault === undefined);
  return (
    <main class="page wide host" id="main" tabIndex={-1}>
      <a
        class="back"
        href={href(LIST)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          go(LIST);
        }}
      >
        <Icon path={left} size={14} />
        {words.back}
      </a>
      {session.value ? (
        <>
          <Heading session={session.value} freshness={<Freshness {...session} />} />
          <FaultNote {...session} />
          <Facts session={session.value} />
          {session.value.state === "removed" ? <p class="note">{words.removedTasks}</p> : <TaskBrowser session={session.value} />}
        </>
      ) : session.fault ? (
        <State icon={offline} tone="bad" title={session.fault.silent ? errors.page : words.gone} detail={session.fault.silent ? session.fault.message : words.goneDetail}>
          <button class="btn" onClick={() => void session.again()}>{errors.tryAgain}</button>
        </State>
      ) : slow ? (
        <Skeleton blocks={2} />
      ) : null}
    </main>
  );
}

function Heading({ session, freshness }: { readonly session: HostSession; readonly freshness: preact.JSX.Element }) {
  const { title, icon, run } = freezing(session);
  return (
    <div class="head">
      <div class="grow">
        <h1 class="session-name"><Line text={session.title} longest={300} /></h1>
        <p class="row wrap">
          <Standing session={session} now={new Date()} />
          <span class="pill line" title={words.readOnlyDetail}><Icon path={eye} />{words.readOnly}</span>
          <code class="whole-id">{session.id}</code>
          <CopyButton text={session.id} label={hostSessions.action.copyId} />
        </p>
      </div>
      <div class="actions">
        {freshness}
        {session.state !== "removed" && (
          <>
            <button class="btn" onClick={run}><Icon path={icon} />{title}</button>
            <Menu label={hostSessions.actionsFor(session.id.slice(0, 8))} heading={<Line text={session.title} />} entries={entries(session).slice(1)} />
          </>
        )}
      </div>
    </div>
  );
}

function Facts({ session }: { readonly session: HostSession }) {
  const now = new Date();
  const { expires_at: end, expires_because: because } = session;
  const fact = words.fact;
  const rows: readonly (readonly [string, preact.ComponentChild])[] = [
    [fact.done, <Progress key="progress" session={session} />],
    [fact.annotations, count(session.total_annotations_number)],
    [fact.size, bytes(session.bytes)],
    [fact.uploads, count(session.uploads)],
    [fact.created, <Moment key="created" value={session.created_at} beside={since(session.created_at, now)} now={now} />],
    [fact.lastSeen, <Moment key="seen" value={session.last_seen_at} beside={since(session.last_seen_at, now)} now={now} />],
    [fact.ends, end === null ? words.never : <Moment key="end" value={end} beside={until(end, now) + (because ? words.why[because] : "")} now={now} />],
    [fact.resume, session.has_resume_code ? words.hasCode : words.noCode],
  ];
  return (
    <section class="card facts" aria-label={words.facts}>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Moment({ value, beside, now }: { readonly value: string; readonly beside: string; readonly now: Date }) {
  return (
    <>
      <time dateTime={value}>{moment(value, now)}</time> <small>{beside}</small>
    </>
  );
}
