// @vitest-environment jsdom
// Expected results are typed by hand from Label Studio's formats, never printed by the code under test.
import { describe, expect, it } from "vitest";
import { resultItems } from "./results";
import { editorOn } from "../testing/editor";
import type { ResultItem } from "./types";

const XML = `<View>
  <Labels name="label" toName="text"><Label value="Person"/><Label value="Place" alias="LOC"/></Labels>
  <Text name="text" value="$text"/>
  <Choices name="tone" toName="text"><Choice value="Good" alias="g"/><Choice value="Bad"/></Choices>
  <Choices name="sure" toName="text" perRegion="true"><Choice value="Yes"/><Choice value="No"/></Choices>
  <Image name="img" value="$image"/>
  <Rectangle name="box" toName="img"/>
  <Labels name="kind" toName="img"><Label value="Car"/></Labels>
  <Gadget name="gadget" toName="text"/>
</View>`;

const span = (id: string, start: number, end: number, label: string, more: Partial<ResultItem> = {}): ResultItem => ({
  id, from_name: "label", to_name: "text", type: "labels", origin: "manual", value: { start, end, text: "x", labels: [label] }, ...more,
});
const BOX = { x: 10, y: 20.5, width: 30, height: 40, rotation: 0 };
const SIZE = { original_width: 800, original_height: 600, image_rotation: 0 };

const CORPUS: Readonly<Record<string, readonly ResultItem[]>> = {
  "nothing": [],
  "overlapping spans, one around the other": [span("a", 0, 10, "Person"), span("b", 3, 5, "LOC"), span("c", 4, 12, "Person")],
  "a choice with its alias": [{ id: "q", from_name: "tone", to_name: "text", type: "choices", value: { choices: ["g"] } }],
  "a region with a question of its own": [
    span("a", 0, 4, "Person"),
    { id: "a", from_name: "sure", to_name: "text", type: "choices", value: { start: 0, end: 4, text: "x", choices: ["Yes"] } },
  ],
  "a shape and its label in two items with one id": [
    { id: "r", from_name: "box", to_name: "img", type: "rectangle", value: BOX, ...SIZE },
    { id: "r", from_name: "kind", to_name: "img", type: "labels", value: { ...BOX, labels: ["Car"] }, ...SIZE },
  ],
  "items of two regions in any order": [
    { id: "r", from_name: "kind", to_name: "img", type: "labels", value: { ...BOX, labels: ["Car"] }, ...SIZE },
    span("a", 0, 4, "Person"),
    { id: "r", from_name: "box", to_name: "img", type: "rectangle", value: BOX, ...SIZE },
  ],
  "unknown tags, unknown controls, unknown labels": [
    { id: "g", from_name: "gadget", to_name: "text", type: "gadget", value: { gadget: 4 }, strange: true },
    { id: "z", from_name: "nobody", to_name: "nowhere", type: "polygonlabels", value: { points: [[1, 2]] } },
    span("a", 0, 4, "Dragon"),
  ],
  "relations": [
    span("a", 0, 4, "Person"), span("b", 6, 9, "LOC"),
    { from_id: "a", to_id: "b", type: "relation", direction: "right", labels: ["in"] },
  ],
  "notes, scores and keys of others": [span("a", 0, 4, "Person", { meta: { text: ["look again"] }, score: 0.25, origin: "prediction", parentID: "b", x_own: 1 })],
  "a question answered twice": [
    { id: "q", from_name: "tone", to_name: "text", type: "choices", value: { choices: ["g"] } },
    { id: "w", from_name: "tone", to_name: "text", type: "choices", value: { choices: ["Bad"] } },
  ],
};

describe("a result that nobody touches", () => {
  it.each(Object.entries(CORPUS))("is saved as it came: %s", (_, result) => {
    expect(editorOn(XML, { result }).current.value.serialize()).toEqual(result);
  });

  it("is saved as it came after a change was undone", () => {
    const { current } = editorOn(XML, { result: CORPUS["relations"]! });
    current.value.remove(["a"]);
    current.value.history.undo();
    expect(current.value.serialize()).toEqual(CORPUS["relations"]);
  });
});

describe("changing a result", () => {
  it("leaves all other items and their order alone", () => {
    const result = CORPUS["items of two regions in any order"]!;
    const annotation = editorOn(XML, { result }).current.value;
    annotation.setGeometry("r", { x: 11 });
    expect(annotation.serialize()).toEqual([
      { id: "r", from_name: "kind", to_name: "img", type: "labels", value: { x: 11, y: 20.5, width: 30, height: 40, rotation: 0, labels: ["Car"] }, ...SIZE },
      span("a", 0, 4, "Person"),
      { id: "r", from_name: "box", to_name: "img", type: "rectangle", value: { x: 11, y: 20.5, width: 30, height: 40, rotation: 0 }, ...SIZE },
    ]);
  });

  it("keeps what it does not know", () => {
    const result = CORPUS["unknown tags, unknown controls, unknown labels"]!;
    const annotation = editorOn(XML, { result }).current.value;
    annotation.setContent({ control: "tone", object: "text", type: "choices", field: "choices", content: ["Bad"] });
    const saved = annotation.serialize();
    expect(saved.slice(0, 3)).toEqual(result);
    expect(saved[3]).toMatchObject({ from_name: "tone", to_name: "text", type: "choices", value: { choices: ["Bad"] }, origin: "manual" });
  });

  it("repeats geometry and size in an item added to a region", () => {
    const result: readonly ResultItem[] = [{ id: "r", from_name: "box", to_name: "img", type: "rectangle", value: BOX, ...SIZE }];
    const annotation = editorOn(XML, { result }).current.value;
    annotation.setPart("r", { control: "kind", type: "labels", field: "labels", content: ["Car"] });
    expect(annotation.serialize()).toEqual([
      result[0],
      { id: "r", from_name: "kind", to_name: "img", type: "labels", origin: "manual", value: { x: 10, y: 20.5, width: 30, height: 40, rotation: 0, labels: ["Car"] }, original_width: 800, original_height: 600, image_rotation: 0 },
    ]);
  });

  it("takes relations away with either end", () => {
    const annotation = editorOn(XML, { result: CORPUS["relations"]! }).current.value;
    annotation.remove(["b"]);
    expect(annotation.serialize()).toEqual([span("a", 0, 4, "Person")]);
  });

  it("drops an answer that was taken back", () => {
    const annotation = editorOn(XML, { result: CORPUS["a choice with its alias"]! }).current.value;
    annotation.setContent({ control: "tone", object: "text", type: "choices", field: "choices", content: [] });
    expect(annotation.serialize()).toEqual([]);
  });

  it("lets the last of two answers win", () => {
    const annotation = editorOn(XML, { result: [...CORPUS["a question answered twice"]!, span("a", 0, 4, "Person")] }).current.value;
    expect(annotation.content("tone")).toEqual(["Bad"]);
  });

  it("says that a prediction was changed", () => {
    const editor = editorOn(XML, { predictions: [{ id: "p", pk: 7, kind: "prediction", result: [span("a", 0, 4, "Person", { score: 0.5 }), span("b", 6, 9, "LOC")] }] });
    const copy = editor.copy(editor.predictions.value[0]!);
    expect(copy.source.parentPrediction).toBe(7);
    expect(copy.serialize().map(({ origin }) => origin)).toEqual(["prediction", "prediction"]);
    copy.setGeometry("b", { end: 10 });
    expect(copy.serialize().map(({ origin }) => origin)).toEqual(["prediction", "prediction-changed"]);
  });
});

describe("reading", () => {
  it("takes a list, and a list as JSON text, and nothing else", () => {
    expect(resultItems('[{"type":"choices"}]')).toEqual([{ type: "choices" }]);
    expect(resultItems("nonsense")).toEqual([]);
    expect(resultItems(null)).toEqual([]);
    expect(resultItems([null, 3, { type: "x" }])).toEqual([{ type: "x" }]);
  });

  it("finds the control when its name has gone from the config", () => {
    const editor = editorOn(XML, { result: [span("a", 0, 4, "Person", { from_name: "older" })] });
    expect(editor.look(editor.current.value.regions.get("a")!).labels).toEqual(["Person"]);
  });

  it("reads the older normalization as a note", () => {
    const editor = editorOn(XML, { result: [span("a", 0, 4, "Person", { normalization: "2019" })] });
    expect(editor.current.value.regions.get("a")!.items[0]!.meta).toEqual({ text: ["2019"] });
  });
});
