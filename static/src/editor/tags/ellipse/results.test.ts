// @vitest-environment jsdom
// What ellipses write, typed by hand from the result format; regions come and go through the real core.
import { describe, expect, it } from "vitest";
import type { ResultItem } from "../../core/types";
import { editorOn } from "../../testing/editor";
import { ellipseShape } from "./shape";

const IMAGE = '<Image name="image" value="$image"/>';
const LABELED = `<View><EllipseLabels name="label" toName="image"><Label value="Wheel" alias="wheel"/></EllipseLabels>${IMAGE}</View>`;
const BARE = `<View><Ellipse name="round" toName="image"/><Labels name="label" toName="image"><Label value="Sun"/></Labels>${IMAGE}</View>`;
const data = { image: "/a.png" };
const picture = { width: 1000, height: 500 };
const size = { original_width: 1000, original_height: 500, image_rotation: 0 };
const common = { to_name: "image", origin: "manual", ...size };
const place = { x: 20, y: 20, radiusX: 10, radiusY: 10, rotation: 0 };

/** In the box from (100, 50) to (300, 150). */
function drawn(config: string, label: string) {
  const editor = editorOn(config, { data });
  editor.pressLabel("label", label);
  const geometry = ellipseShape.draw({ x: 100, y: 50 }, { x: 300, y: 150 }, picture, { canRotate: true, constrained: false, unit: 1, snap: false })!;
  const parts = editor.partsForNewRegion("image", "ellipse")!;
  const { id } = editor.current.value.add({ object: "image", geometry, parts, envelope: size });
  return { id, editor };
}

describe("results of an ellipse", () => {
  it("is one item with EllipseLabels", () => {
    const { id, editor } = drawn(LABELED, "wheel");
    expect(editor.current.value.serialize()).toEqual([
      { ...common, id, from_name: "label", type: "ellipselabels", value: { ...place, ellipselabels: ["wheel"] } },
    ]);
  });

  it("is two items of one region with Ellipse and Labels, and moves in both", () => {
    const { id, editor } = drawn(BARE, "Sun");
    const value = editor.current.value.regions.get(id)!.items[0]!.value!;
    editor.current.value.setGeometry(id, ellipseShape.move(value, { x: 10, y: -5 }, picture));
    const there = { ...place, x: 21, y: 19 };
    expect(editor.current.value.serialize()).toEqual([
      { ...common, id, from_name: "round", type: "ellipse", value: there },
      { ...common, id, from_name: "label", type: "labels", value: { ...there, labels: ["Sun"] } },
    ]);
  });

  it("is saved as it was loaded when nobody touches it", () => {
    const value = { x: 1.23456789012345, y: 2, radiusX: 3, radiusY: 4, ellipselabels: ["wheel"] };
    const loaded: ResultItem[] = [{ id: "e1", from_name: "label", to_name: "image", type: "ellipselabels", ...size, value, extra: { kept: true } }];
    expect(editorOn(LABELED, { data, result: loaded }).current.value.serialize()).toEqual(loaded);
  });
});
