// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import type { ResultItem } from "../../core/types";
import { CodePoints } from "../../surfaces/text/offsets";
import { clearForms, formOn } from "../../testing/form";
import { writtenPlace } from "./written-place";

const SHIP = "🚢 Ada met Bo.\n🚢 Ada left Bo.";

/** The words at the place that is shown for a value, and where they begin. */
function shown(text: string, value: string): unknown {
  const stretch = writtenPlace(text, new CodePoints(text), JSON.parse(value) as Record<string, unknown>);
  return stretch && [text.slice(stretch.start, stretch.end), stretch.start];
}

describe("the place that a result names", () => {
  it("is counted in code points", () => {
    expect(shown(SHIP, '{"start": 16, "end": 19, "text": "Ada"}')).toEqual(["Ada", 18]);
    expect(shown(SHIP, '{"start": 2, "end": 5}')).toEqual(["Ada", 3]);
    expect(shown(SHIP, '{"startOffset": 2, "text": "Ada"}')).toBeUndefined();
  });

  it("counted in UTF-16 units is read by the words beside it", () => {
    expect(shown(SHIP, '{"start": 3, "end": 6, "text": "Ada"}')).toEqual(["Ada", 3]);
    expect(shown(SHIP, '{"start": 18, "end": 21, "text": "Ada"}')).toEqual(["Ada", 18]);
    // beyond the last code point
    expect(shown("🚢🚢🚢 Bo", '{"start": 7, "end": 9, "text": "Bo"}')).toEqual(["Bo", 7]);
  });

  it("one off is where the words are nearest", () => {
    expect(shown(SHIP, '{"start": 17, "end": 20, "text": "Ada"}')).toEqual(["Ada", 18]);
    expect(shown(SHIP, '{"start": 15, "end": 18, "text": "Ada"}')).toEqual(["Ada", 18]);
    expect(shown("Bo Al Bo", '{"start": 3, "end": 5, "text": "Bo"}')).toEqual(["Bo", 0]);
    expect(shown("Bo Al Bo", '{"start": 4, "end": 6, "text": "Bo"}')).toEqual(["Bo", 6]);
  });

  it("stays when its words are nowhere, or differ only by line ends", () => {
    expect(shown(SHIP, '{"start": 2, "end": 5, "text": "Ida"}')).toEqual(["Ada", 3]);
    expect(shown("a\r\nb a\\nb", '{"start": 0, "end": 4, "text": "a\\nb"}')).toEqual(["a\r\nb", 0]);
    expect(shown("a\nb a\\nb", '{"start": 0, "end": 3, "text": "a\\\\nb"}')).toEqual(["a\nb", 0]);
    expect(shown(SHIP, '{"start": 2, "end": 5, "text": ""}')).toEqual(["Ada", 3]);
  });
});

describe("a result of another tool", () => {
  afterEach(clearForms);

  it("is shown where its words are, and saved as it came", () => {
    const came = JSON.parse(`[
      {"id": "a", "from_name": "ner", "to_name": "text", "type": "labels", "value": {"start": 18, "end": 21, "text": "Ada", "labels": ["Person"]}},
      {"id": "b", "from_name": "ner", "to_name": "text", "type": "labels", "value": {"start": 2, "end": 5, "text": "Ada", "labels": ["Person"]}}
    ]`) as ResultItem[];
    const xml = '<View><Labels name="ner" toName="text"><Label value="Person"/><Label value="Place"/></Labels><Text name="text" value="$text"/></View>';
    const { editor, main } = formOn(xml, { data: { text: SHIP }, result: came });
    const marks = (): unknown => [...main.querySelectorAll("mark")].map((mark) => [mark.textContent, mark.previousSibling?.textContent]);
    expect(marks()).toEqual([["Ada", "🚢 "], ["Ada", "🚢 "]]);
    const annotation = editor.current.peek();
    annotation.setGeometry("b", { start: 11, end: 13, text: "Bo" });
    expect(marks()).toEqual([["Bo", "🚢 Ada met "], ["Ada", "🚢 "]]);
    expect(annotation.serialize()).toEqual([came[0], { ...came[1], value: { start: 11, end: 13, text: "Bo", labels: ["Person"] } }]);
  });
});
