// How long the open project still lives: told by the server, moved on by this page's own requests, never asked for just
// to know, since asking would itself count as a visit.
export type Because = "idle" | "age";

/** What the server told last; times in milliseconds since 1970, by the server's clock. */
export interface Told {
  readonly end: number;
  readonly because: Because;
  readonly warnFrom: number;
}

/** What else is known: how long a project is kept without a visit, and when it ends however often it is used. */
export interface Rules {
  /** milliseconds; 0: it does not end for want of visits */
  readonly idle: number;
  /** the time at which its age ends it; Infinity when it does not */
  readonly oldest: number;
}

/** The end as it is now: the last answered request began the idle time anew, and age has the last word. */
export function spanNow(told: Told, lastVisit: number, rules: Rules): Told {
  if (told.because === "age" || rules.idle === 0) return told;
  const end = Math.max(told.end, Math.min(lastVisit + rules.idle, rules.oldest));
  const because: Because = end > told.end && end >= rules.oldest ? "age" : "idle";
  return { end, because, warnFrom: end - (told.end - told.warnFrom) };
}

/** The server waits this long after the end before it removes a project (a visit is noted only so exactly). */
export const graceOf = (rules: Rules): number => Math.max(1000, Math.min(3_600_000, rules.idle / 20)) + 1000;

export type Phase = "kept" | "warned" | "ending" | "ended";

/** Where in its life a project is at a time. "ending": its time is over, and the server may remove it at any moment. */
export function phaseAt(span: Told, now: number, rules: Rules): Phase {
  if (now < span.warnFrom) return "kept";
  if (now < span.end) return "warned";
  return span.because === "idle" && now < span.end + graceOf(rules) ? "ending" : "ended";
}

/** Milliseconds until the phase or the wording of what is left changes; never longer than browsers' timers can wait. */
export function untilChange(span: Told, now: number, rules: Rules): number {
  const moments = [span.warnFrom, span.end, span.end + graceOf(rules)].filter((moment) => moment > now);
  const left = span.end - now;
  if (left > 0) moments.push(now + (left % stepOf(left)) + 20);
  return Math.min(Math.max(20, Math.min(...moments) - now), 2_147_483_647);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** In what steps the time that is left is told: days, hours, minutes. */
const stepOf = (left: number): number => (left >= 2 * DAY ? DAY / 2 : left >= 12 * HOUR ? HOUR / 2 : MINUTE);

export interface Left {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
}

/** What is left, as it is told: "7 days", "31 hours", "3 hours 12 minutes", "12 minutes"; nothing in the last minute.
 *  Days and hours are rounded, so that two days are two days a second later as well. */
export function leftOf(milliseconds: number): Left {
  if (milliseconds >= 2 * DAY - HOUR / 2) return { days: Math.round(milliseconds / DAY) };
  if (milliseconds >= 12 * HOUR) return { hours: Math.round(milliseconds / HOUR) };
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  return { ...(hours > 0 ? { hours } : {}), ...(minutes > 0 ? { minutes } : {}) };
}
