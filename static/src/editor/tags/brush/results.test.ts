// @vitest-environment jsdom
// What painting a mask writes, typed by hand from the result format; regions come and go through the real core.
import { describe, expect, it } from "vitest";
import type { ResultItem } from "../../core/types";
import { changed, MaskBuilder, type Mask } from "../../surfaces/image/mask";
import { maskOf, valueOf } from "../../surfaces/image/maskValues";
import { geometryOf, shapeNamed, shapeOfRegion } from "../../surfaces/image/shape";
import { editorOn } from "../../testing/editor";

const PICTURE = { width: 4, height: 2 };
/** 4 x 2 pixels, of which the second, third and sixth are painted: the vector of the format's description */
const RLE = [0, 0, 0, 32, 57, 27, 252, 96, 19, 255, 206, 1, 31, 252, 224, 0];
const LABELS = '<BrushLabels name="b" toName="image"><Label value="Tree"/><Label value="Car" alias="car"/></BrushLabels>';
const IMAGE = '<Image name="image" value="$image"/>';

function painted(...pixels: number[]): Mask {
  const builder = new MaskBuilder(PICTURE);
  for (let y = 0; y < PICTURE.height; y++) {
    builder.nextRow();
    for (let x = 0; x < PICTURE.width; x++) if (pixels.includes(y * PICTURE.width + x)) builder.add(x, x + 1);
  }
  return builder.mask();
}

const common = { to_name: "image", origin: "manual", original_width: 4, original_height: 2, image_rotation: 0 };
const envelope = { original_width: 4, original_height: 2, image_rotation: 0 };

function made(controls: string, shape: string, press?: readonly [string, string]): readonly ResultItem[] {
  const editor = editorOn(`<View>${controls}${IMAGE}</View>`, { data: { image: "/a.png" } });
  if (press) editor.pressLabel(...press);
  const parts = editor.partsForNewRegion("image", shape)!;
  editor.current.value.add({ object: "image", geometry: valueOf(shape, painted(1, 2, 5)), parts, envelope });
  return editor.current.value.serialize().map(({ id: _, ...item }) => item);
}

describe("results of a mask", () => {
  it("are one item with BrushLabels: run-length bytes of the whole picture, as a plain list of numbers", () => {
    const items = made(LABELS, "brush", ["b", "car"]);
    expect(items).toEqual([{ ...common, from_name: "b", type: "brushlabels", value: { format: "rle", rle: RLE, brushlabels: ["car"] } }]);
    expect(JSON.stringify(items[0]!.value!["rle"])).toBe("[0,0,0,32,57,27,252,96,19,255,206,1,31,252,224,0]");
  });

  it("are two items with one mask with Brush, or Magicwand, and Labels", () => {
    for (const [tag, type] of [["Brush", "brush"], ["Magicwand", "magicwand"]] as const) {
      expect(made(`<${tag} name="m" toName="image"/><Labels name="l" toName="image"><Label value="Sky"/></Labels>`, type, ["l", "Sky"])).toEqual([
        { ...common, from_name: "m", type, value: { format: "rle", rle: RLE } },
        { ...common, from_name: "l", type: "labels", value: { format: "rle", rle: RLE, labels: ["Sky"] } },
      ]);
    }
  });

  it("are a PNG of the picture's size with BitMaskLabels", () => {
    const [item] = made('<BitMaskLabels name="m" toName="image"><Label value="Cell"/></BitMaskLabels>', "bitmask", ["m", "Cell"]);
    expect(item).toMatchObject({ ...common, from_name: "m", type: "bitmasklabels" });
    expect(Object.keys(item!.value!)).toEqual(["imageDataURL", "bitmasklabels"]);
    const bytes = Uint8Array.from(atob((item!.value!["imageDataURL"] as string).replace("data:image/png;base64,", "")), (letter) => letter.charCodeAt(0));
    expect([new DataView(bytes.buffer).getUint32(16), new DataView(bytes.buffer).getUint32(20)]).toEqual([4, 2]);
  });
});

describe("a loaded mask", () => {
  const loaded: ResultItem[] = [{ id: "m1", from_name: "b", to_name: "image", type: "brushlabels", origin: "prediction", score: 0.8, ...envelope,
    value: { format: "rle", rle: RLE, brushlabels: ["Tree"], touches: [{ type: "add", points: [1, 2], strokeWidth: 3 }] }, extra: { kept: true } }];
  const open = (result: ResultItem[]) => editorOn(`<View>${LABELS}${IMAGE}</View>`, { data: { image: "/a.png" }, result });
  const region = (editor: ReturnType<typeof open>) => editor.current.value.regions.get("m1")!;

  it("is saved byte for byte when nobody paints on it, whatever else becomes of it", () => {
    const editor = open(loaded);
    expect(editor.current.value.serialize()).toEqual(loaded);
    editor.current.value.selection.value = new Set(["m1"]);
    editor.pressLabel("b", "car");
    const [item] = editor.current.value.serialize();
    expect(item!.value!["rle"]).toBe(loaded[0]!.value!["rle"]);
    expect(item!.value!["touches"]).toBe(loaded[0]!.value!["touches"]);
  });

  it("is found, measured and named", () => {
    const value = geometryOf(region(open(loaded)));
    const shape = shapeOfRegion(region(open(loaded)))!;
    expect(shape.name).toBe("brush");
    expect(shape.outline(value, PICTURE)).toEqual([{ x: 1, y: 0 }, { x: 3, y: 0 }, { x: 3, y: 2 }, { x: 1, y: 2 }]);
    expect(shape.describe(value, PICTURE)).toBe("Mask, 3 px");
    expect([[1.5, 0.5], [0.5, 0.5], [1.5, 1.5], [2.5, 1.5]].map(([x, y]) => shape.contains(value, { x: x!, y: y! }, PICTURE, 0))).toEqual([true, false, true, false]);
    expect(shape.move(value, { x: 5, y: 5 }, PICTURE)).toBe(value);
  });

  it("that was painted on is written anew, without what an unfinished one held; undo brings it back", () => {
    const editor = open(loaded);
    const before = geometryOf(region(editor));
    const now = changed(maskOf(before, PICTURE)!, painted(0, 3, 4, 6, 7), "add");
    editor.current.value.setGeometry("m1", valueOf("brush", now, before));
    const [item] = JSON.parse(JSON.stringify(editor.current.value.serialize())) as ResultItem[];
    // 32 words; 00111 0010 0011 0111 1111, then a run (1) of the third size (10): 31 more (00011111) of 255
    const rle = [0, 0, 0, 32, 0b00111001, 0b00011011, 0b11111110, 0b00011111, 0b11111111];
    expect(item!.value).toEqual({ format: "rle", rle, brushlabels: ["Tree"] });
    expect(item).toMatchObject({ origin: "prediction-changed", extra: { kept: true } });
    editor.current.value.history.undo();
    expect(editor.current.value.serialize()).toEqual(loaded);
  });

  it("of another size or with other bytes is no mask, and is kept", () => {
    const broken = [{ ...loaded[0]!, value: { format: "rle", rle: [1, 2, 3], brushlabels: ["Tree"] } }];
    const editor = open(broken);
    expect(maskOf(geometryOf(region(editor)), PICTURE)).toBeUndefined();
    expect(shapeNamed("brush")!.outline(geometryOf(region(editor)), PICTURE)).toEqual([]);
    expect(shapeNamed("brush")!.describe(geometryOf(region(editor)), PICTURE)).toBe("Mask");
    expect(editor.current.value.serialize()).toEqual(broken);
  });
});

describe("a pressed label", () => {
  it("is for the next mask while the selected one is painted on", () => {
    const result = [{ id: "m1", from_name: "b", to_name: "image", type: "brushlabels", origin: "manual", ...envelope, value: { format: "rle", rle: RLE, brushlabels: ["Tree"] } }];
    const editor = editorOn(`<View>${LABELS}${IMAGE}</View>`, { data: { image: "/a.png" }, result });
    editor.current.value.selection.value = new Set(["m1"]);
    editor.labelsNext.value = true;
    editor.pressLabel("b", "car");
    expect(editor.current.value.selection.value.size).toBe(0);
    expect(editor.activeLabels.value.get("b")).toEqual(["car"]);
    expect(editor.current.value.serialize()).toEqual(result);
  });
});
