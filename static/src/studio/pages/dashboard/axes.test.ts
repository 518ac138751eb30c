import { expect, it } from "vitest";
import { levels, named } from "./axes";

it("ends the axis at a round number and divides it into whole parts", () => {
  expect(levels(0)).toEqual([1, 0]);
  expect(levels(1)).toEqual([1, 0]);
  expect(levels(5)).toEqual([5, 0]);
  expect(levels(87)).toEqual([100, 75, 50, 25, 0]);
  expect(levels(1204)).toEqual([2000, 1500, 1000, 500, 0]);
});

it("names few places, evenly, the first among them", () => {
  expect([...named(5, 8)]).toEqual([0, 1, 2, 3, 4]);
  expect([...named(30, 8)]).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
  expect([...named(0, 8)]).toEqual([]);
});
