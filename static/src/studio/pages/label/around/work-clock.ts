// A clock that runs only while somebody is at work: the page is in sight, and something was done within the last minute.
import { clock } from "../../../../editor/core/annotation";

/** Who does nothing for longer than this is not at work, in milliseconds. */
export const IDLE = 60_000;
/** Playing sound or video counts as work: whoever listens does nothing else. */
const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel", "scroll", "touchmove", "timeupdate", "focusin"] as const;

export interface WorkClock {
  /** milliseconds; only differences mean something */
  now(): number;
  /** false while it stands still */
  running(): boolean;
  stop(): void;
}

/** Starts a clock that goes on from `start`; `time` is the machine's, for its differences. */
export function startWorkClock(start: number, time: () => number = () => performance.now()): WorkClock {
  let total = start;
  let last = time();
  const hidden = (): boolean => document.visibilityState === "hidden";
  const since = (): number => (hidden() ? 0 : Math.min(time() - last, IDLE));
  const onSign = (): void => {
    if (hidden()) return;
    total += since();
    last = time();
  };
  const onVisibility = (): void => {
    // what was in sight until now counts; what is hidden from now on does not
    if (hidden()) total += Math.min(time() - last, IDLE);
    last = time();
  };
  const aborter = new AbortController();
  const { signal } = aborter;
  for (const name of SIGNS) document.addEventListener(name, onSign, { capture: true, passive: true, signal });
  document.addEventListener("visibilitychange", onVisibility, { signal });
  return {
    now: () => total + since(),
    running: () => !hidden() && time() - last < IDLE,
    stop: () => aborter.abort(),
  };
}

let shared: WorkClock | undefined;

/** The page's work clock; from the first call on the editor counts lead times by it. */
export function workClock(): WorkClock {
  if (!shared) {
    shared = startWorkClock(clock.now());
    clock.now = shared.now;
  }
  return shared;
}
