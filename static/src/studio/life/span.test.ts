import { describe, expect, it } from "vitest";
import { graceOf, leftOf, phaseAt, spanNow, untilChange, type Told } from "./span";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = { idle: 7 * DAY, oldest: 30 * DAY };
const told: Told = { end: 7 * DAY, because: "idle", warnFrom: 6 * DAY };

describe("the end of a project", () => {
  it("moves on with each request of the page, and the warning with it", () => {
    expect(spanNow(told, 3 * HOUR, WEEK)).toEqual({ end: 7 * DAY + 3 * HOUR, because: "idle", warnFrom: 6 * DAY + 3 * HOUR });
  });

  it("is never earlier than what the server told, for instance when the host gave more time", () => {
    expect(spanNow({ ...told, end: 20 * DAY, warnFrom: 19 * DAY }, 3 * HOUR, WEEK).end).toBe(20 * DAY);
  });

  it("is its age when that comes first", () => {
    expect(spanNow(told, 26 * DAY, WEEK)).toMatchObject({ end: 30 * DAY, because: "age", warnFrom: 29 * DAY });
  });

  it("does not move when age ends it", () => {
    const old: Told = { end: 30 * DAY, because: "age", warnFrom: 29 * DAY };
    expect(spanNow(old, 29 * DAY, WEEK)).toBe(old);
  });
});

describe("the phases", () => {
  it("are kept, warned, ending while the server waits, and ended", () => {
    const phases = [0, 6 * DAY - 1, 6 * DAY, 7 * DAY - 1, 7 * DAY, 7 * DAY + HOUR, 7 * DAY + HOUR + 1000].map((now) => phaseAt(told, now, WEEK));
    expect(phases).toEqual(["kept", "kept", "warned", "warned", "ending", "ending", "ended"]);
  });

  it("have no waiting when age ends it", () => {
    expect(phaseAt({ ...told, because: "age" }, 7 * DAY, WEEK)).toBe("ended");
  });

  it("wait as long as the server does: a twentieth of the idle time, at most an hour", () => {
    expect(graceOf(WEEK)).toBe(HOUR + 1000);
    expect(graceOf({ idle: 40_000, oldest: Infinity })).toBe(3000);
  });
});

describe("looking again", () => {
  it("happens when the words change: half days, hours, minutes", () => {
    expect(untilChange({ ...told, warnFrom: 0 }, 7 * DAY - 3 * DAY - 5000, WEEK)).toBe(5020);
    expect(untilChange({ ...told, warnFrom: 0 }, 7 * DAY - 13 * HOUR - 5000, WEEK)).toBe(5020);
    expect(untilChange({ ...told, warnFrom: 0 }, 7 * DAY - 90_000, WEEK)).toBe(30_020);
  });

  it("happens when the warning is due, and never later than a timer can wait", () => {
    expect(untilChange(told, 6 * DAY - 40, WEEK)).toBe(40);
    expect(untilChange({ end: 4000 * DAY, because: "age", warnFrom: 3999 * DAY }, 0, WEEK)).toBeLessThanOrEqual(2 ** 31 - 1);
  });

  it("never spins", () => {
    for (let now = 0; now < 8 * DAY; now += 1_234_567) expect(untilChange(told, now, WEEK)).toBeGreaterThanOrEqual(20);
  });
});

it("tells what is left in the words that fit", () => {
  expect(leftOf(7 * DAY - 1000)).toEqual({ days: 7 });
  expect(leftOf(2 * DAY)).toEqual({ days: 2 });
  expect(leftOf(2 * DAY - 1000)).toEqual({ days: 2 });
  expect(leftOf(47.4 * HOUR)).toEqual({ hours: 47 });
  expect(leftOf(31.9 * HOUR)).toEqual({ hours: 32 });
  expect(leftOf(DAY - 1000)).toEqual({ hours: 24 });
  expect(leftOf(3 * HOUR + 12 * 60_000 + 59_000)).toEqual({ hours: 3, minutes: 12 });
  expect(leftOf(2 * HOUR + 30_000)).toEqual({ hours: 2 });
  expect(leftOf(12 * 60_000)).toEqual({ minutes: 12 });
  expect(leftOf(59_999)).toEqual({});
});
