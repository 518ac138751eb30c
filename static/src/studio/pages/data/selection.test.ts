import { expect, it } from "vitest";
import { Selection } from "./selection";

it("holds ids, or everything except ids", () => {
  const selection = new Selection();
  selection.select([3, 5, 7]);
  selection.toggle(5);
  expect([selection.count(100), selection.has(3), selection.has(5), selection.items()]).toEqual([2, true, false, { all: false, included: [3, 7] }]);
  selection.selectAll();
  selection.toggle(3);
  selection.select([8, 9], false);
  selection.select([9]);
  expect([selection.count(100), selection.has(3), selection.has(9), selection.items()]).toEqual([98, false, true, { all: true, excluded: [3, 8] }]);
  selection.clear();
  expect([selection.count(100), selection.items()]).toEqual([0, { all: false, included: [] }]);
});

it("gives an earlier state back", () => {
  const selection = new Selection();
  selection.select([1]);
  const before = selection.selected.peek();
  selection.select([2, 3]);
  selection.restore(before);
  expect(selection.items()).toEqual({ all: false, included: [1] });
});
