// The box around several regions: numbers by hand.
import { describe, expect, it } from "vitest";
import { scaled } from "../../tags/rectangle/box";
import { boundsOf, groupHandles, scaledPoint, scalingTo, wayWithin, wholeWay, within, overlap } from "./several";

const SIZE = { width: 400, height: 300 };
const BOUNDS = { left: 100, top: 50, right: 200, bottom: 150 };

describe("moving as one", () => {
  it("stops at the edges of the picture, and what hangs over may only come back", () => {
    expect(wayWithin(BOUNDS, { x: 500, y: -80 }, SIZE)).toEqual({ x: 200, y: -50 });
    expect(wayWithin({ ...BOUNDS, left: -20 }, { x: -10, y: 0 }, SIZE)).toEqual({ x: 0, y: 0 });
    expect(wayWithin({ ...BOUNDS, left: -20 }, { x: 10, y: 0 }, SIZE)).toEqual({ x: 10, y: 0 });
  });

  it("ends on whole pixels where that is asked for", () => {
    expect(wholeWay({ ...BOUNDS, left: 100.25 }, { x: 10, y: 3.6 })).toEqual({ x: 9.75, y: 4 });
  });
});

describe("scaling as one", () => {
  const options = { unit: 1, keepRatio: false };

  it("has eight handles, six pixels off the regions", () => {
    expect(boundsOf([{ x: 100, y: 50 }, { x: 200, y: 90 }, { x: 120, y: 150 }])).toEqual(BOUNDS);
    const handles = groupHandles(BOUNDS, 2);
    expect(handles.length).toBe(8);
    expect(handles.find(({ name }) => name === "nw")!.at).toEqual({ x: 88, y: 38 });
    expect(handles.find(({ name }) => name === "e")!.at).toEqual({ x: 212, y: 100 });
  });

  it("keeps the opposite side, and what is not dragged", () => {
    // the handle stands 6 px outside: 256 is where the side comes to 250
    expect(scalingTo(BOUNDS, "e", { x: 256, y: 0 }, SIZE, options)).toEqual({ about: { x: 100, y: 50 }, by: { x: 1.5, y: 1 } });
    expect(scalingTo(BOUNDS, "nw", { x: 144, y: 94 }, SIZE, options)).toEqual({ about: { x: 200, y: 150 }, by: { x: 0.5, y: 0.5 } });
  });

  it("keeps the ratio at corners, stays on the picture, and never turns inside out", () => {
    expect(scalingTo(BOUNDS, "se", { x: 256, y: 256 }, SIZE, { unit: 1, keepRatio: true }).by).toEqual({ x: 1.5, y: 1.5 });
    expect(scalingTo(BOUNDS, "s", { x: 0, y: 900 }, SIZE, options).by).toEqual({ x: 1, y: 2.5 });
    expect(scalingTo(BOUNDS, "w", { x: 390, y: 0 }, SIZE, options).by.x).toBe(0.01);
  });

  it("puts points and boxes where the factors say", () => {
    expect(scaledPoint({ x: 120, y: 60 }, { about: { x: 100, y: 50 }, by: { x: 2, y: 3 } })).toEqual({ x: 140, y: 80 });
    const box = scaled({ x: 120, y: 60, width: 10, height: 20, rotation: 0 }, { x: 100, y: 50 }, { x: 2, y: 3 });
    expect(box).toEqual({ x: 140, y: 80, width: 20, height: 60, rotation: 0 });
    // on its side, its width runs down the picture
    const turned = scaled({ x: 120, y: 60, width: 10, height: 20, rotation: 90 }, { x: 100, y: 50 }, { x: 2, y: 3 });
    expect([turned.width, turned.height]).toEqual([expect.closeTo(30), expect.closeTo(40)]);
    expect([turned.x, turned.y]).toEqual([expect.closeTo(140), expect.closeTo(80)]);
  });
});

it("tells what a band touches from what it lies in", () => {
  expect(overlap(BOUNDS, { left: 190, top: 140, right: 300, bottom: 200 })).toBe(true);
  expect(overlap(BOUNDS, { left: 210, top: 140, right: 300, bottom: 200 })).toBe(false);
  expect(within({ left: 120, top: 60, right: 130, bottom: 70 }, BOUNDS)).toBe(true);
});
