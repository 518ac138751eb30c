// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { editorOn } from "../../testing/editor";
import { actingTool, chooseTool, toolsOffered } from "./tools";

const IMAGE = '<Image name="image" value="$image"/>';
const BOXES = '<RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels>';
const ROUND = '<EllipseLabels name="round" toName="image"><Label value="Wheel"/></EllipseLabels>';
const ANY = '<Rectangle name="shape" toName="image"/><Ellipse name="oval" toName="image"/><Labels name="any" toName="image"><Label value="Thing"/></Labels>';
const editor = (controls: string) => editorOn(`<View>${controls}${IMAGE}</View>`, { data: { image: "/a.png" } });

describe("the tool that acts", () => {
  it("is the shape of the label that is picked", () => {
    const both = editor(BOXES + ROUND);
    expect(actingTool(both, "image")).toBe("select");
    both.pressLabel("round", "Wheel");
    expect(actingTool(both, "image")).toBe("ellipse");
    both.pressLabel("box", "Car");
    expect(actingTool(both, "image")).toBe("rectangle");
  });

  it("gives way to a label that it cannot carry, and puts down labels that it cannot carry", () => {
    const both = editor(BOXES + ROUND);
    chooseTool(both, "image", "ellipse");
    both.pressLabel("box", "Car");
    expect(actingTool(both, "image")).toBe("rectangle");
    chooseTool(both, "image", "ellipse");
    expect(actingTool(both, "image")).toBe("ellipse");
    expect(both.activeLabels.value.has("box")).toBe(false);
  });

  it("keeps a way of drawing with the labels of its shape, and any shape with labels for all", () => {
    const both = editor(BOXES + ROUND);
    both.pressLabel("box", "Car");
    chooseTool(both, "image", "rectangle-by-points");
    expect(actingTool(both, "image")).toBe("rectangle-by-points");
    expect(both.activeLabels.value.get("box")).toEqual(["Car"]);
    const any = editor(ANY);
    any.pressLabel("any", "Thing");
    chooseTool(any, "image", "ellipse");
    expect(actingTool(any, "image")).toBe("ellipse");
    expect(any.activeLabels.value.get("any")).toEqual(["Thing"]);
    chooseTool(any, "image", "select");
    expect(any.activeLabels.value.has("any")).toBe(false);
  });

  it("is one of those that the config's shapes bring", () => {
    expect(toolsOffered(editor(BOXES + ROUND), "image").map(({ name, key }) => [name, key])).toEqual([
      ["rectangle", "r"], ["rectangle-by-points", "shift+r"], ["ellipse", "o"],
    ]);
  });
});
