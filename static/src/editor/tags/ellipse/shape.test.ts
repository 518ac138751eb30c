import { describe, expect, it } from "vitest";
import { ellipseShape as shape } from "./shape";

const size = { width: 800, height: 400 };
const options = { canRotate: true, constrained: false, unit: 1, snap: false };
const value = { x: 50, y: 50, radiusX: 10, radiusY: 20, rotation: 0 };

describe("ellipseShape", () => {
  it("draws clamped to the picture, in percent", () => {
    expect(shape.draw({ x: 80, y: 40 }, { x: 2000, y: 140 }, size, options)).toEqual({ x: 55, y: 22.5, radiusX: 45, radiusY: 12.5, rotation: 0 });
  });

  it("does not mean one of less than 3 pixels on the screen", () => {
    expect(shape.draw({ x: 80, y: 40 }, { x: 82, y: 140 }, size, options)).toBeUndefined();
    expect(shape.draw({ x: 80, y: 40 }, { x: 82, y: 42 }, size, { ...options, unit: 0.5 })).toMatchObject({ radiusX: 0.125, radiusY: 0.25 });
  });

  it("snaps its box to whole pixels when asked", () => {
    expect(shape.draw({ x: 79.6, y: 40.2 }, { x: 160.4, y: 79.9 }, size, { ...options, snap: true })).toEqual({ x: 15, y: 15, radiusX: 5, radiusY: 5, rotation: 0 });
  });

  it("keeps the very radii it was loaded with when it is moved or turned, and the other one when a side is dragged", () => {
    const loaded = { x: 50, y: 50, radiusX: 3.333333333333336, radiusY: 12.123456789012345, rotation: 12.123456789 };
    expect(shape.move(loaded, { x: 8, y: 4 }, size)).toEqual({ ...loaded, x: 51, y: 51 });
    expect(shape.drag(loaded, "rotate", { x: 800, y: 200 }, size, options)).toEqual({ ...loaded, rotation: 90 });
    expect(shape.drag({ ...loaded, rotation: 0 }, "e", { x: 480, y: 0 }, size, options)).toMatchObject({ radiusY: loaded.radiusY });
  });

  it("has four handles, and one to turn it", () => {
    const handles = shape.handles(value, size, options);
    expect(handles.map(({ name }) => name)).toEqual(["rotate", "n", "e", "s", "w"]);
    // middle (400, 200), radii 80 and 80 pixels; the turning handle 24 above the top
    expect(handles.map(({ at }) => at)).toEqual([{ x: 400, y: 96 }, { x: 400, y: 120 }, { x: 480, y: 200 }, { x: 400, y: 280 }, { x: 320, y: 200 }]);
    expect(shape.handles(value, size, { ...options, canRotate: false })).toHaveLength(4);
  });

  it("grows by one pixel to the right and down, and not off the picture", () => {
    // 161 pixels wide, from the same left end
    expect(shape.grow(value, { x: 1, y: 0 }, size)).toEqual({ ...value, x: 50.0625, radiusX: 10.0625 });
    expect(shape.grow(value, { x: 0, y: -1 }, size)).toEqual({ ...value, y: 49.875, radiusY: 19.875 });
    const wide = { x: 90, y: 50, radiusX: 10, radiusY: 20, rotation: 0 };
    expect(shape.grow(wide, { x: 1, y: 0 }, size)).toBe(wide);
    expect(shape.grow(wide, { x: -1, y: 0 }, size)).toMatchObject({ radiusX: 9.9375 });
  });

  it("says its width and height in pixels", () => {
    expect(shape.describe(value, size)).toBe("Ellipse, 160 × 160");
  });

  it("reads no box and no point", () => {
    expect(shape.reads(value)).toBe(true);
    expect(shape.reads({ x: 1, y: 2, width: 3, height: 4 })).toBe(false);
    expect(shape.reads({ x: 1, y: 2, width: 3 })).toBe(false);
  });
});
