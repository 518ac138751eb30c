// The dialogs about one session: extend, resume code, delete.
import { useId, useState } from "preact/hooks";
import { address } from "../../api";
import { CopyButton } from "../../components/Copy";
import { Dialog } from "../../components/Dialog";
import { bytes } from "../../format";
import { useValue } from "../../observe";
import { hostSessions as words } from "../../strings/host-sessions";
import { toastError } from "../../toasts";
import { closeDialog, dialog, extend, remove } from "./actions";
import { Line } from "./Foreign";
import { host, type HostSession } from "./host-api";
import { go, place } from "./place";
import { moment } from "./times";

const DIALOGS = { extend: ExtendDialog, resume: ResumeDialog, remove: RemoveDialog } as const;

/** The dialog that is open now, if any. */
export function ActionDialogs() {
  const open = useValue(dialog);
  if (!open) return null;
  const Shown = DIALOGS[open.kind];
  return <Shown key={open.kind + open.session.id} session={open.session} />;
}

interface DialogProps {
  readonly session: HostSession;
}

function Which({ session }: DialogProps) {
  return (
    <p class="which">
      <b><Line text={session.title} longest={80} /></b> <code>{session.id.slice(0, 8)}</code>
    </p>
  );
}

const PRESETS = [1, 7, 30];
const DAY = 86_400_000;

function ExtendDialog({ session }: DialogProps) {
  const id = useId();
  const [days, setDays] = useState("7");
  const number = Number(days);
  const good = Number.isInteger(number) && number >= 1 && number <= 365;
  const send = (event: Event): void => {
    event.preventDefault();
    if (!good) return;
    closeDialog();
    void extend(session, number);
  };
  const now = new Date();
  const end = session.expires_at === null ? undefined : Date.parse(session.expires_at);
  const later = end === undefined || !good ? end : Math.max(end, now.getTime()) + number * DAY;
  return (
    <Dialog title={words.extend.title} onClose={closeDialog}>
      <form onSubmit={send} noValidate>
        <Which session={session} />
        <p>{words.extend.detail} {end === undefined || later === undefined ? words.extend.never : words.extend.now(moment(end, now), moment(later, now))}</p>
        <div class="row days">
          <label for={id} class="label">{words.extend.days}</label>
          <input id={id} data-safe class="in" type="number" inputMode="numeric" min={1} max={365} value={days} aria-describedby={`${id}-range`} aria-invalid={!good} onInput={(event) => setDays(event.currentTarget.value)} />
          {PRESETS.map((preset) => (
            <button key={preset} type="button" class="btn sm" aria-pressed={number === preset} onClick={() => setDays(String(preset))}>{words.extend.preset(preset)}</button>
          ))}
        </div>
        <p id={`${id}-range`} class={good ? "small" : "small not-good"}>{words.extend.range}</p>
        <div class="answers">
          <button type="button" class="btn" onClick={closeDialog}>{words.extend.no}</button>
          <button class="btn primary" aria-disabled={!good}>{words.extend.yes}</button>
        </div>
      </form>
    </Dialog>
  );
}

function ResumeDialog({ session }: DialogProps) {
  const [code, setCode] = useState<string>();
  const make = (): void => void host.resumeCode(session.id).then((made) => setCode(made.code), toastError);
  return (
    <Dialog title={words.resume.title} onClose={closeDialog}>
      <Which session={session} />
      {code === undefined ? (
        <>
          <p>{words.resume.detail} {session.has_resume_code && words.resume.replaces}</p>
          <div class="answers">
            <button class="btn" data-safe onClick={closeDialog}>{words.resume.no}</button>
            <button class="btn primary" onClick={make}>{words.resume.make}</button>
          </div>
        </>
      ) : (
        <>
          <p role="status">{words.resume.once}</p>
          <div class="code-once" aria-label={words.resume.code} role="group">
            <code>{code}</code>
            <CopyButton text={code} label={words.resume.copy} />
          </div>
          <div class="answers">
            <button class="btn primary" onClick={closeDialog}>{words.resume.done}</button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function RemoveDialog({ session }: DialogProps) {
  const [busy, setBusy] = useState(false);
  const yes = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    if (await remove(session)) {
      // closed, the dialog gives the focus back to a row that goes with its session
      const toPage = (): void => document.getElementById("main")?.focus({ preventScroll: true });
      document.querySelector("dialog[open]")?.addEventListener("close", toPage, { once: true });
      closeDialog();
      if (place.peek().session === session.id) go({ session: undefined, task: undefined, tasks: 1 });
    } else setBusy(false);
  };
  const { finished_task_number: done, task_number: tasks, total_annotations_number: annotations } = session;
  return (
    <Dialog kind="alert" title={words.remove.title} onClose={closeDialog}>
      <Which session={session} />
      <p>{words.remove.detail(done, tasks, annotations)} {words.remove.files(session.uploads, bytes(session.bytes))}</p>
      <div class="answers">
        <a class="btn quiet" href={address(host.downloadPath(session.id))} download>{words.remove.download}</a>
        <span class="grow" />
        <button class="btn" data-safe onClick={closeDialog}>{words.remove.keep}</button>
        <button class="btn danger" aria-disabled={busy} onClick={() => void yes()}>{words.remove.yes}</button>
      </div>
    </Dialog>
  );
}
