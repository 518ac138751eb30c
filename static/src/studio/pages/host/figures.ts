// The four figures at the top and whether each is well: the state is a word and a bar, never a colour alone.
import { bytes, count } from "../../format";
import { host as words } from "../../strings/host";
import type { Overview } from "./host-api";
import type { Hour } from "./last-hour";

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
/** Refusals in an hour that are many, when they are also such a part of all requests. */
export const MANY = 100;
export const SHARE = 0.1;

/** Whether more was refused than ordinary mistakes account for. */
export const manyRefused = ({ refusals, requests }: Hour): boolean => refusals >= MANY && refusals >= requests * SHARE;

/** Sessions, activity, disk and refusals, in the order of the page; `hour` is undefined while the history is not there. */
export const figures = (overview: Overview, hour: Hour | undefined): readonly Figure[] => [
  sessionFigure(overview),
  activeFigure(overview),
  diskFigure(overview),
  refusalFigure(hour),
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
  const state = active === 0 ? words.state.quiet : words.state.rate(rate(requests.per_second));
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

function refusalFigure(hour: Hour | undefined): Figure {
  const name = words.figure.refusals;
  if (hour === undefined) return { name, value: words.unknown, beside: "", state: words.state.notNoted, tone: "unknown", part: undefined };
  const { refusals, requests } = hour;
  const state = refusals === 0 ? words.state.noneRefused : words.state.share(percent(refusals, requests), count(requests));
  return { name, value: count(refusals), beside: words.lastHour, state, tone: manyRefused(hour) ? "warn" : "ok", part: undefined };
}

const percent = (part: number, all: number): string => {
  const value = all > 0 ? (part / all) * 100 : 100;
  return value < 1 ? "under 1 %" : `${Math.min(100, Math.round(value))} %`;
};
