import { describe, expect, it } from "vitest";
import { flooded } from "./wand";

/** A picture of letters and dots: each its own grey, digits ten times their value. */
function grey(lines: readonly string[]): Uint8ClampedArray {
  return Uint8ClampedArray.from([...lines.join("")].flatMap((digit) => [Number(digit) * 10, Number(digit) * 10, Number(digit) * 10, 255]));
}

function fill(lines: readonly string[], x: number, y: number, tolerance: number): string[] {
  const size = { width: lines[0]!.length, height: lines.length };
  const inside = flooded(grey(lines), size, { x, y }, tolerance);
  return lines.map((_, row) => [...inside.subarray(row * size.width, (row + 1) * size.width)].map((square) => (square === 1 ? "#" : ".")).join(""));
}

describe("the wand", () => {
  const maze = ["0001000", "0101010", "0101010", "0100010", "0111110", "0000000"];

  it("goes round corners, up and down, and not through walls", () => {
    expect(fill(maze, 2, 2, 5)).toEqual(["###.###", "#.#.#.#", "#.#.#.#", "#.###.#", "#.....#", "#######"]);
    expect(fill(maze, 3, 0, 5)).toEqual(["...#...", "...#...", "...#...", ".......", ".......", "......."]);
  });

  it("takes in what is near in colour to the pressed spot, not to its neighbours", () => {
    expect(fill(["0123456"], 0, 0, 20)).toEqual(["###...."]);
    expect(fill(["0123456"], 3, 0, 20)).toEqual([".#####."]);
    expect(fill(["0123456"], 0, 0, 255)).toEqual(["#######"]);
    expect(fill(["0123456"], 0, 0, 0)).toEqual(["#......"]);
  });

  it("tells colours apart by each channel", () => {
    const data = Uint8ClampedArray.from([200, 0, 0, 255, 200, 0, 30, 255, 200, 0, 40, 255]);
    expect([...flooded(data, { width: 3, height: 1 }, { x: 0, y: 0 }, 30)]).toEqual([1, 1, 0]);
  });
});
