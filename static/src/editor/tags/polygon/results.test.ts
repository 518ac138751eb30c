// @vitest-environment jsdom
// What polygons write, typed by hand from the result format; regions come and go through the real core.
import { describe, expect, it } from "vitest";
import { editorOn } from "../../testing/editor";
import type { ResultItem } from "../../core/types";
import { polygonShape } from "./shape";

const IMAGE = '<Image name="image" value="$image"/>';
const LABELED = `<View><PolygonLabels name="label" toName="image"><Label value="House" alias="house"/></PolygonLabels>${IMAGE}</View>`;
const BARE = `<View><Polygon name="outline" toName="image"/><Labels name="label" toName="image"><Label value="Pond"/></Labels>${IMAGE}</View>`;
const data = { image: "/a.png" };
const size = { original_width: 1000, original_height: 500, image_rotation: 0 };
const common = { to_name: "image", origin: "manual", ...size };
const place = { points: [[10, 20], [30, 20], [20, 60]], closed: true };

function drawn(config: string, control: string, label: string) {
  const editor = editorOn(config, { data });
  editor.pressLabel(control, label);
  const options = { canRotate: true, constrained: false, unit: 1, snap: false };
  const picture = { width: 1000, height: 500 };
  const points = [{ x: 100, y: 100 }, { x: 300, y: 100 }, { x: 200, y: 300 }];
  const value = points.reduce((before, point) => polygonShape.add(before, point, picture, options, {}), undefined as Readonly<Record<string, unknown>> | undefined);
  const parts = editor.partsForNewRegion("image", "polygon")!;
  const { id } = editor.current.value.add({ object: "image", geometry: polygonShape.finish(value!, true), parts, envelope: size });
  return { id, editor };
}

describe("results of a polygon", () => {
  it("is one item with PolygonLabels", () => {
    const { id, editor } = drawn(LABELED, "label", "house");
    expect(editor.current.value.serialize()).toEqual([
      { ...common, id, from_name: "label", type: "polygonlabels", value: { ...place, polygonlabels: ["house"] } },
    ]);
  });

  it("is two items of one region with Polygon and Labels", () => {
    const { id, editor } = drawn(BARE, "label", "Pond");
    expect(editor.current.value.serialize()).toEqual([
      { ...common, id, from_name: "outline", type: "polygon", value: place },
      { ...common, id, from_name: "label", type: "labels", value: { ...place, labels: ["Pond"] } },
    ]);
  });

  it("changes its points in every item and keeps the rest as it came", () => {
    const loaded: ResultItem[] = [
      { id: "q", from_name: "outline", to_name: "image", type: "polygon", ...size, value: place, extra: 1 },
      { id: "q", from_name: "label", to_name: "image", type: "labels", ...size, value: { ...place, labels: ["Pond"] }, meta: { text: ["deep"] } },
    ];
    const editor = editorOn(BARE, { data, result: loaded });
    expect(editor.current.value.serialize()).toEqual(loaded);
    const value = editor.current.value.regions.get("q")!.items[0]!.value!;
    editor.current.value.setGeometry("q", polygonShape.remove({ ...value, points: [[10, 20], [30, 20], [30, 60], [10, 60]] }, 3, { canRotate: true, constrained: false, unit: 1, snap: false })!);
    const there = { points: [[10, 20], [30, 20], [30, 60]], closed: true };
    expect(editor.current.value.serialize()).toEqual([
      { ...loaded[0], value: there },
      { ...loaded[1], value: { ...there, labels: ["Pond"] } },
    ]);
  });

  it("reads one that is not finished and saves it as it was", () => {
    const loaded: ResultItem[] = [{ id: "u", from_name: "label", to_name: "image", type: "polygonlabels", ...size, value: { points: [[10, 20], [30, 20]], closed: false, polygonlabels: ["house"] } }];
    const editor = editorOn(LABELED, { data, result: loaded });
    expect(polygonShape.unfinished(editor.current.value.regions.get("u")!.items[0]!.value!, { canRotate: true, constrained: false, unit: 1, snap: false })).toBe(true);
    expect(editor.current.value.serialize()).toEqual(loaded);
  });
});
