// The life of the open project, as this page knows it: when it ends, whether to warn, whether it has ended. One timer, set
// to the next moment at which something that is shown changes; nothing is rendered in between.
import { effect, signal, untracked } from "@preact/signals-core";
import { EXPIRED, lastAnswer, refused, wrote } from "../api";
import { session, type Ended, type SessionInfo } from "../session";
import { life as words } from "../strings/life";
import { ownProjects, project, studio } from "../studio";
import { kept } from "./badge";
import { noteServerTime, serverNow } from "./clock";
import { leftOf, phaseAt, spanNow, untilChange, type Phase, type Rules, type Told } from "./span";

/** Where the project is in its life; "kept" also where nothing ends. */
export const phase = signal<Phase>("kept");
/** The end as it is known now. */
export const span = signal<Told | undefined>(undefined);
export const frozen = signal(false);
/** What became of the project that this page showed; undefined while it lives. `because` is null when nobody told. */
export const ended = signal<{ readonly when: number; readonly because: Ended["because"] | null } | undefined>(undefined);

/** How long the host keeps projects, in seconds; 0: for ever. */
export const spans = (): { readonly idle: number; readonly age: number } => {
  const { hosting } = studio().bootstrap;
  return { idle: hosting?.idle_expiry ?? 0, age: hosting?.absolute_expiry ?? 0 };
};

let told: Told | undefined;
let rules: Rules = { idle: 0, oldest: Infinity };
/** the project that this page showed was written to the server */
let begun = false;

function take(info: SessionInfo): void {
  noteServerTime(info.now);
  const end = Date.parse(info.expires_at ?? "");
  told = Number.isNaN(end) ? undefined : { end, because: info.expires_because ?? "idle", warnFrom: Date.parse(info.warn_from ?? "") || end };
  const made = Date.parse(info.projects.find((one) => one.active)?.created_at ?? "");
  const { idle, age } = spans();
  rules = { idle: idle * 1000, oldest: age > 0 && !Number.isNaN(made) ? made + age * 1000 : Infinity };
  frozen.value = info.frozen ?? false;
  begun ||= !info.new;
}

/** Asks the server, which counts as a visit. Returns the new end in milliseconds since 1970, undefined when there is none. */
export async function visit(): Promise<number | undefined> {
  const info = await session.read();
  ownProjects.value = info.projects;
  if (begun && info.new) over(info.ended ?? undefined);
  else {
    take(info);
    look();
  }
  return told?.end;
}

/** The person deleted the project here, and knows it: what comes next is another one. */
export function forgetLife(): void {
  clearTimeout(timer);
  told = undefined;
  begun = false;
  wrote.value = false;
  span.value = undefined;
  phase.value = "kept";
  kept.value = "";
  frozen.value = false;
}

function over(known: Ended | undefined): void {
  const last = span.peek();
  ended.value = { when: Date.parse(known?.when ?? "") || last?.end || serverNow(), because: known?.because ?? (phase.peek() === "kept" ? null : (last?.because ?? null)) };
  kept.value = "";
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Compares the clock with what is known, and sets the timer for the next look. */
function look(): void {
  clearTimeout(timer);
  if (ended.peek()) return;
  if (!told) {
    phase.value = "kept";
    return;
  }
  const now = serverNow();
  const next = spanNow(told, lastAnswer - Date.now() + now, rules);
  const at = phaseAt(next, now, rules);
  if (span.peek()?.end !== next.end) span.value = next;
  phase.value = at;
  kept.value = words.left(leftOf(next.end - now));
  if (at === "ended") void visit().catch(() => (timer = setTimeout(look, 10_000))); // whether it is gone, the server says
  else timer = setTimeout(look, untilChange(next, now, rules));
}

/** Follows the project's life until the function that is returned is called. */
export function watchLife(): () => void {
  take(studio().bootstrap.session);
  look();
  let shown = project.peek()?.created_at;
  const stops = [
    effect(() => {
      const refusal = refused.value;
      if (refusal?.code === EXPIRED) untracked(() => over(refusal.body["ended"] as Ended | undefined));
    }),
    effect(() => {
      if (wrote.value && !begun) void visit().catch(() => undefined); // a new visitor's first change began the project
    }),
    effect(() => {
      const made = project.value?.created_at;
      if (begun && made !== shown) void visit().catch(() => undefined); // another one is open here: it was replaced, or is gone
      shown = made;
    }),
  ];
  const onVisible = (): void => {
    if (document.visibilityState !== "visible") return;
    look(); // timers of hidden pages come late
    // to come back to the page is to come back to the project
    if (span.peek()?.because === "idle" && phase.peek() !== "kept") void visit().catch(() => undefined);
  };
  document.addEventListener("visibilitychange", onVisible);
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    document.removeEventListener("visibilitychange", onVisible);
  };
}
