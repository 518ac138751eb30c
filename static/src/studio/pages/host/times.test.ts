import { expect, it } from "vitest";
import type { HostSession } from "./host-api";
import { standing } from "./standing";
import { brief, duration, since, span, until } from "./times";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = new Date("2026-11-21T12:00:00Z");
const before = (milliseconds: number): string => new Date(NOW.getTime() - milliseconds).toISOString();

it("writes spans with their two largest units", () => {
  expect([0, 59_999, MINUTE, 41 * MINUTE, HOUR, 125 * MINUTE, DAY, 3 * DAY + 4 * HOUR, 40 * DAY].map(span)).toEqual([
    "under 1 min", "under 1 min", "1 min", "41 min", "1 h", "2 h 5 min", "1 d", "3 d 4 h", "40 d",
  ]);
});

it("writes spans in columns with one unit, of which there are two", () => {
  expect([30_000, MINUTE, 61 * MINUTE, 119 * MINUTE, 2 * HOUR, 47.9 * HOUR, 2 * DAY, 6.5 * DAY].map(brief)).toEqual([
    "under 1 min", "1 min", "61 min", "119 min", "2 h", "47 h", "2 d", "6 d",
  ]);
  expect(since(before(10_000), NOW)).toBe("now");
  expect(since(before(-10_000), NOW)).toBe("now");
  expect(until(before(1), NOW)).toBe("now");
  expect(until(before(-22.5 * HOUR), NOW)).toBe("22 h");
});

it("writes durations of requests", () => {
  expect([0.2, 1, 41.6, 999, 1840, 12_400].map(duration)).toEqual(["under 1 ms", "1 ms", "42 ms", "999 ms", "1.8 s", "12 s"]);
});

const SESSION: HostSession = {
  id: "0".repeat(32), title: "", created_at: before(DAY), last_seen_at: before(2 * HOUR), expires_at: before(-3 * DAY), expires_because: "idle",
  frozen: false, state: "live", because: null, bytes: 0, uploads: 0, task_number: 0, finished_task_number: 0, total_annotations_number: 0, has_resume_code: false,
};
const stands = (change: Partial<HostSession>): readonly string[] => Object.values(standing({ ...SESSION, ...change }, NOW));

it("says how a session stands: what matters most comes first", () => {
  expect(stands({})).toEqual(["Live", "plain"]);
  expect(stands({ last_seen_at: before(59 * MINUTE) })).toEqual(["Active", "ok"]);
  expect(stands({ last_seen_at: before(0), expires_at: before(-20 * HOUR) })).toEqual(["Ends in 20 h", "warn"]);
  expect(stands({ expires_at: null })).toEqual(["Live", "plain"]);
  expect(stands({ frozen: true, state: "frozen", expires_at: before(-HOUR) })).toEqual(["Frozen", "acc"]);
  expect(stands({ frozen: true, state: "removed", because: "host" })).toEqual(["Deleted by host", "plain"]);
  expect(stands({ state: "removed", because: "other" })).toEqual(["Removed", "plain"]);
});
