import { expect, it } from "vitest";
import { rowsOf } from "./history-line";

it("has a row for each step, with nothing where nothing was noted", () => {
  const start = Date.parse("2026-11-21T00:00:00Z");
  expect(rowsOf({ values: [4, null], step: 300, start }, "sessions")).toEqual([
    ["time", "sessions"],
    ["2026-11-21T00:00:00.000Z", 4],
    ["2026-11-21T00:05:00.000Z", null],
  ]);
});
