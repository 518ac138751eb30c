import { describe, expect, it } from "vitest";
import { scrollTopFor, visibleRows } from "./windowing";

describe("visibleRows", () => {
  it("draws what is in view and eight rows at each side", () => {
    // 560 px of 28 px rows are 20 rows
    expect(visibleRows(2800, 560, 28, 5000)).toEqual({ first: 92, last: 128 });
  });
  it("stops at the ends", () => {
    expect(visibleRows(0, 560, 28, 5000)).toEqual({ first: 0, last: 28 });
    expect(visibleRows(0, 560, 28, 3)).toEqual({ first: 0, last: 3 });
    expect(visibleRows(139440, 560, 28, 5000)).toEqual({ first: 4972, last: 5000 });
    expect(visibleRows(9999, 560, 28, 0)).toEqual({ first: 0, last: 0 });
  });
});

describe("scrollTopFor", () => {
  it("stays when the row is in view", () => expect(scrollTopFor(10, 200, 560, 28)).toBe(200));
  it("scrolls up to a row above", () => expect(scrollTopFor(2, 200, 560, 28)).toBe(56));
  it("scrolls down until the row is the last in view", () => expect(scrollTopFor(100, 200, 560, 28)).toBe(101 * 28 - 560));
});
