import { expect, it } from "vitest";
import { deed, type Step } from "./history";
import { scrollTo, TALLEST, windowAt } from "./scroll-window";
import { spent } from "./spent";
import { previewOf, queryOf } from "./task-rows";

it("draws the rows in sight and a few around them", () => {
  expect(windowAt(0, 440, 1000, 44)).toEqual({ first: 0, last: 16, top: 0, height: 44_000 });
  expect(windowAt(4400, 440, 1000, 44)).toEqual({ first: 94, last: 116, top: 94 * 44, height: 44_000 });
});

it("reaches the last of a million rows in an element that browsers can lay out", () => {
  const end = windowAt(TALLEST - 440, 440, 1_000_000, 44);
  expect(end.height).toBe(TALLEST);
  expect(end.last).toBe(999_999);
  // the last row ends where the element ends
  expect(Math.round(end.top + (end.last - end.first + 1) * 44)).toBe(TALLEST);
  for (const row of [0, 17, 500_000, 999_999]) {
    const { first, last } = windowAt(scrollTo(row, 440, 1_000_000, 44), 440, 1_000_000, 44, 0);
    expect(row).toBeGreaterThanOrEqual(first);
    expect(row).toBeLessThanOrEqual(last);
  }
});

it("asks for all tasks without a query, else by search and status", () => {
  expect(queryOf("  ", undefined)).toBeUndefined();
  expect(JSON.parse(queryOf(" rain ", undefined) ?? "")).toEqual({ filters: { conjunction: "and", items: [] }, search: "rain" });
  expect(JSON.parse(queryOf("", "done") ?? "").filters.items).toEqual([{ filter: "filter:tasks:completed", type: "Boolean", operator: "equal", value: true }]);
});

it("tells tasks apart by a text, else by the end of an address", () => {
  expect(previewOf({ image: "/data/upload/1/ab-cat.jpg", caption: "A  cat\nsleeps" })).toBe("A cat sleeps");
  expect(previewOf({ image: "https://example.org/pictures/cat.jpg?size=2" })).toBe("cat.jpg");
  expect(previewOf({ number: 7 })).toBe("");
});

it("shows seconds as a clock does", () => {
  expect([0, 9.9, 65, 3700].map(spent)).toEqual(["0:00", "0:09", "1:05", "1:01:40"]);
});

it("says what was done last", () => {
  const step = { was_cancelled: false, revision: 1 } as Step;
  expect([step, { ...step, revision: 2 }, { ...step, was_cancelled: true }].map(deed)).toEqual(["submitted", "changed", "skipped"]);
});
