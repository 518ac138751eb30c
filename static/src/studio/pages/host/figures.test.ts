import { expect, it } from "vitest";
import { alerts } from "./alerts";
import { figures } from "./figures";
import type { History, Overview } from "./host-api";
import { lastHour, type Hour } from "./last-hour";

const GB = 1024 ** 3;
const WELL: Overview = {
  version: "0.1.0",
  started_at: "2026-11-21T00:00:00Z",
  workers: 2,
  mode: "open",
  message: "",
  banner: "",
  sessions: { live: 1284, active_last_hour: 212, created_last_day: 431, frozen: 3, limit: 20_000 },
  disk: { free: 20 * GB, total: 40 * GB, floor: GB / 2, used_by_sessions: 9 * GB },
  refusals: [{ code: "rate", count: 37 }, { code: "quota-bytes", count: 40 }],
  requests: { total: 8_000_000, per_second: 3.12, p50_ms: 4, p99_ms: 42 },
  slow: [],
  checks: [{ name: "sweeper", ok: true, soft: true, detail: "ran 4 min ago" }],
};
const HOUR = { requests: 1000, refusals: 77 };
const tones = (overview: Overview, hour: Hour | undefined = HOUR): readonly string[] => figures(overview, hour).map(({ tone }) => tone);
const found = (overview: Overview, hour: Hour | undefined = HOUR): readonly string[] => alerts(overview, hour).map(({ id, tone }) => `${id} ${tone}`);

it("says what is well in words and numbers", () => {
  expect(figures(WELL, HOUR).map(({ value, beside, state }) => [value, beside, state])).toEqual([
    ["1,284", "of 20,000", "Room for 18,716 more"],
    ["212", "431 new in a day", "3.1 requests a second"],
    ["20 GB", "free, floor 512 MB", "20 GB used of 40 GB"],
    ["77", "in the last hour", "8 % of 1,000 requests"],
  ]);
  expect(tones(WELL)).toEqual(["ok", "ok", "ok", "ok"]);
  expect(alerts(WELL, HOUR)).toEqual([]);
});

it("warns from nine tenths of the session limit on, and tells full from close", () => {
  const at = (live: number): Overview => ({ ...WELL, sessions: { ...WELL.sessions, live, limit: 1000 } });
  expect([899, 900, 999, 1000, 1001].map((live) => tones(at(live))[0])).toEqual(["ok", "warn", "warn", "bad", "bad"]);
  expect(found(at(899))).toEqual([]);
  expect(found(at(900))).toEqual(["limit warn"]);
  expect(found(at(1000))).toEqual(["limit bad"]);
  expect(alerts(at(1000), HOUR)[0]).toMatchObject({ view: "sessions", part: "oldest" });
  const unlimited = { ...WELL, sessions: { ...WELL.sessions, limit: 0 } };
  expect(figures(unlimited, HOUR)[0]).toMatchObject({ beside: "no limit", tone: "ok", part: undefined });
  expect(found(unlimited)).toEqual([]);
});

it("measures the disk by its floor, and does not claim to know what the system does not tell", () => {
  const at = (free: number | null, floor = GB): Overview => ({ ...WELL, disk: { ...WELL.disk, free, floor } });
  expect([GB - 1, GB, 2 * GB - 1, 2 * GB].map((free) => tones(at(free))[2])).toEqual(["bad", "warn", "warn", "ok"]);
  expect(found(at(GB - 1))).toEqual(["disk bad"]);
  expect(alerts(at(GB - 1), HOUR)[0]).toMatchObject({ view: "sessions", part: "largest" });
  expect(found(at(GB))).toEqual([]);
  expect(tones(at(1, 0))[2]).toBe("ok");
  expect(figures(at(null), HOUR)[2]).toMatchObject({ value: "Not known", tone: "unknown" });
  expect(found(at(null))).toEqual([]);
});

it("turns each failed check into an alert that leads to it, but tells of the disk once", () => {
  const checks = [
    { name: "sweeper", ok: false, soft: true, detail: "ran 3 h ago" },
    { name: "free_disk", ok: false, soft: true, detail: "0.2 GB" },
    { name: "registry", ok: false, soft: false, detail: "locked" },
  ];
  expect(found({ ...WELL, checks })).toEqual(["check bad", "check warn", "check warn"]);
  expect(found({ ...WELL, checks, disk: { ...WELL.disk, free: 1 } })).toEqual(["disk bad", "check bad", "check warn"]);
  expect(alerts({ ...WELL, checks }, HOUR)[0]).toMatchObject({ detail: "locked", part: "health" });
});

it("tells of many refusals and of slow answers", () => {
  expect(found(WELL, { requests: 100, refusals: 99 })).toEqual([]);
  expect(found(WELL, { requests: 1001, refusals: 100 })).toEqual([]);
  expect(found(WELL, { requests: 1000, refusals: 100 })).toEqual(["refusals warn"]);
  expect(tones(WELL, { requests: 1000, refusals: 100 })[3]).toBe("warn");
  expect(figures(WELL, undefined)[3]).toMatchObject({ value: "Not known", tone: "unknown" });
  expect(figures(WELL, { requests: 5000, refusals: 3 })[3]?.state).toBe("under 1 % of 5,000 requests");
  expect(found({ ...WELL, requests: { ...WELL.requests, p99_ms: 999 } })).toEqual([]);
  expect(found({ ...WELL, requests: { ...WELL.requests, p99_ms: 1000 } })).toEqual(["slow warn"]);
  expect(found({ ...WELL, requests: { ...WELL.requests, p99_ms: null } })).toEqual([]);
});

it("adds up the last hour of the history, and knows nothing of an hour without notes", () => {
  const history = (step_seconds: number, refusals: readonly (number | null)[]): History => {
    const nothing = refusals.map(() => null);
    const series = { sessions: nothing, active: nothing, created: nothing, requests: refusals.map((one) => one && one * 10), p99_ms: nothing, refusals, disk_free: nothing };
    return { step_seconds, start: "2026-11-21T00:00:00Z", series };
  };
  expect(lastHour(history(1200, [50, 1, null, 3]))).toEqual({ requests: 40, refusals: 4 });
  expect(lastHour(history(7200, [5, 7]))).toEqual({ requests: 70, refusals: 7 });
  expect(lastHour(history(1800, [9, null, null]))).toBeUndefined();
});
