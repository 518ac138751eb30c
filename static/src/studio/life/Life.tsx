// What the frame of every page says: under the top bar about the connection, the project's life and the host's refusals,
// and at the foot the short messages. Loaded after the first paint, or at once when there is something to say. Nothing here
// moves the focus; what appears is read out politely.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { address, api, EXPIRED, online, refused, tryAgain, waitingChanges } from "../api";
import { Icon } from "../components/Icon";
import "../print.css";
import { Toasts } from "../components/Toasts";
import { watchConnection } from "../connection";
import { clock, information, snow } from "../icons/pages";
import { close, lock, offline } from "../icons/shell";
import { useValue } from "../observe";
import { PAGE_CHUNKS } from "../pages/index";
import { fetchPagesAhead } from "../pages-ahead";
import type { Ended as Gone } from "../session";
import { life as words } from "../strings/life";
import { gallery, studio } from "../studio";
import { toastError } from "../toasts";
import { cover } from "./badge";
import { serverNow } from "./clock";
import Ended from "./Ended";
import { forget, leftoversOf, saveFile, strayKeys } from "./leftovers";
import { ended, frozen, phase, span, spans, visit, watchLife } from "./life";
import { at, day, moment } from "./moments";
import { refusalWords } from "./refusals";
import { useInfo } from "./RefusalState";
import { useNextTry } from "./use-next-try";
import { storageKey } from "../shared/storage-key";
import "./life.css";

export default function Life() {
  const over = useValue(ended);
  useEffect(watchConnection, []);
  useEffect(() => fetchPagesAhead(studio().bootstrap.root, (page) => PAGE_CHUNKS[page]()), []);
  useEffect(() => (studio().bootstrap.session.private ? watchLife() : undefined), []);
  useEffect(() => {
    cover.value = over ? Ended : undefined;
  }, [over]);
  return (
    <>
      <div class="life" role="region" aria-label={words.region} aria-live="polite">
        {!over && (
          <>
            <OfflineBar />
            <GoneBar />
            <EndBar />
            <FrozenBar />
            <ClosedBar />
            <RefusedBar />
          </>
        )}
      </div>
      <Toasts />
    </>
  );
}

interface BarProps {
  readonly icon: string;
  readonly tone?: "warn" | "ok";
  readonly title: string;
  readonly detail?: string;
  readonly children?: ComponentChildren;
}

function Bar({ icon, tone, title, detail, children }: BarProps) {
  return (
    <div class={tone ? `lbar ${tone}` : "lbar"}>
      <Icon path={icon} />
      <span class="txt">
        <b>{title}</b> {detail}
      </span>
      {children && <span class="row">{children}</span>}
    </div>
  );
}

const Download = ({ onTake }: { readonly onTake: () => void }) => (
  <a class="btn sm quiet" href={address("/api/session/download")} download onClick={onTake}>
    {words.download}
  </a>
);

/** While nobody answers. */
function OfflineBar() {
  const connected = useValue(online);
  const waiting = useValue(waitingChanges);
  if (connected) return null;
  return <Bar icon={offline} tone="warn" title={words.offline} detail={waiting === undefined ? words.offlineElsewhere : words.offlineWaiting(waiting)} />;
}

/** From the warning on: when the project is deleted, and what can be done about it. */
function EndBar() {
  const now = useValue(phase);
  const end = useValue(span);
  const [asking, setAsking] = useState(false);
  const [until, setUntil] = useState<number>();
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setTimeout(() => setUntil(undefined), 10_000);
    return () => clearTimeout(timer);
  }, [until]);
  const keep = async (): Promise<void> => {
    setAsking(true);
    try {
      setUntil(await visit());
    } catch (error) {
      toastError(error);
    } finally {
      setAsking(false);
    }
  };
  const keepByButton = (): void => void keep().then(() => bar.current?.focus()); // the button that had the focus is gone
  // what is downloaded is visited: the time begins anew by that too
  const take = (): void => void (end?.because === "idle" && keep());
  const warned = end !== undefined && (now === "warned" || now === "ending");
  if (!warned && until === undefined) return null;
  return (
    <div ref={bar} tabIndex={-1}>
      {until !== undefined ? (
        <Bar icon={clock} tone="ok" title={words.keptUntil(moment(until, serverNow()))} detail={words.keptDetail} />
      ) : end?.because === "age" ? (
        <Bar icon={clock} tone="warn" title={`${words.deleted(at(end.end, serverNow()))}.`} detail={words.oldAge(spans().age)}>
          <Download onTake={take} />
        </Bar>
      ) : (
        <Bar
          icon={clock}
          tone="warn"
          title={now === "ending" ? words.ending : words.deleted(at(end?.end ?? 0, serverNow()))}
          detail={now === "ending" ? words.endingDetail : words.unless}
        >
          <button class="btn sm" disabled={asking} onClick={keepByButton}>
            {asking ? words.keeping : words.keep}
          </button>
          <Download onTake={take} />
        </Bar>
      )}
    </div>
  );
}

/** The project that this browser had is gone: told once, on whatever page comes next. */
function GoneBar() {
  const { session, root } = studio().bootstrap;
  const [shown, setShown] = useState(true);
  // without another project in this browser, work that was not sent can only be of the one that is gone
  const [stray, setStray] = useState(() => (session.ended && session.projects.length === 0 ? strayKeys(root, [storageKey()]) : []));
  if (!session.ended || !shown) return null;
  const left = stray.flatMap(leftoversOf);
  return (
    <Bar icon={information} title={goneTitle(session.ended)} detail={left.length > 0 ? words.leftHere(left.length) : words.goneNext}>
      {left.length > 0 ? (
        <>
          <button class="btn sm" onClick={() => saveFile(`${words.file}.json`, { changes: left })}>
            {words.downloadChanges(left.length)}
          </button>
          <button class="btn sm quiet" onClick={() => { stray.forEach(forget); setStray([]); }}>
            {words.forget}
          </button>
        </>
      ) : (
        <>
          <a class="btn sm" href={gallery()}>{words.templates}</a>
          <a class="btn sm quiet" href={studio().router.href("projects")}>{words.resume}</a>
        </>
      )}
      <button class="ib sm" aria-label={words.dismiss} onClick={() => setShown(false)}>
        <Icon path={close} size={14} />
      </button>
    </Bar>
  );
}

function goneTitle({ when, because }: Gone): string {
  const on = day(Date.parse(when), serverNow());
  const { idle, age } = spans();
  return { idle: () => words.goneIdle(on, idle), age: () => words.goneAge(on, age), deleted: () => words.goneDeleted(on), host: () => words.goneHost(on) }[because]();
}

function FrozenBar() {
  const now = useValue(frozen);
  const error = useValue(refused);
  const waiting = useValue(waitingChanges) ?? 0;
  if (!now && error?.code !== "frozen") return null;
  return <Bar icon={snow} title={words.frozen} detail={[words.frozenDetail, ...(waiting > 0 ? [words.waiting(waiting)] : [])].join(" ")} />;
}

/** For who has no project yet: that none can be begun now. */
function ClosedBar() {
  const { hosting, session } = studio().bootstrap;
  if (hosting?.mode !== "closed" || !session.new) return null;
  return <Bar icon={lock} title={words.closed} detail={hosting.message || words.closedDetail} />;
}

/** What the host refused last. What waits in this browser is tried again; else the notice goes when its time is over. */
function RefusedBar() {
  const error = useValue(refused);
  const waiting = useValue(waitingChanges) ?? 0;
  const info = useInfo(error);
  const told = error !== undefined && error.code !== EXPIRED ? refusalWords(error, { usage: info?.usage, limits: info?.limits }) : undefined;
  const attempt = (): void => {
    if (error?.status === 503) void api.get("/version", undefined, { repeatable: false }).catch(() => undefined);
    if (waiting > 0) tryAgain.value += 1;
    else if (error?.status !== 503) refused.value = undefined;
  };
  const left = useNextTry(told?.wait, error, attempt);
  if (!told || error?.code === "frozen") return null;
  return (
    <Bar icon={told.icon} tone="warn" title={`${told.title}.`} detail={[told.detail, ...(waiting > 0 ? [words.waiting(waiting)] : [])].join(" ")}>
      {told.counted && left !== undefined && (
        <span class="num nb" aria-hidden="true">
          {left > 0 ? words.nextTry(left) : words.trying}
        </span>
      )}
      <button class="btn sm" onClick={attempt}>
        {words.tryNow}
      </button>
    </Bar>
  );
}
