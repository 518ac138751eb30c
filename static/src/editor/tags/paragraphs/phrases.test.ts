import { describe, expect, it } from "vitest";
import { PhraseText, readPhrases } from "./phrases";

const SHIPS = readPhrases([{ author: "Ida", text: "🚢🚢 Hello there", start: 1.5 }, { author: "Bo", text: "Good 🚢 morning\nfriend" }, { author: "Ida", text: "" }, { text: "Bye" }], "author", "text");

describe("the phrases of a conversation", () => {
  it("are read under the keys that the config names", () => {
    expect(readPhrases([{ who: "A", said: 5, start: "2.5" }, "plain", null], "who", "said")).toEqual([
      { author: "A", text: "5", start: 2.5 }, { author: "", text: "plain", start: undefined }, { author: "", text: "", start: undefined },
    ]);
    expect([readPhrases("x", "author", "text"), readPhrases({ text: "x" }, "author", "text")]).toEqual([[], []]);
  });
});

describe("places in a conversation", () => {
  const whole = new PhraseText(SHIPS);
  // measured on Label Studio's build 1.4.0: "there" behind two ships begins at 11, not at 9
  const THERE = { start: "0", end: "0", startOffset: 11, endOffset: 16 };
  const ACROSS = { start: "0", end: "1", startOffset: 11, endOffset: 15 };

  it("are numbers of paragraphs and UTF-16 units in them", () => {
    const there = whole.text.indexOf("there");
    const end = whole.text.indexOf(" morning") + " morning".length;
    expect(whole.rangeOf({ start: there, end: there + 5 })).toEqual(THERE);
    expect(whole.rangeOf({ start: there, end })).toEqual(ACROSS);
    expect([whole.stretchOf(THERE), whole.stretchOf(ACROSS)]).toEqual([{ start: there, end: there + 5 }, { start: there, end }]);
  });

  it("go over line ends in a paragraph and over empty ones", () => {
    const range = { start: "1", end: "3", startOffset: 16, endOffset: 3 };
    expect(whole.text.slice(whole.stretchOf(range)!.start, whole.stretchOf(range)!.end)).toBe("friend\n\nBye");
    expect(whole.rangeOf(whole.stretchOf(range)!)).toEqual(range);
  });

  it("may be numbers, and are none where there is no such place", () => {
    expect(whole.stretchOf({ start: 3, end: 3, startOffset: 0, endOffset: 3 })).toBeDefined();
    for (const start of ["9", "", "x", undefined, 0.5]) expect(whole.stretchOf({ start, end: "1", startOffset: 0, endOffset: 1 })).toBeUndefined();
    expect(whole.stretchOf({ start: "0", end: "0", startOffset: 5, endOffset: 5 })).toBeUndefined();
  });
});
