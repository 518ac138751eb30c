// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { meant, nextEdge, widest } from "./granularity";
import { lineAt, linesOf, splitLines } from "./lines";
import { CodePoints } from "./offsets";
import { TextPainter } from "./painter";
import { assignLanes, cutLine } from "./spans";
import type { Span } from "./spans";

let revision = 0;
const span = (id: string, start: number, end: number, more: Partial<Span> = {}): Span =>
  ({ id, start, end, color: "red", name: id, ghost: false, revision: ++revision, ...more });

describe("code points", () => {
  it.each(["", "plain", "a😀b", "😀😀", "x\r\ny😀\n😀z", "e\u0301 👩‍👩‍👧"])("agree with Python's slices of %j", (text) => {
    const points = new CodePoints(text);
    const letters = [...text];
    for (let point = 0; point <= letters.length; point++) {
      const units = letters.slice(0, point).join("").length;
      expect(points.toUnits(point)).toBe(units);
      expect(points.fromUnits(units)).toBe(point);
    }
    expect(points.toUnits(10_000)).toBe(text.length);
  });
});

describe("what a marking means", () => {
  const text = "Maria  Lindqvist leads.\nIt moved. 😀 Then it stayed.";
  const words = (start: number, end: number, granularity: Parameters<typeof meant>[2]) => {
    const stretch = meant(text, { start, end }, granularity);
    return stretch && text.slice(stretch.start, stretch.end);
  };
  it("has no white space at its edges", () => {
    expect(words(5, 17, "symbol")).toBe("Lindqvist");
    expect(words(5, 7, "symbol")).toBeUndefined();
    expect(words(17, 5, "symbol")).toBe("Lindqvist");
  });
  it("never cuts a character in two", () => expect(words(35, 36, "symbol")).toBe("😀"));
  it("is widened to words, sentences, paragraphs", () => {
    expect(words(9, 10, "word")).toBe("Lindqvist");
    expect(words(9, 19, "word")).toBe("Lindqvist leads");
    expect(words(27, 29, "sentence")).toBe("It moved.");
    expect(words(9, 10, "paragraph")).toBe("Maria  Lindqvist leads.");
  });
});

describe("characters as people see them", () => {
  // family (8 units), flag (4), e with two accents (3), thumb with a skin tone (4), a Windows line break, a Devanagari syllable
  const text = "a\u{1F468}\u200D\u{1F469}\u200D\u{1F466}b\u{1F1F3}\u{1F1F4}c e\u0301\u0323d\u{1F44D}\u{1F3FD}\r\n\u0928\u093F";
  it.each([
    ["a family", 3, 4, 1, 9],
    ["a family up to the middle of the next flag", 5, 12, 1, 14],
    ["a letter by its accent", 17, 18, 16, 19],
    ["a thumb by its skin tone", 22, 24, 20, 24],
    ["a syllable by its vowel sign", 27, 28, 26, 28],
    ["a thumb without the line break behind it", 20, 25, 20, 24],
  ])("are marked whole: %s", (_, start, end, from, to) => expect(meant(text, { start, end }, "symbol")).toEqual({ start: from, end: to }));

  it("are stepped over whole, spaces too", () => {
    expect([nextEdge(text, 0, 1, "symbol"), nextEdge(text, 1, 1, "symbol"), nextEdge(text, 14, -1, "symbol")]).toEqual([1, 9, 10]);
    expect([nextEdge(text, 15, 1, "symbol"), nextEdge(text, 16, -1, "symbol")]).toEqual([19, 14]);
    expect([nextEdge(text, 0, -1, "symbol"), nextEdge(text, 28, 1, "symbol")]).toEqual([0, 28]);
    expect([nextEdge("one two", 3, 1, "word"), nextEdge("one two", 7, -1, "word"), nextEdge("A b. C d.", 4, 1, "sentence")]).toEqual([7, 4, 9]);
  });

  it("the widest granularity counts", () => {
    expect([widest([]), widest(["", "Word"]), widest(["sentence", "word", "nonsense"])]).toEqual(["symbol", "word", "sentence"]);
  });
});

describe("lines", () => {
  const lines = splitLines("ab\r\ncd\n\nx\ry");
  it("end at every kind of break", () => expect(lines).toEqual([{ start: 0, end: 2 }, { start: 4, end: 6 }, { start: 7, end: 7 }, { start: 8, end: 9 }, { start: 10, end: 11 }]));
  it("are found by position", () => {
    expect([0, 2, 3, 4, 7, 11].map((position) => lineAt(lines, position))).toEqual([0, 0, 0, 1, 2, 4]);
    expect(linesOf(lines, { start: 1, end: 5 })).toEqual([0, 2]);
    expect(linesOf(lines, { start: 2, end: 4 })).toEqual([1, 1]);
  });
});

describe("lanes", () => {
  it("put longer spans lower, and a fourth one on top of the third", () => {
    const lanes = assignLanes([span("claim", 0, 50), span("organisation", 10, 30), span("place", 20, 25), span("more", 0, 60), span("other", 55, 58)]);
    expect(Object.fromEntries(lanes)).toEqual({ place: 1, organisation: 2, claim: 3, more: 4, other: 1 });
  });
});

describe("cutting a line", () => {
  it("makes flat pieces that never nest", () => {
    const pieces = cutLine({ start: 0, end: 10 }, [span("a", 2, 6), span("b", 4, 8)], new Map([["a", 1], ["b", 2]]));
    expect(pieces.map(({ start, end, cover }) => [start, end, cover.map(({ id }) => id).join("")])).toEqual([[0, 2, ""], [2, 4, "a"], [4, 6, "ab"], [6, 8, "b"], [8, 10, ""]]);
  });
});

describe("painting", () => {
  const text = "Tromsø Winter Lights\n\nin Tromsø";
  const painted = (...spans: readonly Span[]) => {
    const root = document.createElement("div");
    const painter = new TextPainter(root, text);
    painter.apply(new Map(spans.map((each) => [each.id, each])));
    return { root, painter };
  };
  const marks = (root: HTMLElement) => [...root.querySelectorAll("mark")].map((mark) => mark.textContent);

  it("keeps the text, whatever is marked", () => {
    const { root } = painted(span("a", 0, 6), span("b", 3, 25));
    expect([...root.children].map((line) => line.textContent)).toEqual(["Tromsø Winter Lights", "", "in Tromsø"]);
    expect(marks(root)).toEqual(["Tro", "msø", " Winter Lights", "in "]);
    expect(root.querySelector("mark mark")).toBeNull();
  });

  it("touches only the pieces that changed", () => {
    const { root, painter } = painted(span("a", 0, 6), span("b", 25, 31));
    const [first] = root.querySelectorAll("mark");
    painter.apply(new Map([["c", span("c", 7, 13)], ["b", undefined]]));
    expect(root.querySelector("mark")).toBe(first);
    expect(marks(root)).toEqual(["Tromsø", "Winter"]);
    const restyled = root.querySelectorAll("mark")[1];
    painter.apply(new Map([["c", span("c", 7, 13, { color: "blue" })]]));
    expect(root.querySelectorAll("mark")[1]).toBe(restyled);
    expect(restyled!.style.getPropertyValue("--l1")).toBe("blue");
  });

  it("finds positions and places, both ways", () => {
    const { root, painter } = painted(span("a", 3, 9));
    for (const position of [0, 2, 3, 8, 9, 20, 21, 22, 27, 31]) {
      const [node, offset] = painter.placeOf(position);
      expect(painter.positionOf(node, offset)).toBe(position);
    }
    expect(painter.positionOf(root, 2)).toBe(22);
    expect(painter.positionOf(document.body, 0)).toBeUndefined();
  });

  it("tells the regions under a place, the shortest first, and shows the selected ones", () => {
    const { root, painter } = painted(span("long", 0, 20), span("short", 7, 13));
    const inner = [...root.querySelectorAll("mark")].find((mark) => mark.textContent === "Winter")!;
    expect(painter.regionsAt(inner.firstChild!)).toEqual(["short", "long"]);
    painter.select(new Set(["short"]));
    expect([...root.querySelectorAll("mark.sel")]).toEqual([inner]);
    painter.select(new Set());
    expect(root.querySelector("mark.sel")).toBeNull();
  });
});
