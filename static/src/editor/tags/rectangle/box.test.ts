import { describe, expect, it } from "vitest";
import { between, boxOf, center, contains, corners, moved, resized, throughPoints, turned, valueOf, type Box } from "./box";

const size = { width: 1000, height: 500 };
const upright: Box = { x: 100, y: 50, width: 200, height: 100, rotation: 0 };
/** turned 90 degrees clockwise about (300, 100): it reaches to the left and down */
const quarter: Box = { x: 300, y: 100, width: 200, height: 100, rotation: 90 };

function close(point: { x: number; y: number }, x: number, y: number): void {
  expect(point.x).toBeCloseTo(x, 6);
  expect(point.y).toBeCloseTo(y, 6);
}

describe("box", () => {
  it("reads percent of the width and of the height", () => {
    expect(boxOf({ x: 10, y: 10, width: 20, height: 20 }, size)).toEqual(upright);
    expect(valueOf(upright, size)).toEqual({ x: 10, y: 10, width: 20, height: 20, rotation: 0 });
  });

  it("turns clockwise about its top left corner, in pixels", () => {
    const [a, b, c, d] = corners(quarter);
    close(a, 300, 100);
    close(b, 300, 300);
    close(c, 200, 300);
    close(d, 200, 100);
    close(center(quarter), 250, 200);
    // 30 degrees: the far end of the top side lies at (cos 30, sin 30) times the width
    close(corners({ ...upright, rotation: 30 })[1], 100 + 200 * (Math.sqrt(3) / 2), 50 + 200 * 0.5);
  });

  it("contains what lies in the turned box only", () => {
    expect(contains(quarter, { x: 250, y: 250 }, 0)).toBe(true);
    expect(contains(quarter, { x: 350, y: 150 }, 0)).toBe(false);
    expect(contains(quarter, { x: 302, y: 150 }, 3)).toBe(true);
  });

  it("stays on the picture when moved", () => {
    expect(moved(upright, { x: 5000, y: -5000 }, size)).toEqual({ ...upright, x: 800, y: 0 });
    // the turned one reaches 100 to the left and 200 down
    close(moved(quarter, { x: -5000, y: 5000 }, size), 100, 300);
  });

  it("keeps the opposite side in place when resized, also when turned", () => {
    expect(resized(upright, "nw", { x: 150, y: 60 })).toEqual({ x: 150, y: 60, width: 150, height: 90, rotation: 0 });
    expect(resized(upright, "e", { x: 400, y: 0 })).toEqual({ ...upright, width: 300 });
    expect(resized(upright, "w", { x: 900, y: 0 })).toEqual({ x: 299, y: 50, width: 1, height: 100, rotation: 0 });
    const longer = resized(quarter, "e", { x: 250, y: 400 });
    close(corners(longer)[0], 300, 100);
    expect(longer.width).toBeCloseTo(300, 6);
    const shorter = resized(quarter, "w", { x: 250, y: 150 });
    close(corners(shorter)[1], 300, 300);
    expect(shorter.width).toBeCloseTo(150, 6);
  });

  it("keeps its middle when turned by the handle", () => {
    const right = turned(upright, { x: 900, y: 100 });
    expect(right.rotation).toBeCloseTo(90, 6);
    close(center(right), 200, 100);
    close(right, 250, 0);
    expect(turned(upright, { x: 900, y: 130 }, 15).rotation).toBe(90);
    expect(turned(upright, { x: -900, y: 100 }).rotation).toBeCloseTo(270, 6);
  });

  it("is drawn between two points in any direction, square on request", () => {
    expect(between({ x: 300, y: 150 }, { x: 100, y: 50 })).toEqual(upright);
    expect(between({ x: 300, y: 150 }, { x: 100, y: 100 }, true)).toEqual({ x: 250, y: 100, width: 50, height: 50, rotation: 0 });
  });

  it("stands on a side, and goes as far as a third point", () => {
    // a side of 30, 40: 50 long, turned by the angle whose tangent is 4/3; 20 along it and 50 away from it
    const box = throughPoints({ x: 100, y: 100 }, { x: 130, y: 140 }, { x: 100 + 12 - 40, y: 100 + 16 + 30 }, size);
    expect(box).toMatchObject({ x: 100, y: 100 });
    expect(box.width).toBeCloseTo(50, 6);
    expect(box.height).toBeCloseTo(50, 6);
    expect(box.rotation).toBeCloseTo(53.130102, 6);
    // on the other hand: the side is run the other way, which is half a turn
    const other = throughPoints({ x: 100, y: 100 }, { x: 130, y: 140 }, { x: 100 + 12 + 40, y: 100 + 16 - 30 }, size);
    expect(other).toMatchObject({ x: 130, y: 140 });
    expect(other.height).toBeCloseTo(50, 6);
    expect(other.rotation).toBeCloseTo(233.130102, 6);
  });

  it("ends where the first of its corners meets the edge of the picture", () => {
    expect(throughPoints({ x: 100, y: 400 }, { x: 300, y: 400 }, { x: 0, y: 9000 }, size)).toEqual({ x: 100, y: 400, width: 200, height: 100, rotation: 0 });
    // leaning by 45 degrees, 100 from the left: the normal goes left and down, 100 times the root of two far
    expect(throughPoints({ x: 100, y: 0 }, { x: 200, y: 100 }, { x: -400, y: 600 }, size).height).toBeCloseTo(100 * Math.SQRT2, 6);
  });
});
