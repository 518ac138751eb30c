import { expect, it } from "vitest";
import { timeText } from "./time";

it("reads as on a clock", () => {
  expect([0, 7.9, 62, 3602, Number.NaN, -1].map((seconds) => timeText(seconds))).toEqual(["0:00", "0:07", "1:02", "1:00:02", "0:00", "0:00"]);
  expect([62.45, 59.96, 0.3].map((seconds) => timeText(seconds, true))).toEqual(["1:02.4", "0:59.9", "0:00.3"]);
});
