import { describe, expect, test } from "vitest";
import { covers, isLarge, partInView, standInSize, type Part } from "./parts";
import { Viewport } from "./viewport";

const HUNDRED = { width: 12_000, height: 8_500 };

function looking(scale: number, x: number, y: number): Viewport {
  return Object.assign(new Viewport(), { picture: HUNDRED, stage: { width: 1000, height: 600 }, scale, x, y });
}

describe("a very large picture", () => {
  test("is one of more than 24 million pixels", () => {
    expect(isLarge(HUNDRED)).toBe(true);
    expect(isLarge({ width: 6000, height: 4000 })).toBe(false);
  });

  test("has a stand-in of its own proportions", () => {
    expect(standInSize(HUNDRED)).toEqual({ width: 3072, height: 2176 });
    expect(standInSize({ width: 200, height: 100 })).toEqual({ width: 200, height: 100 });
  });

  test("is shown by its stand-in while no pixel of that is larger than one of the screen", () => {
    expect(partInView(looking(0.25, 0, 0), 1)).toBeUndefined();
    expect(partInView(looking(0.2, 0, 0), 2)).toMatchObject({ density: 0.4 });
  });

  test("is drawn from the true pixels where it is seen, and a little around that", () => {
    // the stage shows 3,000 to 5,000 across and 2,000 to 3,200 down; 15 % of it on each side are 300 and 180 more
    expect(partInView(looking(0.5, -1500, -1000), 1)).toEqual({ x: 2700, y: 1820, width: 2600, height: 1560, density: 0.5 });
  });

  test("is never drawn larger than it is, nor beyond its edges", () => {
    expect(partInView(looking(4, 0, 0), 2)).toEqual({ x: 0, y: 0, width: 288, height: 173, density: 1 });
  });

  test("turned by 90 degrees, the part is where the turned stage lies", () => {
    const viewport = Object.assign(looking(0.5, -1000, -2000), { turns: 90 as const });
    // across the stage lies the height, from the bottom: 8,500 - (1000 + 1000) / 0.5 = 4,500 to 6,500; down it the width: 4,000 to 5,200
    expect(partInView(viewport, 1)).toEqual({ x: 3820, y: 4200, width: 1560, height: 2600, density: 0.5 });
  });
});

describe("what is drawn", () => {
  const drawn: Part = { x: 2700, y: 1820, width: 2600, height: 1560, density: 0.5 };

  test("is enough for a small movement, and not for a large one", () => {
    expect(covers(drawn, partInView(looking(0.5, -1600, -1050), 1)!, looking(0.5, -1600, -1050))).toBe(true);
    expect(covers(drawn, partInView(looking(0.5, -1700, -1000), 1)!, looking(0.5, -1700, -1000))).toBe(false);
  });

  test("is not enough for a larger scale", () => {
    expect(covers(drawn, partInView(looking(0.7, -2400, -1500), 1)!, looking(0.7, -2400, -1500))).toBe(false);
  });
});
