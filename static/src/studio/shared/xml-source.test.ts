import { describe, expect, it } from "vitest";
import { attributeOf, decodeEntities, encodeAttribute, tagsOf } from "./xml-source";

const part = (text: string, from: number, to: number): string => text.slice(from, to);

describe("tagsOf", () => {
  it("finds each tag with the places of its parts", () => {
    const text = `<View>\n  <Label value='a "b"' hotkey = "1"/>\n</View >`;
    const [view, label, end] = tagsOf(text);
    expect([view?.kind, label?.kind, end?.kind]).toEqual(["open", "empty", "close"]);
    expect(part(text, label!.start, label!.end)).toBe(`<Label value='a "b"' hotkey = "1"/>`);
    expect(part(text, end!.nameStart, end!.nameEnd)).toBe("View");
    expect(label!.attributes.map(({ name, value }) => [name, value])).toEqual([["value", 'a "b"'], ["hotkey", "1"]]);
    const hotkey = attributeOf(label!, "HotKey")!;
    expect(part(text, hotkey.start, hotkey.end)).toBe('hotkey = "1"');
    expect(part(text, hotkey.valueStart, hotkey.valueEnd)).toBe("1");
  });

  it("passes over comments, CDATA and declarations, also over those that never end", () => {
    expect(tagsOf('<?xml version="1.0"?><!-- <A/> --><![CDATA[<B/>]]><C/>').map((tag) => tag.name)).toEqual(["C"]);
    expect(tagsOf("<A/><!-- <B/>")).toHaveLength(1);
  });

  it.each([
    ["<Te", "Te", []],
    ["<Text na", "Text", [["na", undefined, true]]],
    ["<Text name=", "Text", [["name", undefined, false]]],
    ['<Text name="te', "Text", [["name", "te", false]]],
  ] as const)("says that %j is not finished", (text, name, attributes) => {
    const [tag] = tagsOf(text);
    expect([tag?.name, tag?.finished]).toEqual([name, false]);
    expect(tag?.attributes.map((one) => [one.name, one.value, one.finished])).toEqual(attributes);
  });

  it("goes on with the tag that begins inside of an unfinished one", () => {
    expect(tagsOf('<A b="\n<C/>').map((tag) => [tag.name, tag.finished])).toEqual([["A", false], ["C", true]]);
  });

  it("takes any text, in a time that grows with it and not faster", () => {
    for (const text of ["", "<", "</", "<<<", "a & b < c", "<a =='>\"x", "]]>", "<!", "<?"]) expect(() => tagsOf(text)).not.toThrow();
    expect(tagsOf("<a ".repeat(50_000))).toHaveLength(50_000);
  });
});

describe("entities", () => {
  it("goes there and back", () => {
    const text = `<a> & "b" 'c'\n\td`;
    expect(decodeEntities(encodeAttribute(text))).toBe(text);
  });

  it("knows character references and leaves what it does not know", () => {
    expect(decodeEntities("&#228;&#xE4;&apos;&nbsp;&#x110000;")).toBe("ää'&nbsp;&#x110000;");
  });
});
