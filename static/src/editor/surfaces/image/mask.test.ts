import { describe, expect, it } from "vitest";
import { areaOf, boundsOf, changed, emptyMask, isEmpty, MaskBuilder, reaches, sameMask, type Mask } from "./mask";
import { strokeMask } from "./stroke";

const size = { width: 12, height: 8 };

/** A mask drawn with letters: "#" is painted. */
function drawn(...lines: string[]): Mask {
  const builder = new MaskBuilder({ width: lines[0]!.length, height: lines.length });
  for (const line of lines) {
    builder.nextRow();
    for (const { index, 0: run } of line.matchAll(/#+/g)) builder.add(index, index + run.length);
  }
  return builder.mask();
}

function letters(mask: Mask): string[] {
  return Array.from({ length: mask.size.height }, (_, y) =>
    Array.from({ length: mask.size.width }, (__, x) => (reaches(mask, { x: x + 0.5, y: y + 0.5 }, 0) ? "#" : ".")).join(""));
}

describe("a mask", () => {
  const one = drawn("....", ".##.", "##.#");

  it("knows its area and the rectangle around it", () => {
    expect(areaOf(one)).toBe(5);
    expect(boundsOf(one)).toEqual({ left: 0, right: 4, top: 1, bottom: 3 });
    expect(boundsOf(emptyMask(size))).toBeUndefined();
  });

  it("is reached from beside it", () => {
    expect(reaches(one, { x: 2.5, y: 2.5 }, 0)).toBe(false);
    expect(reaches(one, { x: 2.5, y: 2.5 }, 1)).toBe(true);
    expect(reaches(one, { x: 1.5, y: 0.2 }, 0.5)).toBe(false);
    expect(reaches(one, { x: 1.5, y: 0.8 }, 0.5)).toBe(true);
  });

  it("grows by another one and shrinks by it", () => {
    const other = drawn("#...", "#.##", "....");
    expect(letters(changed(one, other, "add"))).toEqual(["#...", "####", "##.#"]);
    expect(letters(changed(one, other, "take"))).toEqual(["....", ".#..", "##.#"]);
    expect(letters(changed(other, one, "take"))).toEqual(["#...", "#..#", "...."]);
    expect(isEmpty(changed(one, one, "take"))).toBe(true);
    expect(letters(one)).toEqual(["....", ".##.", "##.#"]);
  });

  it("takes a stretch apart where a hole is within it", () => {
    expect(letters(changed(drawn("########"), drawn("..##.#.."), "take"))).toEqual(["##..#.##"]);
  });

  it("is the same when the same is painted, whatever rows it lists", () => {
    expect(sameMask(changed(one, drawn("....", "....", "..#."), "add"), drawn("....", ".##.", "####"))).toBe(true);
    expect(sameMask(changed(one, one, "take"), emptyMask(one.size))).toBe(true);
    expect(sameMask(one, drawn("....", ".##.", "##..") )).toBe(false);
  });
});

describe("a stroke", () => {
  /** by its own formula: the distance of each pixel's middle from the way */
  function expected(ax: number, ay: number, bx: number, by: number, width: number, picture = size): string[] {
    return Array.from({ length: picture.height }, (_, y) =>
      Array.from({ length: picture.width }, (__, x) => {
        const [px, py, dx, dy] = [x + 0.5 - ax, y + 0.5 - ay, bx - ax, by - ay];
        const along = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
        return Math.hypot(px - along * dx, py - along * dy) <= width / 2 ? "#" : ".";
      }).join(""));
  }

  it("is a disc where the brush rests", () => {
    expect(letters(strokeMask({ x: 6, y: 4 }, { x: 6, y: 4 }, 5, size))).toEqual(expected(6, 4, 6, 4, 5));
  });

  it.each([[2, 2, 9, 5, 3], [9.3, 1.2, 2.1, 6.6, 4], [1, 4, 11, 4, 3.5], [6, 0, 6, 8, 4], [-4, -3, 20, 12, 6], [30, 30, 40, 40, 5]])("covers what lies near its way: %s, %s to %s, %s, %s wide", (ax, ay, bx, by, width) => {
    expect(letters(strokeMask({ x: ax, y: ay }, { x: bx, y: by }, width, size))).toEqual(expected(ax, ay, bx, by, width));
  });

  it("of one pixel leaves no gap", () => {
    expect(letters(strokeMask({ x: 1.9, y: 3.1 }, { x: 1.9, y: 3.1 }, 1, size))[3]).toBe(".#..........");
    const rows = letters(strokeMask({ x: 1.2, y: 0.3 }, { x: 4.8, y: 7.9 }, 1, size));
    expect(rows.every((row) => row.includes("#"))).toBe(true);
  });
});
