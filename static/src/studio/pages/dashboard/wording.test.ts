import { expect, it } from "vitest";
import { day, duration, percent, short } from "./wording";

it("writes times in the two largest units", () => {
  expect([0.1, 4.25, 9.96, 12, 59.6, 60, 125, 3599.6, 5400, 86_400].map(duration)).toEqual(
    ["0.1 s", "4.3 s", "10 s", "12 s", "1 min", "1 min", "2 min 5 s", "1 h", "1 h 30 min", "24 h"],
  );
});

it("writes no share as all or nothing that is not", () => {
  expect([0, 0.0001, 0.861, 0.9999, 1].map(percent)).toEqual(["0 %", "1 %", "86 %", "99 %", "100 %"]);
});

it("writes the year of a day only when it is another one", () => {
  const now = new Date(2026, 10, 21);
  expect(day(new Date(2026, 11, 3), now)).toBe("3 December");
  expect(day(new Date(2027, 0, 3), now)).toBe("3 January 2027");
});

it("writes short steps below the axis", () => {
  const moment = new Date(2026, 10, 8, 14);
  expect([short(moment, "hour"), short(moment, "day"), short(moment, "month"), short(moment, "year")]).toEqual(["14:00", "8 Nov", "Nov 2026", "2026"]);
});
