import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { noteServerTime, serverNow } from "./clock";
import { at, day, moment } from "./moments";

const time = (text: string): number => new Date(text).getTime();
const now = time("2026-11-21T20:00:00");

it("names the days beside today", () => {
  expect(at(time("2026-11-21T23:59:00"), now)).toBe("today at 23:59");
  expect(at(time("2026-11-22T14:20:00"), now)).toBe("tomorrow at 14:20");
  expect(at(time("2026-11-20T00:05:00"), now)).toBe("yesterday at 00:05");
  expect(at(time("2026-12-05T14:20:00"), now)).toBe("on 5 December at 14:20");
});

it("needs no preposition after another", () => {
  expect(moment(time("2026-12-05T14:20:00"), now)).toBe("5 December at 14:20");
  expect(moment(time("2026-11-22T14:20:00"), now)).toBe("tomorrow at 14:20");
});

it("names the year when it is another", () => {
  expect(day(time("2027-02-20T00:00:00"), now)).toBe("20 February 2027");
});

it("counts calendar days, also where one has 23 hours", () => {
  expect(at(time("2026-03-29T23:30:00"), time("2026-03-28T23:45:00"))).toBe("tomorrow at 23:30");
});

beforeEach(() => void vi.useFakeTimers({ now: time("2026-11-21T20:00:00Z") }));
afterEach(() => {
  noteServerTime(new Date().toISOString());
  vi.useRealTimers();
});

it("goes by the server's clock, whatever the visitor's says", () => {
  noteServerTime("2026-11-23T08:00:00Z");
  expect(serverNow()).toBe(time("2026-11-23T08:00:00Z"));
  vi.advanceTimersByTime(60_000);
  expect(serverNow()).toBe(time("2026-11-23T08:01:00Z"));
});

it("goes by its own clock while the server told nothing", () => {
  noteServerTime(undefined);
  noteServerTime("soon");
  expect(serverNow()).toBe(time("2026-11-21T20:00:00Z"));
});
