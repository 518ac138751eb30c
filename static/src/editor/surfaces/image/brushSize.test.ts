import { expect, it } from "vitest";
import { brushWidth, colorTolerance } from "./brushSize";

it("keeps what is offered until somebody chooses, and every key press changes the brush", () => {
  brushWidth.offer(150);
  expect(brushWidth.value()).toBe(150);
  brushWidth.set(3);
  brushWidth.offer(150);
  const widths = [brushWidth.value()];
  for (let press = 0; press < 4; press++) {
    brushWidth.larger();
    widths.push(brushWidth.value());
  }
  expect(widths).toEqual([3, 4, 5, 6, 7]);
  for (let press = 0; press < 9; press++) brushWidth.smaller();
  expect(brushWidth.value()).toBe(1);
  brushWidth.set(5000);
  expect(brushWidth.value()).toBe(1000);
});

it("has its slider in equal factors for the brush and in equal steps for colours", () => {
  for (const [position, width, tolerance] of [[0, 1, 0], [50, 32, 128], [100, 1000, 255]] as const) {
    brushWidth.slide(position);
    colorTolerance.slide(position);
    expect([brushWidth.value(), colorTolerance.value()]).toEqual([width, tolerance]);
  }
  expect([brushWidth.position(), colorTolerance.position()]).toEqual([100, 100]);
});
