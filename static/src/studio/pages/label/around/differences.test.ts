// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../../editor/core/config";
import type { ResultItem } from "../../../../editor/core/types";
import { loadTags } from "../../../../editor/tags/registry";
import { compare } from "./differences";
import { fate } from "./sides";

const CONFIG = `<View><Labels name="label" toName="text"><Label value="Person"/><Label value="Place"/></Labels><Text name="text" value="$text"/>
  <Choices name="tone" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices></View>`;
const find = await loadTags(["View", "Labels", "Label", "Text", "Choices", "Choice"]);
const config = parseConfig(CONFIG, find, { text: "Ada went to Rome with Ben." });

const span = (id: string, start: number, end: number, label: string): ResultItem => ({ id, from_name: "label", to_name: "text", type: "labels", value: { start, end, labels: [label] } });
const tone = (value: string): ResultItem => ({ id: "t", from_name: "tone", to_name: "text", type: "choices", value: { choices: [value] } });
const kinds = (left: ResultItem[], right: ResultItem[]) => compare(config, left, right).differences.map(({ kind }) => kind);

describe("two results", () => {
  it("are the same whatever the ids and the order", () => {
    const left = [span("a", 0, 3, "Person"), span("b", 12, 16, "Place"), tone("Good")];
    const right = [tone("Good"), span("y", 12, 16, "Place"), span("x", 0, 3, "Person")];
    expect(compare(config, left, right)).toEqual({ same: 3, differences: [] });
  });

  it("differ by regions that only one has", () => {
    expect(kinds([span("a", 0, 3, "Person")], [span("b", 12, 16, "Place")])).toEqual(["only-left", "only-right"]);
  });

  it("differ by labels on the same place, and by the place of the same label", () => {
    expect(kinds([span("a", 12, 16, "Person")], [span("b", 12, 16, "Place")])).toEqual(["labels"]);
    expect(kinds([span("a", 0, 10, "Person")], [span("b", 2, 10, "Person")])).toEqual(["place"]);
    expect(kinds([span("a", 0, 10, "Person")], [span("b", 8, 20, "Person")])).toEqual(["only-left", "only-right"]);
    expect(kinds([span("a", 0, 3, "Person")], [span("a", 12, 16, "Person")])).toEqual(["place"]);
  });

  it("take two regions on one place by their labels", () => {
    const left = [span("a", 0, 3, "Person"), span("b", 0, 3, "Place")];
    const right = [span("c", 0, 3, "Place"), span("d", 0, 3, "Person")];
    expect(compare(config, left, right).differences).toEqual([]);
  });

  it("differ by answers, also where one has none", () => {
    expect(kinds([tone("Good")], [tone("Bad")])).toEqual(["answer"]);
    expect(kinds([tone("Good")], [])).toEqual(["answer"]);
    expect(kinds([], [])).toEqual([]);
  });

  it("compares thousands in less than a second", () => {
    const many = (shift: number): ResultItem[] => Array.from({ length: 5000 }, (_, at) => span(`${shift}-${at}`, at * 10 + shift, at * 10 + 9, at % 2 ? "Person" : "Place"));
    const began = performance.now();
    expect(compare(config, many(0), many(0)).same).toBe(5000);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

it("says what became of a prediction", () => {
  const prediction = [span("a", 0, 3, "Person"), span("b", 12, 16, "Person"), span("c", 22, 25, "Person"), tone("Bad")];
  const mine = [span("a", 0, 3, "Person"), span("b", 12, 16, "Place"), span("z", 4, 8, "Place"), tone("Bad")];
  expect(fate(compare(config, prediction, mine))).toEqual({ kept: 2, changed: 1, leftOut: 1 });
});
