// @vitest-environment jsdom
// Order of drawing and of pressing, and that it is nobody's result.
import "../../tags/rectangle";
import { expect, it } from "vitest";
import type { ResultItem } from "../../core/types";
import { editorOn } from "../../testing/editor";
import { regionsAt } from "./hits";
import { arrange, ranksOf, stacked } from "./stacking";

const XML = '<View><RectangleLabels name="l" toName="i"><Label value="A"/></RectangleLabels><Image name="i" value="$i"/></View>';
const box = (id: string, side: number): ResultItem => ({ id, from_name: "l", to_name: "i", type: "rectanglelabels", original_width: 100, original_height: 100, image_rotation: 0, value: { x: 0, y: 0, width: side, height: side, rotation: 0, rectanglelabels: ["A"] } });

it("is the order in which they were made, the smallest first under a press, until somebody arranges them", () => {
  const result = [box("a", 10), box("b", 30), box("c", 20)];
  const editor = editorOn(XML, { data: { i: "x" }, result });
  const annotation = editor.current.value;
  const regions = [...annotation.regions.values()];
  const drawn = () => stacked(regions, ranksOf(annotation).value).map(({ id }) => id);
  const pressed = () => regionsAt(regions, { x: 5, y: 5 }, { width: 100, height: 100 }, 0, ranksOf(annotation).value).map(({ id }) => id);
  expect([drawn(), pressed()]).toEqual([["a", "b", "c"], ["a", "c", "b"]]);
  arrange(annotation, ["b"], "front");
  expect([drawn(), pressed()]).toEqual([["a", "c", "b"], ["b", "a", "c"]]);
  arrange(annotation, ["c", "a"], "front");
  expect(drawn()).toEqual(["b", "a", "c"]);
  arrange(annotation, ["a"], "back");
  expect([drawn(), pressed()]).toEqual([["a", "b", "c"], ["c", "b", "a"]]);
  expect([annotation.serialize(), annotation.dirty.value, annotation.history.canUndo.value]).toEqual([result, false, false]);
});
