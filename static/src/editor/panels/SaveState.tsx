import type { ReadonlySignal } from "@preact/signals-core";
import { useEffect, useReducer } from "preact/hooks";
import type { SaveStatus } from "./contract";
import { useSignal } from "./useSignal";
import { texts } from "../core/texts";

/** "4 s ago", "3 min ago", "2 h ago": how long ago a moment was, in the largest whole unit. */
export function ago(at: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  if (seconds < 60) return texts.seconds(seconds);
  if (seconds < 3600) return texts.minutes(Math.floor(seconds / 60));
  return texts.hours(Math.floor(seconds / 3600));
}

/** "Saved 4 s ago", "Saving…" or "3 not saved yet". Only the change of state is read aloud, not every second. */
export function SaveState({ status }: { readonly status: ReadonlySignal<SaveStatus | undefined> }) {
  const current = useSignal(status);
  const at = current?.saved === "saved" && !current.text ? current.at : undefined;
  const [, tick] = useReducer<number, undefined>((count) => count + 1, 0);
  useEffect(() => {
    if (at === undefined) return undefined;
    const timer = setInterval(() => tick(undefined), 1000);
    return () => clearInterval(timer);
  }, [at]);
  if (current === undefined) return null;
  const state = current.text ?? (current.saved === "saved" ? texts.saved : current.saved === "saving" ? texts.saving : waiting(current.count));
  return (
    <span class={`saved ${current.saved === "saved" ? "" : "busy"}`}>
      <span role="status">{state}</span>
      {at && <span class="only-wide num"> {ago(at, new Date())}</span>}
    </span>
  );
}

function waiting(count: number | undefined): string {
  return count === undefined || count === 0 ? texts.notSaved : texts.notSavedYet(count);
}
