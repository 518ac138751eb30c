import { expect, it } from "vitest";
import type { Point, Progress } from "./figures-api";
import { progressLine } from "./progress-line";

const point = (at: string, labeled_in_all: number): Point => ({ at, labeled_in_all, labeled: 0, new: 0, changed: 0, skipped: 0 });
const days = [point("2026-11-08T00:00:00Z", 20), point("2026-11-09T00:00:00Z", 50)];
const progress: Progress = { step: "day", points: days, labeled_before: 10, today: 0, usual_day: null, per_day: 20, end: "2026-11-12T00:00:00Z" };

it("starts with what was labeled before and ends each step where it ends", () => {
  const { line, ahead } = progressLine({ ...progress, end: null }, 50, 100, new Date("2026-11-20T00:00:00Z"));
  expect(line).toEqual([{ x: 0, y: 90 }, { x: 50, y: 80 }, { x: 100, y: 50 }]);
  expect(ahead).toBeUndefined();
});

it("goes on to the end where that is near", () => {
  const { line, ahead, end } = progressLine(progress, 50, 100, new Date("2026-11-10T00:00:00Z"));
  expect(line.at(-1)).toEqual({ x: 50, y: 50 });
  expect(ahead).toEqual([{ x: 50, y: 50 }, { x: 100, y: 0 }]);
  expect(end.toISOString()).toBe("2026-11-12T00:00:00.000Z");
});

it("goes on only to the edge where the end is far away", () => {
  const { ahead } = progressLine({ ...progress, end: "2026-12-10T00:00:00Z" }, 50, 100, new Date("2026-11-10T00:00:00Z"));
  expect(ahead?.[1].x).toBe(100);
  expect(ahead?.[1].y).toBeCloseTo(45);
});

it("draws a step that has only just begun", () => {
  const { line } = progressLine({ ...progress, points: days.slice(0, 1), end: null }, 50, 100, new Date("2026-11-08T00:00:00Z"));
  expect(line).toEqual([{ x: 0, y: 90 }, { x: 100, y: 80 }]);
});
