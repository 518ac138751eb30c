import { describe, expect, it } from "vitest";
import { attributeChange, changed, elementTree, everyElement, insertion, move, NoTree, removal, valueOf } from "./xml-tree";

const TEXT = `<?xml version="1.0"?>
<!-- the whole -->
<View>
\t<Foreign  odd='yes'><b>kept</b> &amp; so</Foreign>
  <Labels name = 'ner' toName="text"><!-- three -->
    <Label value="A"/>
    <Label value="B"
           hotkey="b"/> <!-- after B -->
    <Label value="C &lt;"></Label>
  </Labels>
  <Text name="text" value="$text" />
</View>
`;
const element = (text: string, path: string) => everyElement(elementTree(text)).find((one) => one.path === path)!;

describe("elementTree", () => {
  it("has each element in its place", () => {
    const root = elementTree(TEXT);
    expect(everyElement(root).map((one) => [one.path, one.name])).toEqual([
      ["", "View"], ["0", "Foreign"], ["0.0", "b"], ["1", "Labels"], ["1.0", "Label"], ["1.1", "Label"], ["1.2", "Label"], ["2", "Text"],
    ]);
    expect(valueOf(element(TEXT, "1.2"), "VALUE")).toBe("C <");
    expect(TEXT.slice(element(TEXT, "1.2").start, element(TEXT, "1.2").end)).toBe('<Label value="C &lt;"></Label>');
  });

  it.each([["", 1], ["<View>\n<Text>\n</View>", 3], ["<View/>\n<View/>", 2], ['<View>\n<Text name="a></View>', 2], ["<View>\n<Text name/></View>", 2]])("says where %j stops being one", (text, line) => {
    expect(() => elementTree(text)).toThrow(NoTree);
    try {
      elementTree(text);
    } catch (error) {
      expect((error as NoTree).line).toBe(line);
    }
  });
});

describe("edits touch nothing else", () => {
  it("sets a value in its own quotes", () => {
    expect(changed(TEXT, attributeChange(TEXT, element(TEXT, "1"), "NAME", `a"b'c`))).toBe(TEXT.replace("'ner'", "'a&quot;b&apos;c'"));
    expect(attributeChange(TEXT, element(TEXT, "1"), "name", "ner")).toEqual([]);
  });

  it("adds an attribute after the others, and takes one away with the space before it", () => {
    expect(changed(TEXT, attributeChange(TEXT, element(TEXT, "2"), "granularity", "word"))).toBe(TEXT.replace('"$text" />', '"$text" granularity="word" />'));
    expect(changed(TEXT, attributeChange(TEXT, element(TEXT, "1.1"), "hotkey", undefined))).toBe(TEXT.replace('\n           hotkey="b"', ""));
    expect(changed("<A/>", attributeChange("<A/>", element("<A/>", ""), "x", "1"))).toBe('<A x="1"/>');
  });

  it("removes an element with its line, or alone where others share the line", () => {
    expect(changed(TEXT, [removal(TEXT, element(TEXT, "1.0"))])).toBe(TEXT.replace('    <Label value="A"/>\n', ""));
    expect(changed(TEXT, [removal(TEXT, element(TEXT, "1.1"))])).toBe(TEXT.replace('<Label value="B"\n           hotkey="b"/>', ""));
    expect(changed("<A><B/><C/></A>", [removal("<A><B/><C/></A>", element("<A><B/><C/></A>", "0"))])).toBe("<A><C/></A>");
  });

  it("puts in with the indentation of its neighbours", () => {
    expect(changed(TEXT, insertion(TEXT, element(TEXT, "1"), '<Label value="D"/>\n<Label value="E"/>'))).toBe(
      TEXT.replace('"C &lt;"></Label>', '"C &lt;"></Label>\n    <Label value="D"/>\n    <Label value="E"/>'),
    );
    expect(changed(TEXT, insertion(TEXT, elementTree(TEXT), "<Header/>", element(TEXT, "2")))).toBe(TEXT.replace("  <Text", "  <Header/>\n  <Text"));
  });

  it.each([
    ["<View/>", "<View>\n  <A>\n  </A>\n</View>"],
    ["<View />", "<View>\n  <A>\n  </A>\n</View>"],
    ["<View></View>", "<View>\n  <A>\n  </A>\n</View>"],
    ["<View>\n</View>", "<View>\n  <A>\n  </A>\n</View>"],
    ["<View><!-- here --></View>", "<View><!-- here -->\n  <A>\n  </A>\n</View>"],
    ["<View>\r\n</View>", "<View>\r\n  <A>\r\n  </A>\r\n</View>"],
    ["<View><B/></View>", "<View><B/><A>\n</A></View>"],
  ])("puts the first child into %j", (text, expected) => {
    expect(changed(text, insertion(text, elementTree(text), "<A>\n</A>"))).toBe(expected);
  });

  it("moves an element among its siblings, down, up and to the end", () => {
    const rows = "<V>\n  <A/>\n  <B\n   x='1'/>\n  <!-- c -->\n  <C/>\n</V>";
    const elements = everyElement(elementTree(rows));
    const at = (path: string) => elements.find((one) => one.path === path)!;
    expect(changed(rows, move(rows, at("0"), at("2")))).toBe("<V>\n  <B\n   x='1'/>\n  <!-- c -->\n  <A/>\n  <C/>\n</V>");
    expect(changed(rows, move(rows, at("0"), undefined))).toBe("<V>\n  <B\n   x='1'/>\n  <!-- c -->\n  <C/>\n  <A/>\n</V>");
    expect(changed(rows, move(rows, at("1"), at("0")))).toBe("<V>\n  <B\n   x='1'/>\n  <A/>\n  <!-- c -->\n  <C/>\n</V>");
    expect(move(rows, at("0"), at("1"))).toEqual([]);
    const line = "<V><A/><B/></V>";
    const [, first, second] = everyElement(elementTree(line));
    expect(changed(line, move(line, second!, first))).toBe("<V><B/><A/></V>");
  });
});
