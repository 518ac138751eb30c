import { expect, it } from "vitest";
import { lineDiff } from "./line-diff";

const told = (before: string, after: string): readonly string[] =>
  lineDiff(before, after).map(({ kind, text }) => ({ same: " ", added: "+", removed: "-", gap: "…" })[kind] + text);

it("tells nothing of texts that are the same, line ends aside", () => {
  expect(told("a\nb\n", "a\r\nb")).toEqual([]);
});

it("tells what came and went between what stayed", () => {
  expect(told("a\nb\nc\nd", "a\nx\nc\nd\ne")).toEqual([" a", "-b", "+x", " c", " d", "+e"]);
  expect(told("", "a")).toEqual(["-", "+a"]);
});

it("keeps two lines around a difference and leaves out the rest", () => {
  const many = Array.from({ length: 12 }, (_, index) => String(index));
  expect(told(many.join("\n"), many.map((line) => (line === "2" || line === "10" ? "x" : line)).join("\n"))).toEqual([
    " 0", " 1", "-2", "+x", " 3", " 4", "…", " 8", " 9", "-10", "+x", " 11",
  ]);
});

it("tells very large differences as a whole, at once", () => {
  const lines = (mark: string): string => Array.from({ length: 3000 }, (_, index) => `${mark}${index}`).join("\n");
  expect(told(lines("a"), lines("b"))).toHaveLength(6000);
});
