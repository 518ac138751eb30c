import { describe, expect, it } from "vitest";
import { MaskBuilder, type Mask } from "./mask";
import { MaskPainter, type PaintedMask, type PaintedView } from "./maskPainter";

const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;

/** A box of a picture of 400 x 300, in its pixels. */
function box(left: number, top: number, right: number, bottom: number): Mask {
  const builder = new MaskBuilder({ width: 400, height: 300 }, top);
  for (let y = top; y < bottom; y++) {
    builder.nextRow();
    builder.add(left, right);
  }
  return builder.mask();
}

const plain = (mask: Mask, more: Partial<PaintedMask> = {}): PaintedMask => ({ mask, color: RED, line: RED, tint: 0.4, width: 2, look: "plain", ...more });

function painter(view: Partial<PaintedView> = {}): MaskPainter {
  const whole = { x: 0, y: 0, scale: 1, width: 400, height: 300, density: 1, ...view };
  return new MaskPainter(whole, new Uint32Array(whole.width * whole.height));
}

/** Red, green, blue and alpha. */
function at({ view, pixels }: MaskPainter, x: number, y: number): readonly number[] {
  const value = pixels[y * view.width + x]!;
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
}

describe("what is painted of a mask", () => {
  it("is an outline of two pixels, a tint with a hatch within, and nothing beside it", () => {
    const paint = painter();
    paint.paint([plain(box(100, 100, 200, 180))]);
    for (const [x, y] of [[100, 140], [101, 140], [199, 140], [150, 100], [150, 179]] as const) expect(at(paint, x, y)).toEqual([255, 0, 0, 255]);
    for (const [x, y] of [[99, 140], [200, 140], [150, 99], [150, 180]] as const) expect(at(paint, x, y)[3]).toBe(0);
    const inside = new Set(Array.from({ length: 40 }, (_, x) => at(paint, 120 + x, 140)[3]));
    // 0.4 and 0.7 of 255
    expect(inside).toEqual(new Set([102, 179]));
  });

  it("has its outline where the mask ends, not where the view does", () => {
    const paint = painter({ x: 150, y: 120, width: 100, height: 40 });
    paint.paint([plain(box(100, 100, 200, 180))]);
    expect(at(paint, 0, 20)[3]).not.toBe(255);
    expect(at(paint, 49, 20)).toEqual([255, 0, 0, 255]);
    expect(at(paint, 50, 20)[3]).toBe(0);
  });

  it("is a white line around the colour where it is selected, and a broken white one where a model found it", () => {
    const paint = painter();
    paint.paint([plain(box(100, 100, 200, 180), { look: "selected" })]);
    expect([100, 101, 102, 103].map((x) => at(paint, x, 140)[1])).toEqual([255, 255, 0, 0]);
    paint.paint([plain(box(100, 100, 200, 180), { look: "prediction" })]);
    expect(new Set(Array.from({ length: 60 }, (_, y) => at(paint, 100, 110 + y)[1]))).toEqual(new Set([0, 255]));
  });

  it("shows through another one that lies on it", () => {
    const paint = painter();
    paint.paint([plain(box(100, 100, 200, 200)), plain(box(100, 100, 200, 200), { color: BLUE, line: BLUE })]);
    // blue at 0.4 over red at 0.4: alpha 0.64, five parts of blue to three of red
    const seen = Array.from({ length: 30 }, (_, x) => at(paint, 120 + x, 150)).find(([, , , alpha]) => alpha === 163);
    expect(seen).toEqual([96, 0, 159, 163]);
  });

  it("of a thin line is not lost on a small picture, and keeps its edge on a large one", () => {
    const small = painter({ scale: 0.2, width: 80, height: 60 });
    small.paint([plain(box(50, 101, 350, 102))]);
    expect(Array.from({ length: 60 }, (_, x) => at(small, 10 + x, 20)[3])).toEqual(Array(60).fill(255));
    const large = painter({ scale: 8, x: 100, y: 100, width: 160, height: 160 });
    large.paint([plain(box(103, 104, 110, 112))]);
    expect([23, 24, 79, 80].map((x) => at(large, x, 60)[3])).toEqual([0, 255, 255, 0]);
    expect([31, 32, 95, 96].map((y) => at(large, 50, y)[3])).toEqual([0, 255, 255, 0]);
  });

  it("is the same when only a part is painted anew", () => {
    const masks = [plain(box(20, 20, 300, 280)), plain(box(100, 90, 380, 200), { color: BLUE, line: BLUE, look: "selected" })];
    const [whole, parts] = [painter(), painter()];
    whole.paint(masks);
    parts.paint([plain(box(0, 0, 390, 290))]);
    const { left, top, right, bottom } = parts.areaOf({ left: 60, top: 50, right: 200, bottom: 160 }, 5);
    expect([left, top, right, bottom]).toEqual([55, 45, 205, 165]);
    const areas = [
      { left: 0, top: 0, right: 400, bottom: top }, { left: 0, top, right: left, bottom }, { left: right, top, right: 400, bottom },
      { left: 0, top: bottom, right: 400, bottom: 300 }, { left, top, right, bottom },
    ];
    for (const area of areas) parts.paint(masks, area);
    expect(parts.pixels.findIndex((pixel, index) => pixel !== whole.pixels[index])).toBe(-1);
  });
});
