import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FAMILIES } from "../../../../editor/tags/registry";
import type { TagEntry, TagTable } from "../../../shared/tag-table";
import { readParts, type Part } from "./model";
import { addControl, addHeading, addItems, addObject, dependents, EMPTY, movePart, moveItem, removePart, renamePart, setAttribute, setQuestion, targetsFor, type DataKey } from "./operations";
import { PALETTE } from "./palette";

const families = await Promise.all(Object.values(FAMILIES).map((entry) => entry.load()));
/** What the build writes into tags.json. */
const TABLE: TagTable = new Map(families.flatMap(({ tags }) => tags).map((tag) => [tag.tag, tag as TagEntry]));
const KEYS: readonly DataKey[] = [{ key: "id", display: "other" }, { key: "photo", display: "image" }, { key: "body", display: "text" }];

const CONFIG = `<View>
  <!-- look closely -->
  <View style="display:flex">
    <Labels name="ner" toName="text" custom='kept'>
      <Label value="Person"/>
      <Label value="Place" background="#13905e"/>
      <Label value="Date" hotkey="d"/>
    </Labels>
    <Foreign name="strange"/>
  </View>
  <Text name="text" value="$body"/>
  <View visibleWhen="region-selected" whenTagName="ner">
    <Choices name="tone" toName="text">
      <Choice value="Good"/>
    </Choices>
  </View>
</View>
`;

function parts(text: string): readonly Part[] {
  const shown = readParts(text, TABLE);
  if ("cannot" in shown) throw new Error(shown.cannot);
  return shown.parts;
}
const named = (text: string, name: string): Part => parts(text).find((part) => part.name === name)!;

function stepped(text: string, name: string, by: -1 | 1): string {
  const all = parts(text);
  return movePart(text, all.find((part) => part.name === name)!, all, by);
}

function without(text: string, name: string): string {
  const all = parts(text);
  return removePart(text, all.find((part) => part.name === name)!, all);
}

describe("what is shown", () => {
  it("has objects, questions and what it does not know, in the order of the text", () => {
    expect(parts(CONFIG).map(({ kind, name, conditional }) => [kind, name, conditional])).toEqual([
      ["control", "ner", false], ["other", "strange", false], ["object", "text", false], ["control", "tone", true],
    ]);
  });

  it("shows what lies in parts that open and close, or repeat, and no style as a heading", () => {
    const arranged = '<View><Style>.a{color:red}</Style><Collapse><Panel value="More"><Text name="a" value="$a"/></Panel></Collapse><Repeater on="$list"><Header value="One"/><Text name="b_{{idx}}" value="$list[{{idx}}]"/></Repeater></View>';
    expect(parts(arranged).map(({ kind, name }) => [kind, name])).toEqual([["object", "a"], ["heading", ""], ["object", "b_{{idx}}"]]);
  });

  it("shows the colours and hotkeys that the editor would hand out", () => {
    expect(named(CONFIG, "ner").items.map(({ value, color, hotkey }) => [value, color, hotkey])).toEqual([
      ["Person", "var(--label-1)", "1"], ["Place", "#13905e", "2"], ["Date", "var(--label-2)", "d"],
    ]);
  });

  it.each([["<View><Text></View>", "mistake"], ["", "mistake"], ['<Labels name="a"/>', "root"]])("says why it cannot show %j", (text, why) => {
    expect(readParts(text, TABLE)).toMatchObject({ cannot: why });
  });

  it("takes a tag of a later version from its descriptor alone", () => {
    const later: TagTable = new Map([
      ...TABLE,
      ["Sound", { tag: "Sound", kind: "object", attributes: { name: { type: "name" }, src: { type: "data" } } }],
      ["Boxes", { tag: "Boxes", kind: "control", objects: ["Sound"], children: ["Box"], region: false, attributes: { name: { type: "name" } } }],
      ["Box", { tag: "Box", kind: "item", parents: ["Boxes"], attributes: { value: { type: "string" } } }],
    ]);
    const first = addObject(EMPTY, later.get("Sound")!, KEYS);
    expect(first).toBe('<View>\n  <Sound name="sound" src="$body"/>\n</View>\n');
    const shown = readParts(first, later);
    const target = "parts" in shown ? shown.parts[0]! : undefined;
    const second = addControl(first, later.get("Boxes")!, [target!], later);
    const again = readParts(second, later);
    expect(addItems(second, "parts" in again ? again.parts[1]! : target!, ["One"])).toContain('<Boxes name="boxe" toName="sound">\n    <Box value="One"/>\n  </Boxes>');
  });
});

describe("what is done", () => {
  it("writes a question as the heading right above its answers, and takes it away with its last letter", () => {
    const header = TABLE.get("Header")!;
    const asked = (text: string, words: string): string => {
      const all = parts(text);
      return setQuestion(text, all.find(({ name }) => name === "tone")!, all, header, words);
    };
    const plain = '<View>\n  <Header value="About the text"/>\n  <Text name="text" value="$body"/>\n  <Choices name="tone" toName="text"/>\n</View>';
    const first = asked(plain, 'Which "tone"?');
    expect(first).toBe(plain.replace("  <Choices", '  <Header value="Which &quot;tone&quot;?"/>\n  <Choices'));
    expect(parts(first).map(({ kind }) => kind)).toEqual(["heading", "object", "heading", "control"]);
    expect(asked(first, "How?")).toBe(plain.replace("  <Choices", '  <Header value="How?"/>\n  <Choices'));
    expect(asked(first, "")).toBe(plain);
    expect(asked(plain, "")).toBe(plain);
  });

  it("builds a config of texts with labels and a required choice", () => {
    let text = addObject(EMPTY, TABLE.get("Text")!, KEYS);
    text = addControl(text, TABLE.get("Labels")!, [named(text, "text")], TABLE);
    text = addItems(text, named(text, "label"), ["Person", " Place ", "", "Person"]);
    text = addControl(text, TABLE.get("Choices")!, [named(text, "text")], TABLE);
    text = addItems(text, named(text, "choice"), ["Yes & no"]);
    text = setAttribute(text, named(text, "choice").element, "required", "true");
    text = addHeading(text, TABLE.get("Header")!, "Look", parts(text));
    expect(text).toBe(`<View>
  <Header value="Look"/>
  <Labels name="label" toName="text">
    <Label value="Person"/>
    <Label value="Place"/>
  </Labels>
  <Text name="text" value="$body"/>
  <Choices name="choice" toName="text" choice="single" required="true">
    <Choice value="Yes &amp; no"/>
  </Choices>
</View>
`);
  });

  it("asks which of two once there are two, and takes the question away with either", () => {
    const pairwise = TABLE.get("Pairwise")!;
    const one = addObject(EMPTY, TABLE.get("Text")!, KEYS);
    expect(targetsFor(pairwise, parts(one))).toBeUndefined();
    const two = addObject(one, TABLE.get("Text")!, []);
    const asked = addControl(two, pairwise, targetsFor(pairwise, parts(two))!, TABLE);
    expect(asked).toContain('<Pairwise name="pairwise" toName="text,text2"/>');
    expect(without(asked, "text2")).toBe(one);
  });

  it("offers names for arrows once, where regions are marked, and writes no object into them", () => {
    const relations = TABLE.get("Relations")!;
    const plain = addObject(EMPTY, TABLE.get("Text")!, KEYS);
    expect(targetsFor(relations, parts(plain))).toBeUndefined();
    expect(targetsFor(relations, parts(CONFIG))).toEqual([]);
    let text = addControl(CONFIG, relations, [], TABLE);
    text = addItems(text, named(text, "relation"), ["lives in"]);
    expect(text).toContain('  <Relations name="relation">\n    <Relation value="lives in"/>\n  </Relations>\n</View>');
    expect(targetsFor(relations, parts(text))).toBeUndefined();
  });

  it("sorts a list into columns that have a name and a title", () => {
    const keys: readonly DataKey[] = [{ key: "body", display: "text" }, { key: "answers", display: "other" }];
    let text = addObject(EMPTY, TABLE.get("List")!, keys);
    text = addControl(text, TABLE.get("Ranker")!, targetsFor(TABLE.get("Ranker")!, parts(text))!, TABLE);
    text = addItems(text, named(text, "ranker"), ["Good ones", "Others"]);
    expect(text).toBe(`<View>
  <List name="list" value="$answers"/>
  <Ranker name="ranker" toName="list">
    <Bucket name="Good ones" title="Good ones"/>
    <Bucket name="Others" title="Others"/>
  </Ranker>
</View>
`);
    expect(named(text, "ranker").items.map(({ value }) => value)).toEqual(["Good ones", "Others"]);
    expect(named(text.replace(' title="Others"', ""), "ranker").items.map(({ value }) => value)).toEqual(["Good ones", "Others"]);
  });

  it.each(["Taxonomy", "TextArea", "Rating", "Number", "DateTime", "Choices"])("asks with a %s about a text", (tag) => {
    const shown = addObject(EMPTY, TABLE.get("Markdown")!, KEYS);
    const text = addControl(shown, TABLE.get(tag)!, targetsFor(TABLE.get(tag)!, parts(shown))!, TABLE);
    expect(parts(text).map(({ kind, entry, targets }) => [kind, entry?.tag, targets])).toEqual([["object", "Markdown", []], ["control", tag, ["markdown"]]]);
  });

  it("gives an object the field that fits it, and a name that is free", () => {
    expect(addObject(CONFIG, TABLE.get("Image")!, KEYS)).toContain('<Image name="image" value="$photo"/>');
    expect(addObject(CONFIG, TABLE.get("Text")!, [])).toContain('<Text name="text2" value="$text"/>');
  });

  it("adds only labels that are not there", () => {
    expect(addItems(CONFIG, named(CONFIG, "ner"), ["Date", " "])).toBe(CONFIG);
  });

  it("moves labels and parts, and the rest stays byte for byte", () => {
    const moved = moveItem(CONFIG, named(CONFIG, "ner"), 2, 0);
    expect(named(moved, "ner").items.map(({ value }) => value)).toEqual(["Date", "Person", "Place"]);
    expect(moved.split("\n").sort()).toEqual(CONFIG.split("\n").sort());
    expect(moveItem(moved, named(moved, "ner"), 0, 2)).toBe(CONFIG);
    const swapped = stepped(CONFIG, "ner", 1);
    expect(parts(swapped).map(({ name }) => name)).toEqual(["strange", "ner", "text", "tone"]);
    expect(stepped(swapped, "ner", -1)).toBe(CONFIG);
    expect(stepped(CONFIG, "text", -1)).toBe(CONFIG); // alone among the shown ones of its box
  });

  it("takes with an object the questions that have no other, and only those", () => {
    const two = CONFIG.replace('toName="text" custom', 'toName="text,photo" custom').replace("  <Text", '  <Image name="photo" value="$photo"/>\n  <Text');
    expect(dependents(named(two, "text"), parts(two)).map(({ name }) => name)).toEqual(["tone"]);
    const left = without(two, "text");
    expect(parts(left).map(({ name, targets }) => [name, targets])).toEqual([["ner", ["photo"]], ["strange", []], ["photo", []]]);
  });

  it("renames with all that points to it", () => {
    expect(renamePart(CONFIG, named(CONFIG, "text"), "body")).toBe(CONFIG.replaceAll('toName="text"', 'toName="body"').replace('name="text"', 'name="body"'));
    expect(renamePart(CONFIG, named(CONFIG, "ner"), "names")).toBe(CONFIG.replace('name="ner"', 'name="names"').replace('whenTagName="ner"', 'whenTagName="names"'));
  });
});

it("has the twelve colours of the look", () => {
  const tokens = readFileSync("src/look/tokens.css", "utf8");
  const light = [...tokens.matchAll(/--label-(\d+): light-dark\((#[\da-f]{6})/g)].map(([, , color]) => color);
  expect(PALETTE).toEqual(light);
});
