import { describe, expect, it } from "vitest";
import { rectangleShape as shape } from "./shape";

const size = { width: 800, height: 400 };
const options = { canRotate: true, constrained: false, unit: 1, snap: false };

describe("rectangleShape", () => {
  it("draws clamped to the picture, in percent", () => {
    expect(shape.draw({ x: 80, y: 40 }, { x: 2000, y: 140 }, size, options)).toEqual({ x: 10, y: 10, width: 90, height: 25, rotation: 0 });
  });

  it("does not mean a box of less than 3 pixels on the screen", () => {
    expect(shape.draw({ x: 80, y: 40 }, { x: 82, y: 140 }, size, options)).toBeUndefined();
    expect(shape.draw({ x: 80, y: 40 }, { x: 82, y: 42 }, size, { ...options, unit: 0.5 })).toEqual({ x: 10, y: 10, width: 0.25, height: 0.5, rotation: 0 });
  });

  it("snaps to whole pixels when asked", () => {
    expect(shape.draw({ x: 79.6, y: 40.2 }, { x: 160.4, y: 79.9 }, size, { ...options, snap: true })).toEqual({ x: 10, y: 10, width: 10, height: 10, rotation: 0 });
  });

  it("keeps the very width it was loaded with when it is moved", () => {
    const loaded = { x: 10, y: 10, width: 33.333333333333336, height: 12.123456789012345, rotation: 0 };
    expect(shape.move(loaded, { x: 8, y: 4 }, size)).toEqual({ ...loaded, x: 11, y: 11 });
  });

  it("grows to the picture's edge and no further", () => {
    const value = { x: 90, y: 90, width: 9.875, height: 5, rotation: 0 };
    expect(shape.grow(value, { x: 1, y: 0 }, size)).toMatchObject({ x: 90, width: 10, height: 5 });
    expect(shape.grow({ ...value, width: 10 }, { x: 1, y: 0 }, size)).toMatchObject({ width: 10 });
  });

  it("has eight handles and one to turn it", () => {
    const value = { x: 10, y: 10, width: 10, height: 20, rotation: 0 };
    const names = shape.handles(value, size, options).map((handle) => handle.name);
    expect(names).toEqual(["rotate", "nw", "n", "ne", "e", "se", "s", "sw", "w"]);
    expect(shape.handles(value, size, { ...options, canRotate: false })).toHaveLength(8);
    // top left corner at (80, 40), 80 wide, 80 high; the turning handle 24 over the middle of the top side
    expect(shape.handles(value, size, options)[0]?.at).toEqual({ x: 120, y: 16 });
  });

  it("brings a box back on the picture after a turn at its edge", () => {
    const value = { x: 0, y: 0, width: 25, height: 10, rotation: 0 };
    // 200 x 40 pixels at the corner, turned by 90 degrees: it stands 200 high, so its middle has to come down to 100
    expect(shape.drag(value, "rotate", { x: 500, y: 20 }, size, options)).toEqual({ x: 15, y: 0, width: 25, height: 10, rotation: 90 });
  });

  it("says its size in pixels", () => {
    expect(shape.describe({ x: 0, y: 0, width: 39.5, height: 38, rotation: 0 }, size)).toBe("Box, 316 × 152");
  });
});
