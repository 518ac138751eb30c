// Which time is counted, and how that stands in the page's address.
import type { Query } from "../../api";

export const RANGES = ["all", "day", "week", "month", "year", "dates"] as const;
export type RangeName = (typeof RANGES)[number];

/** A named range, or two days of this browser's calendar ("2026-11-21"), both included; either may be "". */
export interface Range {
  readonly name: RangeName;
  readonly from: string;
  readonly to: string;
}

const DAYS: Readonly<Partial<Record<RangeName, number>>> = { day: 1, week: 7, month: 30, year: 365 };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What an address asks for; all time where it asks for nothing that is known. */
export function rangeOf(query: URLSearchParams): Range {
  const name = RANGES.find((known) => known === query.get("time")) ?? "all";
  const day = (key: string): string => (DAY.test(query.get(key) ?? "") ? query.get(key)! : "");
  return name === "dates" ? { name, from: day("from"), to: day("to") } : { name, from: "", to: "" };
}

/** The query of the page's address for a range. */
export const addressed = ({ name, from, to }: Range): Record<string, string> => ({
  ...(name === "all" ? {} : { time: name }),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
});

/** A range as the server is asked for it: moments in UTC. */
export function asked({ name, from, to }: Range, now = new Date()): Query {
  const days = DAYS[name];
  if (days !== undefined) return { from: midnight(now, 1 - days).toISOString() };
  const start = from ? midnight(new Date(`${from}T00:00`), 0) : undefined;
  const end = to ? midnight(new Date(`${to}T00:00`), 1) : undefined;
  return { ...(start ? { from: start.toISOString() } : {}), ...(end ? { to: end.toISOString() } : {}) };
}

/** Whether the days of a range are in order, so that it can be counted. */
export const inOrder = ({ from, to }: Range): boolean => !from || !to || from <= to;

/** The beginning of the day that is `days` after that of a moment, by this browser's clock. */
const midnight = (moment: Date, days: number): Date => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() + days);
