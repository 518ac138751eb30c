import { describe, expect, it } from "vitest";
import { backOnPicture, between, contains, corners, ellipseOf, moved, pointOn, resized, turned, valueOf, type Ellipse } from "./ellipse";

const size = { width: 1000, height: 500 };
const upright: Ellipse = { x: 300, y: 200, radiusX: 100, radiusY: 50, rotation: 0 };
const quarter: Ellipse = { ...upright, rotation: 90 };

function close(point: { x: number; y: number }, x: number, y: number): void {
  expect(point.x).toBeCloseTo(x, 6);
  expect(point.y).toBeCloseTo(y, 6);
}

describe("ellipse", () => {
  it("reads percent of the width and of the height", () => {
    expect(ellipseOf({ x: 30, y: 40, radiusX: 10, radiusY: 10 }, size)).toEqual(upright);
    expect(valueOf(upright, size)).toEqual({ x: 30, y: 40, radiusX: 10, radiusY: 10, rotation: 0 });
  });

  it("turns clockwise about its middle, in pixels", () => {
    close(pointOn(quarter, "n"), 350, 200);
    close(pointOn(quarter, "e"), 300, 300);
    // 30 degrees: the right end lies at (cos 30, sin 30) times the radius
    close(pointOn({ ...upright, rotation: 30 }, "e"), 300 + 100 * (Math.sqrt(3) / 2), 250);
  });

  it("reaches as far as its outline does, not as its box", () => {
    close(corners(quarter)[0]!, 250, 100);
    // a circle reaches equally far however it is turned
    close(corners({ ...upright, radiusY: 100, rotation: 45 })[2]!, 400, 300);
    // turned by 45 degrees: the root of half of the sum of the squares
    close(corners({ ...upright, rotation: 45 })[2]!, 300 + Math.sqrt((100 ** 2 + 50 ** 2) / 2), 200 + Math.sqrt((100 ** 2 + 50 ** 2) / 2));
  });

  it("contains what lies in the outline only", () => {
    expect(contains(upright, { x: 395, y: 200 }, 0)).toBe(true);
    expect(contains(upright, { x: 390, y: 240 }, 0)).toBe(false);
    expect(contains(quarter, { x: 300, y: 295 }, 0)).toBe(true);
    expect(contains(quarter, { x: 352, y: 200 }, 3)).toBe(true);
  });

  it("stays on the picture when moved", () => {
    close(moved(upright, { x: 5000, y: -5000 }, size), 900, 50);
    close(moved(quarter, { x: 5000, y: -5000 }, size), 950, 100);
    // one that hangs over may only come back
    close(moved({ ...upright, x: 40 }, { x: -5, y: 0 }, size), 40, 200);
    close(moved({ ...upright, x: 40 }, { x: 5, y: 0 }, size), 45, 200);
  });

  it("keeps the opposite end in place when resized, also when turned", () => {
    expect(resized(upright, "e", { x: 500, y: 999 })).toEqual({ ...upright, x: 350, radiusX: 150 });
    expect(resized(upright, "n", { x: 0, y: 50 })).toEqual({ ...upright, y: 150, radiusY: 100 });
    const longer = resized(quarter, "e", { x: 300, y: 400 });
    close(longer, 300, 250);
    expect(longer.radiusX).toBeCloseTo(150, 6);
    expect(resized(upright, "w", { x: 900, y: 200 }).radiusX).toBe(0.5);
    expect(resized(upright, "e", { x: 500, y: 0 }, true)).toMatchObject({ radiusX: 150, radiusY: 75, y: 200 });
  });

  it("keeps its middle when turned by the handle", () => {
    expect(turned(upright, { x: 900, y: 200 })).toEqual(quarter);
    expect(turned(upright, { x: 900, y: 230 }, 15).rotation).toBe(90);
    expect(turned(upright, { x: -900, y: 200 }).rotation).toBeCloseTo(270, 6);
  });

  it("comes back on the picture when a turn took it off", () => {
    close(backOnPicture({ ...quarter, y: 60 }, size), 300, 100);
    close(backOnPicture({ ...quarter, radiusX: 300 }, size), 300, 200);
  });

  it("is drawn between two corners in any direction, a circle on request", () => {
    expect(between({ x: 400, y: 250 }, { x: 200, y: 150 })).toEqual(upright);
    expect(between({ x: 400, y: 250 }, { x: 200, y: 150 }, true)).toEqual({ x: 350, y: 200, radiusX: 50, radiusY: 50, rotation: 0 });
  });
});
