import { expect, it } from "vitest";
import type { Template } from "../../types";
import { categoriesOf, matching } from "./gallery-filter";

const template = (name: string, category: string, title: string): Template => ({ name, category, title, description: `About ${title}`, image: null });
const ALL = [template("ner", "text", "Named entities"), template("bbox", "image", "Object boxes"), template("sentiment", "text", "Sentiment")];

it("counts categories in the order of the gallery", () => {
  expect(categoriesOf(ALL)).toEqual([{ name: "text", size: 2 }, { name: "image", size: 1 }]);
});

it("finds every word, in any order and case", () => {
  expect(matching(ALL, "ENTITIES named", undefined).map(({ name }) => name)).toEqual(["ner"]);
  expect(matching(ALL, "", "text")).toHaveLength(2);
  expect(matching(ALL, "boxes", "text")).toEqual([]);
});
