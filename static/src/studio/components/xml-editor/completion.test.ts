import { describe, expect, it } from "vitest";
import type { TagEntry, TagTable } from "../../shared/tag-table";
import { placeAt, suggestionsAt, tagAt } from "./completion";

const ENTRIES: readonly TagEntry[] = [
  { tag: "View", kind: "visual", attributes: { whenTagName: { type: "name" }, whenLabelValue: { type: "string" } } },
  { tag: "Text", kind: "object", attributes: { name: { type: "name", required: true }, value: { type: "data", required: true }, granularity: { type: "enum", values: ["word", "symbol"] } } },
  { tag: "Image", kind: "object", attributes: { name: { type: "name" }, zoom: { type: "boolean" } } },
  { tag: "Labels", kind: "control", objects: ["Text"], children: ["Label"], attributes: { name: { type: "name" }, toName: { type: "names" } } },
  { tag: "Label", kind: "item", parents: ["Labels"], attributes: { value: { type: "string" } } },
];
const TABLE: TagTable = new Map(ENTRIES.map((entry) => [entry.tag, entry]));
const CONFIG = `<View>
  <Labels name="ner" toName="text">
    <Label value="Person"/>
    <Label value="Place"/>
  </Labels>
  <Text name="text" value="$body"/>
  <Image name="photo"/>
  |
</View>`;

/** What is offered where the text has a bar, which is taken out. */
function offered(marked: string): readonly string[] | undefined {
  const at = marked.indexOf("|");
  return suggestionsAt(marked.replace("|", ""), at, TABLE, ["text", "title"])?.options.map((option) => option.text);
}

const inConfig = (text: string): string => CONFIG.replace("|", text);

describe("suggestions", () => {
  it("offers tags, and items only where they belong", () => {
    expect(offered(inConfig("<|"))).toEqual(["View", "Text", "Image", "Labels"]);
    expect(offered('<View><Labels name="a"><L|')).toContain("Label");
    expect(offered("<View>|</View>")).toContain("<Text");
  });

  it("closes the tag that is open", () => {
    expect(offered('<View><Labels name="a"><Label/></|')).toEqual(["Labels"]);
  });

  it("offers the attributes that a tag has not yet", () => {
    expect(offered('<Text name="a" |')).toEqual(["value", "granularity"]);
    expect(offered('<Text name="a" val|')).toEqual(["value", "granularity"]);
    expect(offered("<Other |")).toEqual([]);
  });

  it.each([
    ['<Text granularity="|', ["word", "symbol"]],
    ['<Image zoom="|', ["true", "false"]],
    ['<Text value="|', ["$text", "$title"]],
    ['<Text value="$t|', ["$text", "$title"]],
    ['<Label value="|', undefined],
  ])("offers values: %s", (text, values) => {
    expect(offered(text)).toEqual(values);
  });

  it("offers names of the objects that the control goes with, after a comma too, and labels for conditions", () => {
    expect(offered(inConfig('<Labels toName="|"/>'))).toEqual(["text"]);
    expect(offered(inConfig('<View whenTagName="|"/>'))).toEqual(["ner"]);
    const text = inConfig('<View whenLabelValue="Person,|"/>');
    const found = suggestionsAt(text.replace("|", ""), text.indexOf("|"), TABLE, []);
    expect(found?.options.map((option) => option.text)).toEqual(["Person", "Place"]);
    expect(found?.from).toBe(text.indexOf("|"));
  });

  it("offers the keys of the text itself beside those of the tasks", () => {
    expect(offered(inConfig('<Text value="|"/>'))).toEqual(["$text", "$title", "$body"]);
  });

  it("offers nothing in comments and after a finished value", () => {
    expect(offered("<View><!-- <|")).toBeUndefined();
    expect(placeAt('<Text name="a"', 14)).toBeUndefined();
  });
});

describe("tagAt", () => {
  it("is the tag around the caret, else the innermost open one", () => {
    expect(tagAt(CONFIG, CONFIG.indexOf("Person"))).toBe("Label");
    expect(tagAt(CONFIG, CONFIG.indexOf("    <Label") + 1)).toBe("Labels");
    expect(tagAt(CONFIG, CONFIG.indexOf("|"))).toBe("View");
    expect(tagAt(CONFIG, 0)).toBeUndefined();
  });
});
