// Geometry typed by hand from the result format: percent of the picture, which is 800 x 400 here.
import { describe, expect, it } from "vitest";
import { polygonShape as shape } from "./shape";

const size = { width: 800, height: 400 };
const options = { canRotate: true, constrained: false, unit: 1, snap: false };
/** (80, 40), (240, 40), (240, 200), (80, 200) */
const square = { points: [[10, 10], [30, 10], [30, 50], [10, 50]], closed: true, polygonlabels: ["House"] };
const open = { points: [[10, 10], [30, 10], [30, 50]], closed: false };
/** two triangles that meet in (400, 200) */
const bow = { points: [[25, 25], [75, 75], [75, 25], [25, 75]], closed: true };

describe("polygonShape", () => {
  it("is made point by point, taken back point by point, closed or left open", () => {
    const first = shape.add(undefined, { x: 80, y: 40 }, size, options, {});
    expect(first).toEqual({ points: [[10, 10]], closed: false });
    const third = shape.add(shape.add(first, { x: 240, y: 40 }, size, options, {}), { x: 900, y: -20 }, size, options, {});
    expect(third).toEqual({ points: [[10, 10], [30, 10], [100, 0]], closed: false });
    expect(shape.finish(third, true)).toEqual({ points: [[10, 10], [30, 10], [100, 0]], closed: true });
    expect(shape.takeBack(third)).toEqual({ points: [[10, 10], [30, 10]], closed: false });
    expect(shape.takeBack(first)).toBeUndefined();
    expect(shape.least(third, true, options)).toBe(3);
  });

  it("closes by its first point, and by its last, once it has three", () => {
    expect([0, 1, 2].map((index) => shape.pressed(open, index, options))).toEqual(["close", undefined, "close"]);
    const two = { points: [[10, 10], [30, 10]], closed: false };
    expect([0, 1].map((index) => shape.pressed(two, index, options))).toEqual(["nothing", "nothing"]);
  });

  it("puts points on whole pixels when asked", () => {
    const snapped = shape.add(undefined, { x: 79.6, y: 40.4 }, size, { ...options, snap: true }, {});
    expect(snapped).toEqual({ points: [[10, 10]], closed: false });
    expect(shape.drag(square, "point 1", { x: 241.2, y: 39.7 }, size, { ...options, snap: true })["points"]).toEqual([[10, 10], [30.125, 10], [30, 50], [10, 50]]);
  });

  it("moves one point and writes only that one anew", () => {
    const loaded = { points: [[1.23456789012345, 2], [50, 2], [50, 60.000000000001]], closed: true };
    expect(shape.drag(loaded, "point 1", { x: 408, y: 10 }, size, options)).toEqual({
      points: [[1.23456789012345, 2], [51, 2.5], [50, 60.000000000001]], closed: true,
    });
  });

  it("puts a point in between two, also between the last and the first", () => {
    expect(shape.drag(square, "between 0", { x: 160, y: 20 }, size, options)["points"]).toEqual([[10, 10], [20, 5], [30, 10], [30, 50], [10, 50]]);
    expect(shape.insertedBy(square, "between 3")).toBe(4);
    expect(shape.insertAfter(square, 3, size, options)).toEqual({ value: { points: [[10, 10], [30, 10], [30, 50], [10, 50], [10, 30]], closed: true }, index: 4 });
    expect(shape.insertAfter(open, 2, size, options)).toBeUndefined();
  });

  it("keeps three points while it is closed", () => {
    expect(shape.remove(square, 0, options)).toEqual({ points: [[30, 10], [30, 50], [10, 50]], closed: true });
    expect(shape.remove({ points: [[1, 1], [2, 2], [3, 1]] }, 0, options)).toBeUndefined();
    expect(shape.remove(open, 0, options)).toEqual({ points: [[30, 10], [30, 50]], closed: false });
  });

  it("moves as a whole and stays on the picture", () => {
    expect(shape.move(square, { x: 8, y: 4 }, size)["points"]).toEqual([[11, 11], [31, 11], [31, 51], [11, 51]]);
    expect(shape.move(square, { x: -500, y: 4000 }, size)["points"]).toEqual([[0, 60], [20, 60], [20, 100], [0, 100]]);
  });

  it("does not say that it is closed where the result did not", () => {
    const older = { points: [[10, 10], [30, 10], [30, 50]] };
    expect(shape.move(older, { x: 8, y: 0 }, size)).toEqual({ points: [[11, 10], [31, 10], [31, 50]] });
    expect(shape.unfinished(older, options)).toBe(false);
    expect(shape.unfinished({ points: [[10, 10], [30, 10]] }, options)).toBe(true);
  });

  it("grows from its top left corner", () => {
    // 160 x 160 pixels become 168 x 160
    expect(shape.grow(square, { x: 8, y: 0 }, size)!["points"]).toEqual([[10, 10], [31, 10], [31, 50], [10, 50]]);
  });

  it("is scaled as one of several, about a point", () => {
    const scaled = shape.scale!(square, { about: { x: 0, y: 200 }, by: { x: 2, y: 0.5 } }, size, options);
    expect(scaled["points"]).toEqual([[20, 30], [60, 30], [60, 50], [20, 50]]);
  });

  it("is hit inside, on its outline, and where it crosses itself only within its fill", () => {
    const hit = (value: Readonly<Record<string, unknown>>, x: number, y: number) => shape.contains(value, { x, y }, size, 4);
    expect([hit(square, 160, 120), hit(square, 77, 120), hit(square, 75, 120), hit(square, 300, 120)]).toEqual([true, true, false, false]);
    expect([hit(bow, 240, 200), hit(bow, 400, 120), hit(bow, 560, 200)]).toEqual([true, false, true]);
    expect([hit(open, 240, 100), hit(open, 200, 100), hit(open, 160, 120)]).toEqual([true, false, false]);
  });

  it("has the area of its pixels", () => {
    expect(shape.area(square, size)).toBe(160 * 160);
    expect(shape.area({ points: [[0, 0], [50, 0], [0, 50]], closed: true }, size)).toBe((400 * 200) / 2);
  });

  it("has a hollow handle on every side that is long enough on the screen", () => {
    const names = (unit: number) => shape.handles(square, size, { ...options, unit }).map(({ name }) => name);
    expect(names(1)).toEqual(["between 0", "between 1", "between 2", "between 3", "point 0", "point 1", "point 2", "point 3"]);
    // 160 pixels of the picture are 16 on the screen
    expect(names(10)).toEqual(["point 0", "point 1", "point 2", "point 3"]);
  });

  it("is drawn in pixels, open ones without a fill", () => {
    expect(shape.attributes(square, size)).toEqual({ d: "M80 40L240 40L240 200L80 200Z", "data-open": "" });
    expect(shape.attributes(open, size)).toEqual({ d: "M80 40L240 40L240 200", "data-open": "true" });
  });

  it("says how many points it has", () => {
    expect([shape.describe(square, size), shape.describe(open, size)]).toEqual(["Polygon, 4 points", "Unfinished polygon, 3 points"]);
  });

  it("reads points and nothing else", () => {
    expect([square, { points: [] }, { points: [[1, "2"]] }, { x: 1, y: 2 }, { vertices: [] }].map((value) => shape.reads(value))).toEqual([true, false, false, false, false]);
  });
});
