import { expect, it } from "vitest";
import { alerts } from "./alerts";
import { figures } from "./figures";
import type { Overview } from "./host-api";

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
const tones = (overview: Overview): readonly string[] => figures(overview).map(({ tone }) => tone);
const found = (overview: Overview): readonly string[] => alerts(overview).map(({ id, tone }) => `${id} ${tone}`);

it("says what is well in words and numbers", () => {
  expect(figures(WELL).map(({ value, beside, state }) => [value, beside, state])).toEqual([
    ["1,284", "of 20,000", "Room for 18,716 more"],
    ["212", "431 new in a day", "3.1 requests a second"],
    ["20 GB", "free, floor 512 MB", "20 GB used of 40 GB"],
    ["77", "in the last hour", "Mostly quota-bytes"],
  ]);
  expect(tones(WELL)).toEqual(["ok", "ok", "ok", "ok"]);
  expect(alerts(WELL)).toEqual([]);
});

it("warns from nine tenths of the session limit on, and tells full from close", () => {
  const at = (live: number): Overview => ({ ...WELL, sessions: { ...WELL.sessions, live, limit: 1000 } });
  expect([899, 900, 999, 1000, 1001].map((live) => tones(at(live))[0])).toEqual(["ok", "warn", "warn", "bad", "bad"]);
  expect(found(at(899))).toEqual([]);
  expect(found(at(900))).toEqual(["limit warn"]);
  expect(found(at(1000))).toEqual(["limit bad"]);
  expect(alerts(at(1000))[0]).toMatchObject({ view: "sessions", part: "oldest" });
  const unlimited = { ...WELL, sessions: { ...WELL.sessions, limit: 0 } };
  expect(figures(unlimited)[0]).toMatchObject({ beside: "no limit", tone: "ok", part: undefined });
  expect(found(unlimited)).toEqual([]);
});

it("measures the disk by its floor, and does not claim to know what the system does not tell", () => {
  const at = (free: number | null, floor = GB): Overview => ({ ...WELL, disk: { ...WELL.disk, free, floor } });
  expect([GB - 1, GB, 2 * GB - 1, 2 * GB].map((free) => tones(at(free))[2])).toEqual(["bad", "warn", "warn", "ok"]);
  expect(found(at(GB - 1))).toEqual(["disk bad"]);
  expect(alerts(at(GB - 1))[0]).toMatchObject({ view: "sessions", part: "largest" });
  expect(found(at(GB))).toEqual([]);
  expect(tones(at(1, 0))[2]).toBe("ok");
  expect(figures(at(null))[2]).toMatchObject({ value: "Not known", tone: "unknown" });
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
  expect(alerts({ ...WELL, checks })[0]).toMatchObject({ detail: "locked", part: "health" });
});

it("tells of many refusals and of slow answers", () => {
  expect(found({ ...WELL, refusals: [{ code: "rate", count: 99 }] })).toEqual([]);
  expect(found({ ...WELL, refusals: [{ code: "rate", count: 60 }, { code: "closed", count: 40 }] })).toEqual(["refusals warn"]);
  expect(found({ ...WELL, requests: { ...WELL.requests, p99_ms: 999 } })).toEqual([]);
  expect(found({ ...WELL, requests: { ...WELL.requests, p99_ms: 1000 } })).toEqual(["slow warn"]);
  expect(found({ ...WELL, requests: { ...WELL.requests, p99_ms: null } })).toEqual([]);
});
