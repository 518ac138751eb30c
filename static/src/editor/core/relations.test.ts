// @vitest-environment jsdom
// Relations are part of the annotation: saved as they came, in their place, gone with their regions, undone and redone.
import { describe, expect, it } from "vitest";
import { editorOn } from "../testing/editor";
import type { ResultItem } from "./types";

const XML = '<View><Labels name="l" toName="t"><Label value="X"/></Labels><Text name="t" value="$text"/></View>';
const span = (id: string, start: number): ResultItem => ({ id, from_name: "l", to_name: "t", type: "labels", value: { start, end: start + 1, labels: ["X"] } });
const arrow = (from: string, to: string, more: object = {}): ResultItem => ({ from_id: from, to_id: to, type: "relation", direction: "right", ...more });
const annotationOf = (...result: ResultItem[]) => editorOn(XML, { result }).current.value;

describe("relations", () => {
  it("stay as they came, and where they came, when something else changes", () => {
    const loaded = [arrow("a", "b", { labels: ["causes"], extra: 1 }), span("a", 0), arrow("b", "ghost"), span("b", 2), arrow("a", "b", { direction: "bi" })];
    const annotation = annotationOf(...loaded);
    expect(annotation.relations.length).toBe(1);
    annotation.setGeometry("b", { start: 3, end: 4 });
    const moved = { ...span("b", 3) };
    expect(annotation.serialize()).toEqual([loaded[0], loaded[1], loaded[2], moved, loaded[4]]);
  });

  it("are drawn, changed and taken away, each a step of undo", () => {
    const annotation = annotationOf(span("a", 0), span("b", 2));
    annotation.setRelation("a", "b", arrow("a", "b"));
    annotation.setRelation("b", "a", arrow("b", "a", { direction: "bi" }));
    annotation.setRelation("a", "b", arrow("a", "b", { direction: "left", labels: ["causes"] }));
    expect(annotation.serialize().slice(2)).toEqual([
      { from_id: "a", to_id: "b", type: "relation", direction: "left", labels: ["causes"] },
      { from_id: "b", to_id: "a", type: "relation", direction: "bi" },
    ]);
    annotation.setRelation("a", "b", undefined);
    expect(annotation.relations.map((item) => item["from_id"])).toEqual(["b"]);
    annotation.history.undo();
    annotation.history.undo();
    expect(annotation.relations).toContainEqual(arrow("a", "b"));
    annotation.history.reset();
    expect([annotation.serialize(), annotation.dirty.value]).toEqual([[span("a", 0), span("b", 2)], false]);
  });

  it("go with either of their regions, and come back with it", () => {
    const annotation = annotationOf(span("a", 0), span("b", 2), arrow("a", "b"));
    const made = annotation.add({ object: "t", geometry: { start: 4, end: 5 }, parts: [{ control: "l", type: "labels", field: "labels", content: ["X"] }] });
    annotation.setRelation("b", made.id, arrow("b", made.id));
    annotation.remove(["b"]);
    expect([annotation.relations, annotation.serialize().filter(({ type }) => type === "relation")]).toEqual([[], []]);
    annotation.history.undo();
    expect(annotation.relations.map((item) => item["to_id"])).toEqual(["b", made.id]);
    annotation.remove([made.id]);
    expect(annotation.serialize()).toEqual([span("a", 0), span("b", 2), arrow("a", "b")]);
  });

  it("cannot be drawn on a prediction", () => {
    const editor = editorOn(XML, { predictions: [{ id: "p", kind: "prediction", result: [span("a", 0), span("b", 2)] }] });
    const prediction = editor.predictions.value[0]!;
    prediction.setRelation("a", "b", arrow("a", "b"));
    expect(prediction.relations).toEqual([]);
  });
});
