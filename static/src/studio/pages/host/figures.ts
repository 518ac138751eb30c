// The four figures at the top and whether each is well: the state is a word and a bar, never a colour alone.
import { bytes, count } from "../../format";
import { host as words } from "../../strings/host";
import type { Overview, RefusalCount } from "./host-api";

export type Tone = "ok" | "warn" | "bad" | "unknown";

export interface Figure {
  readonly name: string;
  readonly value: string;
  /** beside the value: what it is to be measured by */
  readonly beside: string;
  /** the state in words */
  readonly state: string;
  readonly tone: Tone;
  /** 0 to 1, where the figure is a part of something */
  readonly part: number | undefined;
}

/** From here on the session limit is close. */
export const CLOSE = 0.9;
/** Disk that is free, in floors, under which it is worth a look. */
export const NARROW = 2;
/** Refusals in an hour that are many, however many requests there were. */
export const MANY = 100;

export const total = (refusals: readonly RefusalCount[]): number => refusals.reduce((sum, { count: number }) => sum + number, 0);

/** Sessions, activity, disk and refusals, in the order of the page. */
export const figures = (overview: Overview): readonly Figure[] => [
  sessionFigure(overview),
  activeFigure(overview),
  diskFigure(overview),
  refusalFigure(overview),
];

function sessionFigure({ sessions: { live, limit } }: Overview): Figure {
  const name = words.figure.sessions;
  if (limit === 0) return { name, value: count(live), beside: words.noLimit, state: words.state.room, tone: "ok", part: undefined };
  const full = live >= limit;
  const tone = full ? "bad" : live >= limit * CLOSE ? "warn" : "ok";
  const state = full ? words.state.full : words.state.left(limit - live);
  return { name, value: count(live), beside: words.of(count(limit)), state, tone, part: live / limit };
}

function activeFigure({ sessions: { active_last_hour: active, created_last_day: created }, requests }: Overview): Figure {
  const beside = words.created(created);
  const state = active === 0 && requests.per_second < 0.1 ? words.state.quiet : words.state.rate(rate(requests.per_second));
  return { name: words.figure.active, value: count(active), beside, state, tone: "ok", part: undefined };
}

const rate = (perSecond: number): string => (perSecond >= 10 ? count(Math.round(perSecond)) : String(Math.round(perSecond * 10) / 10));

function diskFigure({ disk: { free, total: all, floor } }: Overview): Figure {
  const name = words.figure.disk;
  if (free === null) return { name, value: words.unknown, beside: "", state: words.state.noDisk, tone: "unknown", part: undefined };
  const beside = floor > 0 ? words.floor(bytes(floor)) : words.noFloor;
  const part = all ? 1 - free / all : undefined;
  if (floor > 0 && free < floor) return { name, value: bytes(free), beside, state: words.state.belowFloor, tone: "bad", part };
  if (floor > 0 && free < floor * NARROW) return { name, value: bytes(free), beside, state: words.state.nearFloor, tone: "warn", part };
  return { name, value: bytes(free), beside, state: all ? words.state.usedOf(bytes(all - free), bytes(all)) : words.state.aboveFloor, tone: "ok", part };
}

function refusalFigure({ refusals }: Overview): Figure {
  const all = total(refusals);
  const most = refusals.toSorted((one, other) => other.count - one.count)[0];
  const state = most === undefined || all === 0 ? words.state.noneRefused : words.state.mostly(most.code);
  return { name: words.figure.refusals, value: count(all), beside: words.lastHour, state, tone: all >= MANY ? "warn" : "ok", part: undefined };
}
