import { describe, expect, it } from "vitest";
import { blocksOf } from "./rows";

const ROW = 80;
const topOf = (position: number): number => Math.floor(position / ROW) * 43;

describe("the blocks of a paragraph", () => {
  it("start where rows start, and leave nothing out", () => {
    const text = "word ".repeat(4000);
    const blocks = blocksOf(text, { start: 0, end: text.length }, topOf);
    expect(blocks.length).toBeGreaterThan(4);
    expect(blocks.every(({ start }) => start % ROW === 0)).toBe(true);
    expect(blocks.map(({ start }) => start)).toEqual([0, ...blocks.slice(0, -1).map(({ end }) => end)]);
    expect(blocks.at(-1)!.end).toBe(text.length);
  });

  it("are one when it is short, runs both ways or is not laid out", () => {
    const whole = (text: string) => [{ start: 0, end: text.length }];
    const long = "word ".repeat(4000);
    const both = `${long}\u05D0`;
    expect(blocksOf("short", { start: 0, end: 5 }, topOf)).toEqual(whole("short"));
    expect(blocksOf(both, { start: 0, end: both.length }, topOf)).toEqual(whole(both));
    expect(blocksOf(long, { start: 0, end: long.length }, () => 0)).toEqual(whole(long));
  });
});
