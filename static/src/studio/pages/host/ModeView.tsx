// Who may come in: open, closed to new sessions, maintenance; what is said to who is turned away, and the banner.
import { useEffect, useId, useState } from "preact/hooks";
import { confirm, ConfirmDialog } from "../../components/Confirm";
import { Skeleton, State } from "../../components/State";
import { offline } from "../../icons/shell";
import { useSlow } from "../../observe";
import { errors } from "../../strings/errors";
import { host as hostWords } from "../../strings/host";
import { toast, toastError } from "../../toasts";
import { FaultNote } from "./Freshness";
import { host, type Mode, type ModeState, type Overview } from "./host-api";
import { somethingChanged, usePoll } from "./use-poll";

const words = hostWords.mode;
const MODES: readonly Mode[] = ["open", "closed", "maintenance"];

export function ModeView() {
  const overview = usePoll("overview", (signal) => host.overview(signal));
  const slow = useSlow(overview.value === undefined && overview.fault === undefined);
  return (
    <main class="page host narrow" id="main" tabIndex={-1}>
      <div class="head">
        <div>
          <h1>{hostWords.heading.mode}</h1>
          <p>{words.lead}</p>
        </div>
      </div>
      <FaultNote {...overview} />
      {overview.value ? <ModeForm now={overview.value} /> : overview.fault ? (
        <State icon={offline} tone="bad" title={errors.page} detail={overview.fault.message}>
          <button class="btn" onClick={() => void overview.again()}>{errors.tryAgain}</button>
        </State>
      ) : slow ? <Skeleton blocks={2} /> : null}
      <ConfirmDialog />
    </main>
  );
}

const same = (one: ModeState, other: ModeState): boolean => one.mode === other.mode && one.message === other.message && one.banner === other.banner;
const stateOf = ({ mode, message, banner }: ModeState): ModeState => ({ mode, message, banner });

function ModeForm({ now }: { readonly now: Overview }) {
  const id = useId();
  const [wanted, setWanted] = useState(() => stateOf(now));
  const [known, setKnown] = useState(() => stateOf(now));
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    // changed by somebody else: taken over where nothing was typed
    if (same(known, now)) return;
    if (same(wanted, known)) setWanted(stateOf(now));
    setKnown(stateOf(now));
  }, [now]);
  const changed = !same(wanted, known);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!changed || busy || !(await allowed(known.mode, wanted.mode, now.sessions.active_last_hour))) return;
    setBusy(true);
    try {
      await host.setMode(wanted);
      setKnown(wanted);
      toast(words.saved);
      somethingChanged();
    } catch (error) {
      toastError(error);
    }
    setBusy(false);
  };
  return (
    <form class="card set mode-form" onSubmit={(event) => void save(event)}>
      <fieldset>
        <legend class="label">{words.legend}</legend>
        {MODES.map((mode) => (
          <label key={mode} class="choice">
            <input class="check" type="radio" name="mode" value={mode} checked={wanted.mode === mode} onChange={() => setWanted({ ...wanted, mode })} />
            <span>
              <b>{words.names[mode]}</b> {known.mode === mode && <span class="pill">{words.now}</span>}
              <small>{words.means[mode]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`${id}-message`}>{words.message}</label>
        <textarea id={`${id}-message`} class="in" rows={2} maxLength={500} value={wanted.message} aria-describedby={`${id}-message-hint`} onInput={(event) => setWanted({ ...wanted, message: event.currentTarget.value })} />
        <p class="hint" id={`${id}-message-hint`}>{words.messageHint}</p>
      </div>
      <div class="field">
        <label for={`${id}-banner`}>{words.banner}</label>
        <input id={`${id}-banner`} class="in" maxLength={300} value={wanted.banner} aria-describedby={`${id}-banner-hint`} onInput={(event) => setWanted({ ...wanted, banner: event.currentTarget.value })} />
        <p class="hint" id={`${id}-banner-hint`}>{words.bannerHint}</p>
      </div>
      <div class="row end">
        <span class="small muted" role="status">{busy ? words.saving : changed ? words.unsaved : ""}</span>
        <button class="btn primary" aria-disabled={!changed || busy}>{words.save}</button>
      </div>
    </form>
  );
}

/** Maintenance stops everybody's work: it is asked once more. */
function allowed(from: Mode, to: Mode, active: number): Promise<boolean> {
  if (to !== "maintenance" || from === "maintenance") return Promise.resolve(true);
  return confirm({ title: words.confirmTitle, detail: words.confirmDetail(active), yes: words.confirmYes, no: words.confirmNo, danger: true });
}
