import { expect, it } from "vitest";
import { cardAfter } from "./card-keys";

/** Six cards in rows of four: 0 1 2 3 / 4 5. */
const SPOTS = [0, 1, 2, 3, 4, 5].map((index) => ({ left: (index % 4) * 100, top: Math.floor(index / 4) * 80 }));

it("moves along a row and on to the next", () => {
  expect(cardAfter("ArrowRight", 0, SPOTS)).toBe(1);
  expect(cardAfter("ArrowRight", 3, SPOTS)).toBe(4);
  expect(cardAfter("ArrowLeft", 4, SPOTS)).toBe(3);
  expect(cardAfter("ArrowLeft", 0, SPOTS)).toBeUndefined();
  expect(cardAfter("ArrowRight", 5, SPOTS)).toBeUndefined();
});

it("moves between rows, to the last card of a short one", () => {
  expect(cardAfter("ArrowDown", 1, SPOTS)).toBe(5);
  expect(cardAfter("ArrowDown", 3, SPOTS)).toBe(5);
  expect(cardAfter("ArrowUp", 5, SPOTS)).toBe(1);
  expect(cardAfter("ArrowUp", 2, SPOTS)).toBeUndefined();
  expect(cardAfter("ArrowDown", 4, SPOTS)).toBeUndefined();
});

it("knows the ends, and leaves other keys alone", () => {
  expect([cardAfter("Home", 4, SPOTS), cardAfter("End", 0, SPOTS), cardAfter("a", 0, SPOTS)]).toEqual([0, 5, undefined]);
});
