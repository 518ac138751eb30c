// @vitest-environment jsdom
// Vertices typed by hand from the result format: percent of the picture, which is 1000 x 500 here.
import { describe, expect, it } from "vitest";
import { attributesOf } from "../../core/attributes";
import { configOf, editorOn } from "../../testing/editor";
import type { ResultItem } from "../../core/types";
import { vectorShape as shape } from "./shape";
import { outlineOf, segmentsOf } from "./vertices";

const size = { width: 1000, height: 500 };

function optionsOf(written = "") {
  const config = configOf(`<View><Vector name="v" toName="image" ${written}/><Image name="image" value="$image"/></View>`, { image: "/a.png" });
  return { canRotate: true, constrained: false, unit: 1, snap: false, attributes: attributesOf(config.byName.get("v")!) };
}

const a = { id: "a", x: 10, y: 20, prevPointId: null, isBezier: false };
const b = { id: "b", x: 40, y: 20, prevPointId: "a", isBezier: true, controlPoint1: { x: 35, y: 10 }, controlPoint2: { x: 45, y: 30 }, disconnected: false };
const c = { id: "c", x: 70, y: 60, prevPointId: "b", isBezier: false };
const line = { vertices: [a, b, c], closed: false, vectorlabels: ["Road"] };
const ring = { vertices: [{ ...a, prevPointId: "c" }, { ...b, isBezier: false }, c], closed: true };
const plain = ({ vertices }: Readonly<Record<string, unknown>>) => (vertices as readonly (typeof b)[]).map(({ id, prevPointId, x, y }) => [id, prevPointId, x, y]);

describe("vectorShape", () => {
  it("is made point by point; each names the one before", () => {
    const first = shape.add(undefined, { x: 100, y: 100 }, size, optionsOf(), {});
    const id = (first["vertices"] as readonly { readonly id: string }[])[0]!.id;
    expect(first).toEqual({ vertices: [{ id, x: 10, y: 20, prevPointId: null, isBezier: false }], closed: false });
    const second = shape.add(first, { x: 400, y: 100 }, size, optionsOf('curves="true"'), { pull: { x: 450, y: 150 } });
    expect(second["vertices"]).toEqual([
      (first["vertices"] as readonly unknown[])[0],
      { id: expect.any(String), x: 40, y: 20, prevPointId: id, isBezier: true, controlPoint1: { x: 35, y: 10 }, controlPoint2: { x: 45, y: 30 }, disconnected: false },
    ]);
    expect(shape.takeBack(second)).toEqual(first);
  });

  it("closes where it may: the first point then names the last", () => {
    expect(shape.finish(line, true)).toEqual({ vertices: [{ ...a, prevPointId: "c" }, b, c], closed: true });
    expect(shape.finish(line, false)).toEqual({ vertices: [a, b, c], closed: false });
    expect([0, 1, 2].map((index) => shape.pressed(line, index, optionsOf('closable="true"')))).toEqual(["close", undefined, "end"]);
    expect([0, 1, 2].map((index) => shape.pressed(line, index, optionsOf()))).toEqual([undefined, undefined, "end"]);
  });

  it("keeps to the least and the largest number of points", () => {
    const limits = optionsOf('minPoints="4" maxPoints="6"');
    expect([shape.least(line, false, limits), shape.most(limits), shape.unfinished(line, limits), shape.pressed(line, 2, limits)]).toEqual([4, 6, true, "nothing"]);
    expect([shape.least(line, false, optionsOf()), shape.most(optionsOf()), shape.unfinished(line, optionsOf())]).toEqual([2, Infinity, false]);
    expect(shape.least(line, false, optionsOf('minPoints="1" maxPoints="1"'))).toBe(1);
    expect(shape.remove(line, 0, optionsOf('minPoints="3"'))).toBeUndefined();
    expect(shape.insertAfter(line, 0, size, optionsOf('maxPoints="3"'))).toBeUndefined();
  });

  it("branches from one of its points in a skeleton", () => {
    expect(shape.pressed(line, 1, optionsOf('skeleton="true"'))).toBe("branch");
    const branched = shape.add(line, { x: 500, y: 400 }, size, optionsOf('skeleton="true"'), { from: 0 });
    expect(plain(branched).at(-1)!.slice(1)).toEqual(["a", 50, 80]);
    expect(segmentsOf(branched, size).map(({ start, end }) => [start, end])).toEqual([[0, 1], [1, 2], [0, 3]]);
    expect(shape.attributes({ vertices: [a, { ...b, isBezier: false }, c, { id: "d", x: 50, y: 80, prevPointId: "a" }], closed: false }, size)["d"]).toBe("M100 100L400 100L700 300M100 100L500 400");
  });

  it("is drawn with curves; a straight end of one has a control point three tenths along", () => {
    // from (100, 100) to (400, 100): 190 is 0.3 of the way; from (400, 100) to (700, 300): back from the end 0.3
    expect(shape.attributes(line, size)).toEqual({ d: "M100 100C190 100 350 50 400 100C450 150 610 240 700 300", "data-open": "true" });
    expect(shape.attributes(ring, size)).toEqual({ d: "M100 100L400 100L700 300L100 100Z", "data-open": "" });
  });

  it("is closed when the value says so, with or without the first point naming the last", () => {
    const older = { vertices: [a, { ...b, isBezier: false }, c], closed: true };
    expect(shape.attributes(older, size)["d"]).toBe("M100 100L400 100L700 300L100 100Z");
  });

  it("moves a vertex with its control points, and mirrors a control point unless it is free", () => {
    const options = optionsOf();
    expect(shape.drag(line, "point 1", { x: 410, y: 120 }, size, options)["vertices"]).toEqual([
      a, { ...b, x: 41, y: 24, controlPoint1: { x: 36, y: 14 }, controlPoint2: { x: 46, y: 34 } }, c,
    ]);
    expect(shape.drag(line, "out 1", { x: 500, y: 100 }, size, options)["vertices"]).toEqual([
      a, { ...b, controlPoint1: { x: 30, y: 20 }, controlPoint2: { x: 50, y: 20 } }, c,
    ]);
    expect(shape.drag(line, "into 1", { x: 300, y: 100 }, size, { ...options, free: true })["vertices"]).toEqual([
      a, { ...b, controlPoint1: { x: 30, y: 20 }, disconnected: true }, c,
    ]);
  });

  it("puts a vertex in between two and keeps the chain", () => {
    const inserted = shape.insertAfter(ring, 0, size, optionsOf())!;
    expect(plain(inserted.value).map(([id]) => id)).toEqual(["a", expect.any(String), "b", "c"]);
    const added = plain(inserted.value)[1]!;
    expect(added.slice(1)).toEqual(["a", 25, 20]);
    expect(plain(inserted.value)[2]![1]).toBe(added[0]);
    // between the last and the first: it becomes the last, and the first names it
    const closing = shape.insertAfter(ring, 2, size, optionsOf())!;
    expect([closing.index, plain(closing.value)[0]![1]]).toEqual([3, plain(closing.value)[3]![0]]);
    expect(plain(closing.value)[3]!.slice(1)).toEqual(["c", 40, 40]);
  });

  it("keeps the form of a curve that gets a vertex in its middle", () => {
    const curved = { vertices: [a, b, { ...c, isBezier: true, controlPoint1: { x: 60, y: 80 }, controlPoint2: { x: 80, y: 40 } }], closed: false };
    // halves of halves: (400,100) (450,150) (600,400) (700,300)
    const { vertices } = shape.insertAfter(curved, 1, size, optionsOf())!.value as { readonly vertices: readonly Record<string, unknown>[] };
    expect(vertices[1]).toMatchObject({ controlPoint2: { x: 42.5, y: 25 } });
    expect(vertices[2]).toMatchObject({ x: 53.125, y: 51.25, controlPoint1: { x: 47.5, y: 40 }, controlPoint2: { x: 58.75, y: 62.5 } });
    expect(vertices[3]).toMatchObject({ controlPoint1: { x: 65, y: 70 } });
  });

  it("joins what named a vertex to what that named when it goes", () => {
    expect(plain(shape.remove(line, 1, optionsOf())!)).toEqual([["a", null, 10, 20], ["c", "a", 70, 60]]);
    expect(plain(shape.remove(line, 0, optionsOf())!)).toEqual([["b", null, 40, 20], ["c", "b", 70, 60]]);
    expect(shape.remove(ring, 0, optionsOf())).toBeUndefined();
  });

  it("bends and straightens where curves are allowed", () => {
    expect(shape.bend!(line, 1, size, optionsOf())).toBeUndefined();
    const options = optionsOf('curves="true"');
    expect((shape.bend!(line, 1, size, options)!["vertices"] as readonly unknown[])[1]).toEqual({ id: "b", x: 40, y: 20, prevPointId: "a", isBezier: false });
    // a quarter of the way from a to c: 150 and 50 pixels
    expect((shape.bend!(ring, 1, size, options)!["vertices"] as readonly unknown[])[1]).toMatchObject({
      isBezier: true, controlPoint1: { x: 25, y: 10 }, controlPoint2: { x: 55, y: 30 }, disconnected: false,
    });
  });

  it("opens a closed line on the side that is pressed", () => {
    const opened = shape.openAt!(ring, "between 1")!;
    expect([opened["closed"], plain(opened)]).toEqual([false, [["b", null, 40, 20], ["c", "b", 70, 60], ["a", "c", 10, 20]]]);
    expect(shape.openAt!(line, "between 1")).toBeUndefined();
  });

  it("is hit on its line, and inside only when it is closed", () => {
    const hit = (value: Readonly<Record<string, unknown>>, x: number, y: number) => shape.contains(value, { x, y }, size, 4);
    expect([hit(ring, 400, 150), hit({ ...ring, vertices: [a, { ...b, isBezier: false }, c], closed: false }, 400, 150), hit(ring, 250, 103)]).toEqual([true, false, true]);
    // the middle of the curve from (100,100) by (190,100) and (350,50) to (400,100): an eighth of 100 + 570 + 1050 + 400, and of 100 + 300 + 150 + 100
    expect([hit(line, 265, 81.25), hit(line, 265, 100)]).toEqual([true, false]);
    expect(outlineOf(line, size)[8]).toEqual({ x: 265, y: 81.25 });
  });

  it("moves as a whole and stays on the picture", () => {
    expect(plain(shape.move(line, { x: -5000, y: 10 }, size)).map(([, , x, y]) => [x, y])).toEqual([[0, 22], [30, 22], [60, 62]]);
  });

  it("is scaled with its curves, about a point", () => {
    const { vertices } = shape.scale!(line, { about: { x: 0, y: 0 }, by: { x: 0.5, y: 1 } }, size, optionsOf()) as { readonly vertices: readonly unknown[] };
    expect(vertices[1]).toEqual({ ...b, x: 20, controlPoint1: { x: 17.5, y: 10 }, controlPoint2: { x: 22.5, y: 30 } });
  });

  it("is saved as it was loaded, with keys that nobody knows, and changes only what is changed", () => {
    const item: ResultItem = {
      id: "r", from_name: "v", to_name: "image", type: "vectorlabels", origin: "manual", original_width: 1000, original_height: 500, image_rotation: 0,
      value: { vertices: [{ ...a, isBranching: false }, b, c], closed: false, vectorlabels: ["Road"] },
    };
    const config = '<View><VectorLabels name="v" toName="image"><Label value="Road"/></VectorLabels><Image name="image" value="$image"/></View>';
    const annotation = editorOn(config, { data: { image: "/a.png" }, result: [item] }).current.value;
    expect(annotation.serialize()).toEqual([item]);
    annotation.setGeometry("r", shape.drag(item.value!, "point 2", { x: 710, y: 300 }, size, optionsOf()));
    expect(annotation.serialize()).toEqual([{ ...item, value: { ...item.value, vertices: [{ ...a, isBranching: false }, b, { ...c, x: 71 }] } }]);
  });
});
