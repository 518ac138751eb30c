import { describe, expect, it } from "vitest";
import { Viewport, type QuarterTurns } from "./viewport";

function viewport(turns: QuarterTurns = 0): Viewport {
  const view = new Viewport();
  view.picture = { width: 1200, height: 800 };
  view.stage = { width: 600, height: 600 };
  view.turns = turns;
  return view;
}

describe("Viewport", () => {
  it("fits a wide picture to the width and centres it", () => {
    const view = viewport();
    view.fit();
    expect(view.scale).toBe(0.5);
    expect(view.toStage({ x: 0, y: 0 })).toEqual({ x: 0, y: 100 });
    expect(view.toStage({ x: 1200, y: 800 })).toEqual({ x: 600, y: 500 });
  });

  // where the top left corner of the original stands after clockwise quarter turns, fitted into 600 x 600
  it.each([[0, 0, 100], [90, 500, 0], [180, 600, 500], [270, 100, 600]] as const)("turns by %i degrees", (turns, x, y) => {
    const view = viewport(turns);
    view.fit();
    const corner = view.toStage({ x: 0, y: 0 });
    expect(corner.x).toBeCloseTo(x);
    expect(corner.y).toBeCloseTo(y);
    const back = view.toPicture({ x: corner.x, y: corner.y });
    expect(back.x).toBeCloseTo(0);
    expect(back.y).toBeCloseTo(0);
  });

  it("keeps the spot under the pointer when zooming in", () => {
    const view = viewport();
    view.fit();
    const before = view.toPicture({ x: 150, y: 250 });
    view.zoomTo(2, { x: 150, y: 250 });
    expect(view.toPicture({ x: 150, y: 250 }).x).toBeCloseTo(before.x);
    expect(view.toPicture({ x: 150, y: 250 }).y).toBeCloseTo(before.y);
  });

  it("carries a spot from where two fingers met it to where they are now", () => {
    const view = viewport();
    view.fit();
    const before = view.toPicture({ x: 150, y: 250 });
    view.zoomTo(view.scale * 4, { x: 150, y: 250 }, { x: 170, y: 220 });
    expect(view.toPicture({ x: 170, y: 220 }).x).toBeCloseTo(before.x);
    expect(view.toPicture({ x: 170, y: 220 }).y).toBeCloseTo(before.y);
  });

  it("stays between 10 and 4,000 percent, and leaves no gap when it is larger than the stage", () => {
    const view = viewport();
    view.fit();
    view.zoomTo(100);
    expect(view.scale).toBe(40);
    view.panBy(1e6, 1e6);
    expect(view.toStage({ x: 0, y: 0 })).toEqual({ x: 0, y: 0 });
    view.zoomTo(0.0001);
    expect(view.scale).toBe(0.1);
  });

  it("pans as little as needed to reveal a point", () => {
    const view = viewport();
    view.zoomTo(1, { x: 0, y: 0 });
    view.panBy(1e6, 1e6);
    view.reveal([{ x: 700, y: 100 }]);
    expect(view.toStage({ x: 700, y: 100 })).toEqual({ x: 600, y: 100 });
  });
});
