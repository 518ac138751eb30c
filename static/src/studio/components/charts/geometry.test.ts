import { expect, it } from "vitest";
import { area, ceiling, extremes, grouped, marks, path, point, stretches, type Line } from "./geometry";

const START = Date.parse("2026-11-21T00:00:00Z");
const line = (values: readonly (number | null)[], step = 300): Line => ({ values, step, start: START });

it("puts the first value at the left, the last at the right, zero at the foot", () => {
  expect(point([0, 5, 10], 0, 10)).toEqual([0, 100]);
  expect(point([0, 5, 10], 1, 10)).toEqual([50, 50]);
  expect(point([0, 5, 10], 2, 10)).toEqual([100, 0]);
  expect(path([0, 5, 10], 10)).toBe("M0 100L50 50L100 0");
  expect(area([0, 5, 10], 10)).toBe("M0 100L0 100L50 50L100 0L100 100Z");
});

it("leaves a gap where nothing was noted, and shows a value that stands alone", () => {
  const values = [4, 4, null, null, 8, null];
  expect(stretches(values)).toEqual([[0, 1], [4, 4]]);
  expect(path(values, 8)).toBe("M0 50L20 50M79.4 0H80.6");
  expect(area(values, 8)).toBe("M0 100L0 50L20 50L20 100Z");
  expect(path([null, null], 8)).toBe("");
  expect(path([7], 10)).toMatch(/^M99\.4 30H100$/);
});

it("ends the axis at a round number, for bytes at a round number of units", () => {
  expect([0.4, 1, 3, 11, 47, 84, 1284, 20_000].map((value) => ceiling([value]))).toEqual([1, 1, 4, 20, 50, 100, 2000, 20_000]);
  expect(ceiling([])).toBe(1);
  expect(ceiling([null, null])).toBe(1);
  expect(ceiling([21.8 * 1024 ** 3], 1024)).toBe(40 * 1024 ** 3);
  expect(ceiling([700 * 1024 ** 2], 1024)).toBe(800 * 1024 ** 2);
  for (let value = 1; value < 5000; value += 7) expect(ceiling([value])).toBeGreaterThanOrEqual(value);
});

it("puts steps together so that the newest group is whole, and keeps gaps", () => {
  const values = [1, 2, 3, null, null, null, 7, 8, 9, 10];
  expect(grouped(line(values), 10, "sum")).toEqual(line(values));
  const sums = grouped(line(values), 4, "sum");
  expect(sums).toEqual({ values: [1, 5, 7, 27], step: 900, start: START - 600_000 });
  expect(grouped(line(values), 4, "max").values).toEqual([1, 3, 7, 10]);
  expect(grouped(line(values), 4, "min").values).toEqual([1, 2, 7, 8]);
  expect(grouped(line([1, 2, 3, null, null, null, 7, 8, 9]), 3, "sum").values).toEqual([6, null, 24]);
});

it("groups into round lengths of time: 14 days of five minutes become hours", () => {
  const found = grouped(line(Array.from({ length: 14 * 288 }, () => 1)), 336, "sum");
  expect([found.step, found.values.length, found.values[0], found.start]).toEqual([3600, 336, 12, START]);
  expect(grouped(line(Array.from({ length: 288 }, () => 1)), 48, "sum").step).toBe(1800);
});

it("names the lowest, the highest and the newest value with their moments, and counts the gaps", () => {
  expect(extremes(line([4, null, 9, 2, null]))).toEqual({
    lowest: [2, START + 900_000],
    highest: [9, START + 600_000],
    newest: [2, START + 900_000],
    gaps: 2,
  });
  expect(extremes(line([null]))).toBeUndefined();
});

it("marks the first and the last moment under the line", () => {
  expect(marks(line([0, 0, 0, 0]), 4).map((mark) => mark.getTime() - START)).toEqual([0, 300_000, 600_000, 900_000]);
});
