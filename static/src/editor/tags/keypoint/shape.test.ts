// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { attributesOf } from "../../core/attributes";
import { parseConfig } from "../../core/config";
import { loadTags } from "../registry";
import { keypointShape as shape } from "./shape";

const size = { width: 800, height: 400 };
const options = { canRotate: true, constrained: false, unit: 1, snap: false };

describe("keypointShape", () => {
  it("lies where the pointer is let go, never beside the picture", () => {
    expect(shape.draw({ x: 1, y: 1 }, { x: 80, y: 40 }, size, options)).toMatchObject({ x: 10, y: 10 });
    expect(shape.draw({ x: 1, y: 1 }, { x: 8000, y: -40 }, size, options)).toMatchObject({ x: 100, y: 0 });
    expect(shape.draw({ x: 1, y: 1 }, { x: 79.6, y: 40.4 }, size, { ...options, snap: true })).toMatchObject({ x: 10, y: 10 });
  });

  it("writes the stroke's width on the screen in percent of the picture's width", async () => {
    const find = await loadTags(["view", "image", "keypoint"]);
    const config = parseConfig('<View><Image name="i" value="$i"/><KeyPoint name="k" toName="i" strokeWidth="6"/></View>', find, { i: "/a.png" });
    const attributes = attributesOf(config.byName.get("k")!);
    // half a picture pixel for one of the screen: 3 pixels of 800
    expect(shape.draw({ x: 0, y: 0 }, { x: 0, y: 0 }, size, { ...options, unit: 0.5, attributes })).toEqual({ x: 0, y: 0, width: 0.375 });
    expect(shape.draw({ x: 0, y: 0 }, { x: 0, y: 0 }, size, options)).toEqual({ x: 0, y: 0, width: 0.125 });
  });

  it("keeps its width when it is moved, and stays on the picture", () => {
    const loaded = { x: 50, y: 50, width: 0.3333333333333333 };
    expect(shape.move(loaded, { x: 8, y: -4 }, size)).toEqual({ ...loaded, x: 51, y: 49 });
    expect(shape.move(loaded, { x: 8000, y: 8000 }, size)).toEqual({ ...loaded, x: 100, y: 100 });
  });

  it("is found by its dot: twice as far away as an outline", () => {
    const value = { x: 50, y: 50, width: 0.1 };
    expect(shape.contains(value, { x: 406, y: 204 }, size, 4)).toBe(true);
    expect(shape.contains(value, { x: 409, y: 200 }, size, 4)).toBe(false);
  });

  it("has no size to change", () => {
    const value = { x: 50, y: 50, width: 0.1 };
    expect(shape.grow(value, { x: 1, y: 1 }, size)).toBeUndefined();
    expect(shape.handles(value, size, options)).toEqual([]);
  });

  it("says where it lies, in pixels, and reads no box", () => {
    expect(shape.describe({ x: 48.5, y: 31.25, width: 1 }, size)).toBe("Point, 388, 125");
    expect(shape.reads({ x: 1, y: 2, width: 3 })).toBe(true);
    expect(shape.reads({ x: 1, y: 2, width: 3, height: 4 })).toBe(false);
  });
});
