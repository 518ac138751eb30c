// Is it well, and who uses what: alerts, four figures, the sessions, health and refusals.
import { Icon } from "../../components/Icon";
import { Skeleton, State } from "../../components/State";
import { close, check, offline } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { host as words } from "../../strings/host";
import { hostSessions } from "../../strings/host-sessions";
import { deletedNote } from "./actions";
import { AlertStrip } from "./AlertStrip";
import { Figures } from "./Figures";
import { FaultNote, Freshness } from "./Freshness";
import { Health } from "./Health";
import { host, type History, type Overview } from "./host-api";
import { lastHour } from "./last-hour";
import { Refusals } from "./Refusals";
import { SessionTable } from "./SessionTable";
import { span } from "./times";
import { usePoll } from "./use-poll";

const HISTORY_EVERY = 60_000;

export function SessionsView() {
  const overview = usePoll("overview", (signal) => host.overview(signal));
  const day = usePoll("24", (signal) => host.history(24, signal), { every: HISTORY_EVERY });
  const deleted = useValue(deletedNote);
  const slow = useSlow(overview.value === undefined && overview.fault === undefined);
  const now = overview.value;
  return (
    <main class="page wide host" id="main" tabIndex={-1}>
      <div class="head">
        <div>
          <h1>{words.heading.sessions}</h1>
          <p class="num">{now ? words.up(span(Date.now() - Date.parse(now.started_at)), now.version, now.workers) : " "}</p>
        </div>
        <div class="actions">
          {now && now.mode !== "open" && <span class="pill warn">{words.mode.pill[now.mode]}</span>}
          <Freshness {...overview} />
        </div>
      </div>
      <FaultNote {...overview} />
      <div role="status">
        {deleted !== "" && (
          <div class="note ok fault">
            <Icon path={check} />
            <span class="grow deleted"><bdi>{deleted}</bdi></span>
            <button class="ib sm" aria-label={hostSessions.remove.close} onClick={() => (deletedNote.value = "")}>
              <Icon path={close} size={14} />
            </button>
          </div>
        )}
      </div>
      {now ? <Shown now={now} day={day.value} /> : overview.fault ? (
        <State icon={offline} tone="bad" title={overview.fault.silent ? words.silentFirst : overview.fault.message} detail={words.silentDetail}>
          <button class="btn" onClick={() => void overview.again()}>{words.tryNow}</button>
        </State>
      ) : slow ? <Skeleton blocks={3} /> : null}
    </main>
  );
}

function Shown({ now, day }: { readonly now: Overview; readonly day: History | undefined }) {
  const hour = day && lastHour(day);
  return (
    <>
      <AlertStrip overview={now} hour={hour} />
      <Figures overview={now} hour={hour} day={day} />
      <div class="hostgrid">
        <SessionTable />
        <div class="stack">
          <Health checks={now.checks} />
          <Refusals refusals={now.refusals} since={now.started_at} />
        </div>
      </div>
    </>
  );
}
