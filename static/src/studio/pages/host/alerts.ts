// What needs the host now: each alert says what is, what it means, and leads to where it can be seen or changed.
import { bytes, count } from "../../format";
import { host as words } from "../../strings/host";
import { CLOSE, manyRefused } from "./figures";
import type { Overview } from "./host-api";
import type { Hour } from "./last-hour";
import type { View } from "./place";
import { duration } from "./times";

export interface Alert {
  readonly id: "disk" | "check" | "limit" | "refusals" | "slow";
  readonly tone: "bad" | "warn";
  readonly title: string;
  readonly detail: string;
  /** where it leads: the view and the id of the part in it */
  readonly view: View;
  readonly part: string;
}

/** An answer of 99 in 100 that takes longer is slow. */
export const SLOW_MS = 1000;

/** How a check is called; one that is new here by its own name. */
export const checkName = (name: string): string => words.checks[name] ?? name.replaceAll("-", " ");

/** The alerts of this moment, the worst first. */
export function alerts(overview: Overview, hour: Hour | undefined): readonly Alert[] {
  const found = [...disk(overview), ...checks(overview), ...limit(overview), ...refusals(hour), ...slow(overview)];
  return found.toSorted((one, other) => Number(one.tone === "warn") - Number(other.tone === "warn"));
}

function disk({ disk: { free, floor } }: Overview): readonly Alert[] {
  if (free === null || floor === 0 || free >= floor) return [];
  return [{ id: "disk", tone: "bad", title: words.alert.disk, detail: words.alert.diskDetail(bytes(free), bytes(floor)), view: "sessions", part: "largest" }];
}

function checks({ checks: all, disk: { free, floor } }: Overview): readonly Alert[] {
  const told = free !== null && floor > 0 && free < floor; // the disk has an alert of its own
  return all
    .filter((check) => !check.ok && !(told && check.name.includes("disk")))
    .map((check) => ({ id: "check", tone: check.soft ? "warn" : "bad", title: words.alert.check(checkName(check.name)), detail: check.detail, view: "sessions", part: "health" }));
}

function limit({ sessions: { live, limit: most } }: Overview): readonly Alert[] {
  if (most === 0 || live < most * CLOSE) return [];
  const full = live >= most;
  return [{
    id: "limit", tone: full ? "bad" : "warn", title: full ? words.alert.full : words.alert.close,
    detail: words.alert.limitDetail(count(live), count(most)), view: "sessions", part: "oldest",
  }];
}

function refusals(hour: Hour | undefined): readonly Alert[] {
  if (hour === undefined || !manyRefused(hour)) return [];
  return [{ id: "refusals", tone: "warn", title: words.alert.refusals(hour.refusals), detail: words.alert.refusalsDetail, view: "sessions", part: "refusals" }];
}

function slow({ requests: { p99_ms: p99 } }: Overview): readonly Alert[] {
  if (p99 === null || p99 < SLOW_MS) return [];
  return [{ id: "slow", tone: "warn", title: words.alert.slow, detail: words.alert.slowDetail(duration(p99)), view: "load", part: "slow" }];
}
