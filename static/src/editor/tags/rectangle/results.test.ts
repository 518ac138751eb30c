// @vitest-environment jsdom
// What drawing a box writes, typed by hand from the result format; regions come and go through the real core.
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config";
import { Editor } from "../../core/editor";
import type { ResultItem } from "../../core/types";
import { loadTags } from "../registry";
import { rectangleShape } from "./shape";

const PICTURE = { width: 1000, height: 500 };

async function editorOf(controls: string, result: readonly ResultItem[] = []): Promise<Editor> {
  const find = await loadTags(["view", "image", "rectangle", "rectanglelabels", "labels", "label"]);
  const config = parseConfig(`<View><Image name="image" value="$image"/>${controls}</View>`, find, { image: "/a.png" });
  const annotations = [{ id: "a", kind: "annotation" as const, result }];
  return new Editor({ config, task: { id: 1, data: { image: "/a.png" } }, annotations, predictions: [], interfaces: new Set(), settings: {} });
}

/** A box from (100, 50) to (300, 150) on a picture of 1000 x 500. */
function draw(editor: Editor): string {
  const geometry = rectangleShape.draw({ x: 100, y: 50 }, { x: 300, y: 150 }, PICTURE, { canRotate: true, constrained: false, unit: 1, snap: false })!;
  const parts = editor.partsForNewRegion("image", "rectangle")!;
  const envelope = { original_width: 1000, original_height: 500, image_rotation: 0 };
  return editor.current.value.add({ object: "image", geometry, parts, envelope }).id;
}

const common = { to_name: "image", origin: "manual", original_width: 1000, original_height: 500, image_rotation: 0 };
const place = { x: 10, y: 10, width: 20, height: 20, rotation: 0 };

describe("results of a box", () => {
  it("is one item with RectangleLabels, with the alias where there is one", async () => {
    const editor = await editorOf('<RectangleLabels name="label" toName="image"><Label value="Car" alias="car"/></RectangleLabels>');
    editor.pressLabel("label", "car");
    const id = draw(editor);
    expect(editor.current.value.serialize()).toEqual([
      { ...common, id, from_name: "label", type: "rectanglelabels", value: { ...place, rectanglelabels: ["car"] } },
    ]);
  });

  it("is nothing while no label is picked", async () => {
    const editor = await editorOf('<RectangleLabels name="label" toName="image"><Label value="Car"/></RectangleLabels>');
    expect(editor.partsForNewRegion("image", "rectangle")).toBeUndefined();
  });

  it("is a bare item with Rectangle", async () => {
    const editor = await editorOf('<Rectangle name="rect" toName="image"/>');
    const id = draw(editor);
    expect(editor.current.value.serialize()).toEqual([{ ...common, id, from_name: "rect", type: "rectangle", value: place }]);
  });

  it("is two items with one id with Rectangle and Labels", async () => {
    const editor = await editorOf('<Rectangle name="rect" toName="image"/><Labels name="label" toName="image"><Label value="Cat"/></Labels>');
    editor.pressLabel("label", "Cat");
    const id = draw(editor);
    expect(editor.current.value.serialize()).toEqual([
      { ...common, id, from_name: "rect", type: "rectangle", value: place },
      { ...common, id, from_name: "label", type: "labels", value: { ...place, labels: ["Cat"] } },
    ]);
  });

  it("moves in every item of the region", async () => {
    const editor = await editorOf('<Rectangle name="rect" toName="image"/><Labels name="label" toName="image"><Label value="Cat"/></Labels>');
    editor.pressLabel("label", "Cat");
    const id = draw(editor);
    const value = editor.current.value.regions.get(id)!.items[0]!.value!;
    editor.current.value.setGeometry(id, rectangleShape.move(value, { x: 10, y: -5 }, PICTURE));
    const there = { x: 11, y: 9, width: 20, height: 20, rotation: 0 };
    expect(editor.current.value.serialize().map((item) => item.value)).toEqual([there, { ...there, labels: ["Cat"] }]);
  });

  it("is saved as it was loaded when nobody touches it", async () => {
    const loaded: ResultItem[] = [
      { id: "x1", from_name: "label", to_name: "image", type: "rectanglelabels", origin: "prediction", score: 0.87, original_width: 1000, original_height: 500,
        image_rotation: 90, value: { x: 1.23456789012345, y: 2, width: 3, height: 4, rotation: 12.5, rectanglelabels: ["Car"] }, meta: { text: ["parked"] }, extra: { kept: true } },
    ];
    const editor = await editorOf('<RectangleLabels name="label" toName="image"><Label value="Car"/></RectangleLabels>', loaded);
    expect(editor.current.value.serialize()).toEqual(loaded);
  });
});
