import { describe, expect, it } from "vitest";
import { linesInView, ScaledScroll, TALLEST } from "./scaled-scroll";

const ROW = 52;
const VIEW = 480;

function scrolled(rows: number): ScaledScroll {
  const scroll = new ScaledScroll();
  scroll.resize(rows * ROW, VIEW);
  return scroll;
}

it("leaves tables that fit as they are", () => {
  const scroll = scrolled(1_000);
  expect(scroll.height).toBe(52_000);
  scroll.moved(31_000);
  expect([scroll.offset, scroll.shift, scroll.settle()]).toEqual([31_000, 0, undefined]);
});

describe("a million rows", () => {
  const all = 1_000_000 * ROW;

  it("never make a taller element than browsers draw", () => {
    expect(scrolled(1_000_000).height).toBe(TALLEST);
    expect(scrolled(30).height).toBe(30 * ROW);
  });

  it("reach their last row with the bar at its end, and their first with the bar at its beginning", () => {
    const scroll = scrolled(1_000_000);
    scroll.moved(TALLEST - VIEW);
    expect(scroll.offset).toBe(all - VIEW);
    scroll.moved(0);
    expect(scroll.offset).toBe(0);
  });

  it("move pixel by pixel under a wheel, and put the bar right when the hand is still without moving a row", () => {
    const scroll = scrolled(1_000_000);
    scroll.moved(4_000_000);
    const before = scroll.offset;
    for (let step = 1; step <= 40; step += 1) scroll.moved(4_000_000 + step * 120);
    expect(scroll.offset - before).toBe(40 * 120);
    const offset = scroll.offset;
    const bar = scroll.settle();
    expect(bar).toBeGreaterThan(4_000_000);
    expect(bar).toBeLessThan(4_000_000 + 40 * 120);
    expect(scroll.offset).toBe(offset);
    expect(scroll.settle()).toBeUndefined();
  });

  it("come to their beginning one wheel step after the other, without leaving rows out", () => {
    const scroll = scrolled(1_000_000);
    let bar = scroll.to(60_000);
    let last = scroll.offset;
    let steps = 0;
    while (scroll.offset > 0) {
      bar = Math.max(0, bar - 120);
      scroll.moved(bar);
      expect(last - scroll.offset).toBeLessThanOrEqual(120);
      last = scroll.offset;
      if (scroll.pressing) bar = scroll.settle() ?? bar;
      expect((steps += 1)).toBeLessThan(600);
    }
    expect(steps).toBe(500);
  });

  it("go where a dragged bar points", () => {
    const scroll = scrolled(1_000_000);
    scroll.moved(TALLEST / 2);
    expect(Math.abs(scroll.offset / all - 0.5)).toBeLessThan(0.001);
  });

  it.each([0, 7, 39_000, 41_000, 25_999_999, 51_960_000, 51_999_520])("find offset %d again from the bar's place", (offset) => {
    const scroll = scrolled(1_000_000);
    const bar = scroll.to(offset);
    expect(bar).toBeGreaterThanOrEqual(0);
    expect(bar).toBeLessThanOrEqual(TALLEST - VIEW);
    const other = scrolled(1_000_000);
    other.moved(TALLEST / 3);
    other.moved(bar);
    expect(Math.abs(other.offset - Math.min(offset, all - VIEW))).toBeLessThan(8); // a pixel of the bar is seven of the rows
  });
});

it.each([12_000, 1_000_000])("lets the page go on below the last of %d rows", (rows) => {
  const scroll = scrolled(rows);
  scroll.moved(scroll.height - VIEW + 140);
  expect([scroll.offset, scroll.offset + scroll.shift, scroll.settle()]).toEqual([rows * ROW - VIEW, scroll.height - VIEW, undefined]);
});

it("stays within the rows when most of them are gone", () => {
  const scroll = scrolled(1_000_000);
  scroll.to(20_000_000);
  scroll.resize(20 * ROW, VIEW);
  expect(scroll.offset).toBe(20 * ROW - VIEW);
});

it("draws the lines in view and some around them, in groups of four", () => {
  expect(linesInView(0, 480, 52, 1000, 4)).toEqual({ first: 0, last: 16 });
  expect(linesInView(5_200, 480, 52, 1000, 4)).toEqual({ first: 96, last: 116 });
  expect(linesInView(5_300, 480, 52, 1000, 4)).toEqual({ first: 96, last: 116 });
  expect(linesInView(51_520, 480, 52, 1000, 4)).toEqual({ first: 984, last: 1000 });
  expect(linesInView(0, 480, 52, 0, 4)).toEqual({ first: 0, last: 0 });
});
