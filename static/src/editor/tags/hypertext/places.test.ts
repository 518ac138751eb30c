// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { DocumentText } from "../../surfaces/hypertext/document-text";
import { readPlace, writePlace } from "./places";

function documentOf(markup: string): DocumentText {
  return new DocumentText(new DOMParser().parseFromString(`<body>${markup}</body>`, "text/html").body);
}

const FARES = documentOf(
  "<h1>Fares <em>2026</em></h1>\n<!-- draft --><p>Ship 🚢 to <b>Ber<i>gen</i></b><!-- x --> costs <u>90</u> €.<br>Bring <b>cash</b>!</p>\n" +
    "<table><tr><td>Seat</td><td>20</td></tr><tr><td>Bed</td><td>45</td></tr></table>",
);

function stretchOf(text: DocumentText, words: string) {
  const start = text.whole.indexOf(words);
  expect(start).toBeGreaterThanOrEqual(0);
  return { start, end: start + words.length };
}

// counted by hand: code points, a comment none, a line break one
describe.each([
  ["inside of one node", "gen", { start: "/p[1]/b[1]/i[1]/text()[1]", end: "/p[1]/b[1]/i[1]/text()[1]", startOffset: 0, endOffset: 3, globalOffsets: { start: 24, end: 27 } }],
  ["across nested markup, from an emoji", "🚢 to Bergen costs", { start: "/p[1]/text()[1]", end: "/p[1]/text()[2]", startOffset: 5, endOffset: 6, globalOffsets: { start: 16, end: 33 } }],
  ["behind an emoji", "to Ber", { start: "/p[1]/text()[1]", end: "/p[1]/b[1]/text()[1]", startOffset: 7, endOffset: 3, globalOffsets: { start: 18, end: 24 } }],
  ["over a line break", "90 €.\nBring cash", { start: "/p[1]/u[1]/text()[1]", end: "/p[1]/b[2]/text()[1]", startOffset: 0, endOffset: 4, globalOffsets: { start: 34, end: 50 } }],
  ["over a comment between paragraphs", "2026\nShip", { start: "/h1[1]/em[1]/text()[1]", end: "/p[1]/text()[1]", startOffset: 0, endOffset: 4, globalOffsets: { start: 6, end: 15 } }],
  ["from cell to cell", "Seat2", { start: "/table[1]/tbody[1]/tr[1]/td[1]/text()[1]", end: "/table[1]/tbody[1]/tr[1]/td[2]/text()[1]", startOffset: 0, endOffset: 1, globalOffsets: { start: 52, end: 57 } }],
  ["up to the last letter", "5", { start: "/table[1]/tbody[1]/tr[2]/td[2]/text()[1]", end: "/table[1]/tbody[1]/tr[2]/td[2]/text()[1]", startOffset: 1, endOffset: 2, globalOffsets: { start: 62, end: 63 } }],
])("a place %s", (_, words, value) => {
  const stretch = stretchOf(FARES, words);
  it("is written as XPaths and as positions in the whole", () => expect(writePlace(FARES, stretch)).toEqual(value));
  it("is read from both, and from either", () => {
    const { globalOffsets, ...paths } = value;
    expect([readPlace(FARES, value), readPlace(FARES, paths), readPlace(FARES, { globalOffsets })]).toEqual([stretch, stretch, stretch]);
  });
});

describe("places as others write them", () => {
  const gen = stretchOf(FARES, "gen");
  it.each([
    ["without numbers", { start: "/p/b/i/text()", end: "/p/b/i/text()", startOffset: 0, endOffset: 3 }],
    ["from the outermost element", { start: "/html[1]/body[1]/p[1]/b[1]/i[1]/text()[1]", end: "/html/body/P/B/I/text()[1]", startOffset: 0, endOffset: 3 }],
    ["with a point before", { start: "./p[1]/b[1]/i[1]/text()[1]", end: "p[1]/b[1]/i[1]/text()[1]", startOffset: 0, endOffset: 3 }],
    ["counting an element's children", { start: "/p[1]/b[1]", end: "/p[1]/b[1]", startOffset: 1, endOffset: 2 }],
    ["with positions that are none of its own", { start: "/p[1]/b[1]/i[1]/text()[1]", end: "/p[1]/b[1]/i[1]/text()[1]", startOffset: 0, endOffset: 3, globalOffsets: { start: 0, end: 2 } }],
    ["with a path that leads nowhere", { start: "/p[1]/b[7]/text()[1]", end: "/p[1]/b[1]/i[1]/text()[1]", startOffset: 0, endOffset: 3, globalOffsets: { start: 24, end: 27 } }],
    ["with an offset beyond its node", { start: "/p[1]/b[1]/i[1]/text()[1]", end: "/p[1]/b[1]/i[1]/text()[1]", startOffset: 0, endOffset: 9, globalOffsets: { start: 24, end: 27 } }],
  ])("are found %s", (_, value) => expect(readPlace(FARES, value)).toEqual(gen));

  it.each([
    {}, { start: 3, end: 9 }, { globalOffsets: { start: 60, end: 64 } }, { globalOffsets: { start: 5, end: 5 } }, { globalOffsets: "x" }, { globalOffsets: { start: -1, end: 4 } },
    { start: "/p[1]/b[1]/i[1]/text()[1]", end: "/p[1]/text()[1]", startOffset: 0, endOffset: 2 }, { start: "", end: "", startOffset: 0.5, endOffset: 2 },
  ])("are none in %j", (value) => expect(readPlace(FARES, value)).toBeUndefined());
});

describe("the text of a document", () => {
  it("counts styles and scripts, and does not read them", () => {
    const text = documentOf("<p>ab</p><style>i{}</style><script>s()</script><p>cd</p>");
    const stretch = { start: 1, end: text.whole.length - 1 };
    expect([text.whole, text.textOf(stretch)]).toEqual(["abi{}s()cd", "bc"]);
    expect(writePlace(text, stretch)).toEqual({ start: "/p[1]/text()[1]", end: "/p[2]/text()[1]", startOffset: 1, endOffset: 1, globalOffsets: { start: 1, end: 9 } });
  });

  it("widens a marking over markup, and not into the next cell or paragraph", () => {
    const meant = (words: string, granularity: "word" | "sentence" | "paragraph") => {
      const { start, end } = FARES.meant(stretchOf(FARES, words), granularity)!;
      return FARES.whole.slice(start, end);
    };
    expect([meant("rge", "word"), meant("ea", "word"), meant("ost", "sentence"), meant("rin", "paragraph")]).toEqual(["Bergen", "Seat", "Ship 🚢 to Bergen costs 90 €.", "Bring cash!"]);
    expect(FARES.meant({ start: 10, end: 11 }, "word")).toBeUndefined();
  });

  it("knows where the next word ends", () => {
    const at = FARES.whole.indexOf("Ber");
    expect([FARES.nextEdge(at, 1, "word"), FARES.nextEdge(at + 6, -1, "word"), FARES.nextEdge(0, -1, "word")]).toEqual([at + 6, at, 0]);
  });
});
