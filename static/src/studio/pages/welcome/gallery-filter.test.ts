import { expect, it } from "vitest";
import type { Template } from "../../types";
import { categoriesOf, matching } from "./gallery-filter";

const template = (name: string, category: string, title: string, tags: readonly string[]): Template => ({
  name, category, title, tags, description: `About ${title}`, image: null,
});
const ALL = [
  template("ner", "text", "Named entities", ["View", "Labels", "Text"]),
  template("bbox", "image", "Object boxes", ["View", "RectangleLabels", "Image"]),
  template("sentiment", "text", "Sentiment", ["View", "Choices", "Text"]),
];
const names = (found: readonly Template[]): readonly string[] => found.map(({ name }) => name);

it("counts categories in the order of the gallery", () => {
  expect(categoriesOf(ALL)).toEqual([{ name: "text", size: 2 }, { name: "image", size: 1 }]);
});

it("keeps a category that a search leaves empty", () => {
  expect(categoriesOf(ALL, matching(ALL, "boxes", undefined))).toEqual([{ name: "text", size: 0 }, { name: "image", size: 1 }]);
});

it("finds every word, in any order and case", () => {
  expect(names(matching(ALL, "ENTITIES named", undefined))).toEqual(["ner"]);
  expect(matching(ALL, "", "text")).toHaveLength(2);
  expect(matching(ALL, "boxes", "text")).toEqual([]);
});

it("finds a template by a tag of its config, and by the name that its category has on the page", () => {
  expect(names(matching(ALL, "rectanglelabels", undefined))).toEqual(["bbox"]);
  expect(names(matching(ALL, "choices", undefined))).toEqual(["sentiment"]);
  expect(names(matching(ALL, "pictures", undefined))).toEqual(["bbox"]);
});
