// @vitest-environment jsdom
// Which tools ask a model, and with what.
import { describe, expect, it } from "vitest";
import { editorOn } from "../../testing/editor";
import { offersModel, smartPrompt, toggleModel } from "./smart";
import { actingTool, toolsOffered } from "./tools";

const POINTS = '<KeyPointLabels name="p" toName="i" smart="TRUE" smartOnly="true"><Label value="Thing"/></KeyPointLabels>';
const BOXES = '<RectangleLabels name="b" toName="i"><Label value="Car"/></RectangleLabels>';
const on = (controls: string) => editorOn(`<View>${controls}<Image name="i" value="$i"/></View>`, { data: { i: "/a.png" } });
const point = { object: "i", geometry: { x: 1, y: 2, width: 1 }, parts: [{ control: "p", type: "keypointlabels", field: "keypointlabels", content: ["Thing"] }], envelope: { image_rotation: 0 } };

describe("tools that only ask a model", () => {
  it("are there while the model is asked", () => {
    const editor = on(BOXES + POINTS);
    const names = () => toolsOffered(editor, "i").map(({ name }) => name).filter((name) => name !== "rectangle-by-points");
    editor.pressLabel("p", "Thing");
    expect([names().includes("keypoint"), actingTool(editor, "i"), editor.partsForNewRegion("i", "keypoint")]).toEqual([false, "select", undefined]);
    toggleModel(editor);
    expect([names().includes("keypoint"), actingTool(editor, "i")]).toEqual([true, "keypoint"]);
  });

  it("ask with a point that says whether it belongs to the thing, and which labels it has", () => {
    const editor = on(BOXES + POINTS);
    expect(smartPrompt(editor, point, false)).toBeUndefined();
    toggleModel(editor);
    expect(smartPrompt(editor, point, true)).toEqual({ ...point, geometry: { x: 1, y: 2, width: 1, labels: ["Thing"] }, envelope: { image_rotation: 0, is_positive: false } });
    expect(smartPrompt(editor, { ...point, parts: [{ control: "b", type: "rectanglelabels", field: "rectanglelabels", content: ["Car"] }] }, false)).toBeUndefined();
  });

  it("have a switch only where the host answers and something can ask", () => {
    const asking = on(POINTS);
    expect(offersModel(asking, "i")).toBe(false);
    (asking.interfaces as Set<string>).add("auto-annotation");
    expect(offersModel(asking, "i")).toBe(true);
    const plain = on(BOXES);
    (plain.interfaces as Set<string>).add("auto-annotation");
    expect(offersModel(plain, "i")).toBe(false);
  });
});
