// @vitest-environment jsdom
// What points write, typed by hand from the result format; regions come and go through the real core.
import { describe, expect, it } from "vitest";
import type { ResultItem } from "../../core/types";
import { editorOn } from "../../testing/editor";
import { keypointShape } from "./shape";

const IMAGE = '<Image name="image" value="$image"/>';
const LABELED = `<View><KeyPointLabels name="label" toName="image"><Label value="Nose" alias="nose"/></KeyPointLabels>${IMAGE}</View>`;
const BARE = `<View><KeyPoint name="point" toName="image"/><Labels name="label" toName="image"><Label value="Eye"/></Labels>${IMAGE}</View>`;
const data = { image: "/a.png" };
const picture = { width: 1000, height: 500 };
const size = { original_width: 1000, original_height: 500, image_rotation: 0 };
const common = { to_name: "image", origin: "manual", ...size };

/** At (485, 125), at 50 %: a stroke of one pixel on the screen covers two of the picture's 1,000. */
function drawn(config: string, label: string) {
  const editor = editorOn(config, { data });
  editor.pressLabel("label", label);
  const at = { x: 485, y: 125 };
  const geometry = keypointShape.draw(at, at, picture, { canRotate: true, constrained: false, unit: 2, snap: false })!;
  const parts = editor.partsForNewRegion("image", "keypoint")!;
  const { id } = editor.current.value.add({ object: "image", geometry, parts, envelope: size });
  return { id, editor };
}

describe("results of a point", () => {
  it("is one item with KeyPointLabels", () => {
    const { id, editor } = drawn(LABELED, "nose");
    expect(editor.current.value.serialize()).toEqual([
      { ...common, id, from_name: "label", type: "keypointlabels", value: { x: 48.5, y: 25, width: 0.2, keypointlabels: ["nose"] } },
    ]);
  });

  it("is two items of one region with KeyPoint and Labels, and moves in both", () => {
    const { id, editor } = drawn(BARE, "Eye");
    const value = editor.current.value.regions.get(id)!.items[0]!.value!;
    editor.current.value.setGeometry(id, keypointShape.move(value, { x: 15, y: -5 }, picture));
    const there = { x: 50, y: 24, width: 0.2 };
    expect(editor.current.value.serialize()).toEqual([
      { ...common, id, from_name: "point", type: "keypoint", value: there },
      { ...common, id, from_name: "label", type: "labels", value: { ...there, labels: ["Eye"] } },
    ]);
  });

  it("is saved as it was loaded when nobody touches it, with what a smart click added", () => {
    const value = { x: 1.23456789012345, y: 2, width: 0.1, keypointlabels: ["nose"], labels: ["nose"] };
    const loaded: ResultItem[] = [{ id: "k1", from_name: "label", to_name: "image", type: "keypointlabels", ...size, value, is_positive: true }];
    expect(editorOn(LABELED, { data, result: loaded }).current.value.serialize()).toEqual(loaded);
  });
});
