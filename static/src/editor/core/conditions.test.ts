// @vitest-environment jsdom
// visibleWhen, perRegion, required and maxUsages.
import { describe, expect, it } from "vitest";
import { editorOn } from "../testing/editor";
import type { Editor } from "./editor";
import { walk } from "./tree";
import type { ResultItem } from "./types";
import { isVisible } from "./visibility";

const XML = `<View>
  <Labels name="label" toName="text" maxUsages="2"><Label value="A"/><Label value="B"/></Labels>
  <Text name="text" value="$text"/>
  <Choices name="q" toName="text" required="true" requiredMessage="Say how it is."><Choice value="x"/><Choice value="y"/></Choices>
  <View visibleWhen="choice-selected" whenTagName="q" whenChoiceValue="x"><Choices name="why" toName="text"><Choice value="z"/></Choices></View>
  <Choices name="why-not" toName="text" visibleWhen="choice-unselected" whenTagName="q" whenChoiceValue="x"><Choice value="z"/></Choices>
  <Choices name="sure" toName="text" perRegion="true" whenLabelValue="B" required="true"><Choice value="yes"/></Choices>
  <View visibleWhen="region-selected"><Header name="h" value="Selected"/></View>
  <View visibleWhen="no-region-selected"><Header name="n" value="None"/></View>
</View>`;
const answer = (editor: Editor, control: string, ...content: string[]): void =>
  editor.current.value.setContent({ control, object: "text", type: "choices", field: "choices", content });
const mark = (editor: Editor, label: string) => {
  editor.activeLabels.value = new Map([["label", [label]]]);
  const parts = editor.partsForNewRegion("text");
  return parts && editor.current.value.add({ object: "text", geometry: { start: 0, end: 1 }, parts });
};
const saved = (editor: Editor) => editor.current.value.serialize().map((item) => item.from_name);

describe("conditions", () => {
  it("hide a question and everything in it, and drop its answer", () => {
    const editor = editorOn(XML);
    answer(editor, "q", "x");
    answer(editor, "why", "z");
    expect(saved(editor)).toEqual(["q", "why"]);
    answer(editor, "q", "y");
    expect(isVisible(editor.config.byName.get("why")!, editor.current.value, editor.config)).toBe(false);
    expect(saved(editor)).toEqual(["q"]);
    answer(editor, "why-not", "z");
    expect(saved(editor)).toEqual(["q", "why-not"]);
  });

  it("ask about a region that is selected and has the label", () => {
    const editor = editorOn(XML);
    const sure = editor.config.byName.get("sure")!;
    const [a, b] = [mark(editor, "A")!, mark(editor, "B")!];
    const shown = () => isVisible(sure, editor.current.value, editor.config);
    expect(shown()).toBe(false);
    editor.current.value.selection.value = new Set([a.id]);
    expect(shown()).toBe(false);
    editor.current.value.selection.value = new Set([b.id]);
    expect(shown()).toBe(true);
  });
});

const REGIONS = `<View>
  <Labels name="who" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Labels name="what" toName="text"><Label value="Person"/><Label value="Thing"/></Labels>
  <Text name="text" value="$text"/><Text name="other" value="$text"/>
  <Choices name="sure" toName="text" perRegion="true" whenTagName="who" required="true"><Choice value="yes"/></Choices>
  <View visibleWhen="region-selected" whenTagName="who" whenLabelValue="Place, Person"><Choices name="seen" toName="text" perRegion="true"><Choice value="yes"/></Choices></View>
  <View visibleWhen="no-region-selected"><View><Choices name="task" toName="text" required="true"><Choice value="x"/></Choices></View></View>
  <View visibleWhen="region-selected" whenLabelValue="Thing"><Header name="thing" value="A thing"/></View>
</View>`;
const region = (id: string, control: string, label: string, object = "text") =>
  ({ id, from_name: control, to_name: object, type: "labels", value: { start: 0, end: 1, labels: [label] } });
const regionAnswer = (id: string, control: string) => ({ id, from_name: control, to_name: "text", type: "choices", value: { start: 0, end: 1, choices: ["yes"] } });
const nodeOf = (editor: Editor, name: string) => [...walk(editor.config.root)].find((node) => node.attributes["name"] === name)!;

describe("conditions about regions", () => {
  const opened = () => editorOn(REGIONS, { result: [region("a", "who", "Person"), region("b", "what", "Person"), region("c", "what", "Thing")] });
  const shown = (editor: Editor, selected: string) => {
    editor.current.value.selection.value = new Set(selected === "" ? [] : [selected]);
    return ["sure", "seen", "task", "thing"].filter((name) => isVisible(nodeOf(editor, name), editor.current.value, editor.config));
  };

  it("ask for the control that labeled the region, and for any of its labels", () => {
    const editor = opened();
    expect(shown(editor, "a")).toEqual(["sure", "seen"]);
    expect(shown(editor, "b")).toEqual([]);
    expect(shown(editor, "c")).toEqual(["thing"]);
    expect(shown(editor, "")).toEqual(["task"]);
  });

  it("take a choice of that name for no label", () => {
    const editor = editorOn(REGIONS.replace('<Choice value="yes"/>', '<Choice value="Thing"/>'), {
      result: [region("a", "who", "Person"), { ...regionAnswer("a", "sure"), value: { start: 0, end: 1, choices: ["Thing"] } }],
    });
    expect(shown(editor, "a")).toEqual(["sure", "seen"]);
  });

  it("drop what was answered about regions that they leave out", () => {
    const result = [region("a", "who", "Person"), regionAnswer("a", "sure"), regionAnswer("a", "seen"), region("b", "what", "Person"), regionAnswer("b", "sure"), regionAnswer("b", "seen")];
    const editor = editorOn(REGIONS, { result });
    expect(editor.current.value.serialize()).toEqual(result); // untouched
    answer(editor, "task", "x");
    expect(editor.current.value.serialize().map((item) => `${item.id} ${item.from_name}`).slice(0, 4)).toEqual(["a who", "a sure", "a seen", "b what"]);
    expect(editor.current.value.serialize()).toHaveLength(5);
  });

  it("decide which regions must be answered, and a hidden question need not be", () => {
    const editor = opened();
    editor.current.value.selection.value = new Set(["c"]);
    expect(editor.validate()).toEqual([{ control: "sure", region: "a", message: '"sure" asks for an answer on each region.' }]);
    editor.current.value.selection.value = new Set();
    expect(editor.validate().map(({ control }) => control)).toEqual(["sure", "task"]);
  });
});

describe("conditions about choices", () => {
  const XML = (conditions: string) => `<View><Text name="text" value="$text"/>
    <Choices name="q" toName="text"><Choice value="x"/><Choice value="y"/></Choices><Taxonomy name="tax" toName="text"><Choice value="A"><Choice value="B"/></Choice></Taxonomy>
    <Choices name="r" toName="text" ${conditions}><Choice value="z"/></Choices></View>`;
  const saved = (conditions: string, chosen: readonly ResultItem[]) => {
    const editor = editorOn(XML(conditions), { result: chosen });
    answer(editor, "r", "z");
    const visible = isVisible(editor.config.byName.get("r")!, editor.current.value, editor.config);
    expect(editor.current.value.serialize().some((item) => item.from_name === "r")).toBe(visible);
    return visible;
  };
  const tax: ResultItem = { id: "2", from_name: "tax", to_name: "text", type: "taxonomy", value: { taxonomy: [["A", "B"]] } };
  const q = (...choices: string[]): ResultItem => ({ id: "1", from_name: "q", to_name: "text", type: "choices", value: { choices } });

  it.each<[conditions: string, chosen: ResultItem[], shown: boolean]>([
    ['visibleWhen="choice-selected" whenTagName="q"', [], false],
    ['visibleWhen="choice-selected" whenTagName="q"', [q("y")], true],
    ['visibleWhen="choice-selected" whenTagName="q" whenChoiceValue="x, w"', [q("y")], false],
    ['visibleWhen="choice-selected" whenTagName="q" whenChoiceValue="x,y"', [q("y")], true],
    ['visibleWhen="choice-selected" whenTagName="gone"', [q("y")], false],
    ['visibleWhen="choice-selected"', [], false],
    ['visibleWhen="choice-selected"', [q("y")], true],
    ['visibleWhen="choice-selected"', [tax], true],
    ['visibleWhen="choice-selected" whenTagName="tax" whenChoiceValue="B"', [tax], true],
    ['visibleWhen="choice-selected" whenTagName="tax" whenChoiceValue="A"', [tax], false],
    ['visibleWhen="choice-unselected" whenTagName="q" whenChoiceValue="x"', [q("x")], false],
    ['visibleWhen="choice-unselected" whenTagName="q" whenChoiceValue="x"', [q("y")], true],
    ['visibleWhen="choice-unselected"', [], true],
    ['whenChoiceValue="y"', [q("x")], false],
    ['whenChoiceValue="y"', [q("y")], true],
  ])("%s with %j", (conditions, chosen, shown) => expect(saved(conditions, chosen)).toBe(shown));

  it("ask for the answer on the same region", () => {
    const editor = editorOn(`<View><Labels name="l" toName="text"><Label value="A"/></Labels><Text name="text" value="$text"/>
      <Choices name="q" toName="text" perRegion="true"><Choice value="yes"/></Choices>
      <Choices name="why" toName="text" perRegion="true" visibleWhen="choice-selected" whenTagName="q" whenChoiceValue="yes"><Choice value="yes"/></Choices></View>`,
      { result: [region("a", "l", "A"), regionAnswer("a", "q"), regionAnswer("a", "why"), region("b", "l", "A"), regionAnswer("b", "why")] });
    editor.current.value.setMeta("b", { text: ["changed"] });
    expect(editor.current.value.serialize().map((item) => `${item.id} ${item.from_name}`)).toEqual(["a l", "a q", "a why", "b l"]);
  });
});

describe("answers for each item", () => {
  const XML = '<View><Text name="text" value="$text"/><Choices name="q" toName="text" perItem="true" required="true"><Choice value="x"/></Choices></View>';
  const second: ResultItem = { id: "two", from_name: "q", to_name: "text", type: "choices", item_index: 1, value: { choices: ["x"] } };

  it("are kept apart by the item's place, and written with it", () => {
    const editor = editorOn(XML, { result: [second] });
    expect([editor.current.value.content("q", 0), editor.current.value.content("q", 1)]).toEqual([undefined, ["x"]]);
    editor.current.value.setContent({ control: "q", object: "text", type: "choices", field: "choices", content: ["x"], item: 0 });
    expect(editor.current.value.serialize()).toEqual([second, {
      id: expect.any(String), from_name: "q", to_name: "text", type: "choices", origin: "manual", item_index: 0, value: { choices: ["x"] },
    }]);
    editor.current.value.history.undo();
    expect(editor.current.value.content("q", 0)).toBeUndefined();
  });

  it("are asked for each of them", () => {
    const editor = editorOn(XML, { result: [{ ...second, item_index: 0 }] });
    expect(editor.validate()).toEqual([]);
    editor.instances.set("text", { mount: () => undefined, destroy: () => undefined, items: () => 3 });
    expect(editor.validate()).toEqual([{ control: "q", item: 1, message: '"q" asks for an answer on each picture. Number 2 has none.' }]);
  });
});

describe("required answers", () => {
  it("are asked for in the task, and on the first region without one", () => {
    const editor = editorOn(XML);
    mark(editor, "A");
    const region = mark(editor, "B")!;
    expect(editor.validate()).toEqual([
      { control: "q", message: "Say how it is." },
      { control: "sure", region: region.id, message: '"sure" asks for an answer on each region.' },
    ]);
    answer(editor, "q", "y");
    editor.current.value.setPart(region.id, { control: "sure", type: "choices", field: "choices", content: ["yes"] });
    expect(editor.validate()).toEqual([]);
  });
});

describe("labels", () => {
  it("may be used only so often", () => {
    const editor = editorOn(XML);
    mark(editor, "A");
    mark(editor, "A");
    expect(mark(editor, "A")).toBeUndefined();
    expect(editor.notice.value?.message).toBe('"A" may be used 2 times in a task.');
    expect(mark(editor, "B")).toBeDefined();
  });

  it("may be used only so often by the regions that get one together", () => {
    const editor = editorOn(XML);
    const regions = ["B", "B", "A"].map((label) => mark(editor, label)!);
    editor.current.value.selection.value = new Set(regions.map(({ id }) => id));
    editor.pressLabel("label", "A");
    expect(editor.notice.value?.message).toBe('"A" may be used 2 times in a task.');
    editor.current.value.selection.value = new Set(regions.slice(1).map(({ id }) => id));
    editor.pressLabel("label", "A");
    expect(saved(editor)).toHaveLength(3);
    expect(regions.map(({ id }) => editor.look(editor.current.value.regions.get(id)!).labels)).toEqual([["B"], ["A"], ["A"]]);
  });

  it("one label's own limit counts before that of its group", () => {
    const editor = editorOn(XML.replace('<Label value="A"/>', '<Label value="A" maxUsages="1"/>'));
    expect([mark(editor, "A"), mark(editor, "A"), mark(editor, "B"), mark(editor, "B"), mark(editor, "B")].map((made) => made !== undefined))
      .toEqual([true, false, true, true, false]);
  });

  it("take the free keys in the order of the config, and leave those that are asked for by name", () => {
    const editor = editorOn(`<View><Choices name="c" toName="text"><View><Choice value="one"/></View><Choice value="two" hotkey="2"/><Choice value="three"/></Choices>
      <Taxonomy name="t" toName="text"><Choice value="none"/></Taxonomy><Labels name="l" toName="text"><Label value="four"/></Labels><Text name="text" value="$text"/></View>`);
    expect([...editor.config.entries.values()].flat().map(({ title, hotkey }) => `${title} ${hotkey}`)).toEqual(["one 1", "two 2", "three 3", "four 4"]);
  });

  it("go to the next region, or to the selected ones", () => {
    const editor = editorOn(XML);
    editor.pressLabel("label", "A");
    expect(editor.pressedLabels("label")).toEqual(["A"]);
    editor.pressLabel("label", "A");
    expect(editor.partsForNewRegion("text")).toBeUndefined();
    const region = mark(editor, "A")!;
    editor.regionCreated(region);
    expect(editor.activeLabels.value.size).toBe(0);
    editor.current.value.selection.value = new Set([region.id]);
    editor.pressLabel("label", "B");
    expect(editor.look(editor.current.value.regions.get(region.id)!)).toMatchObject({ labels: ["B"], color: "var(--label-2)" });
  });

  it("preselected ones are active, and preselected choices stand in a new annotation", () => {
    const editor = editorOn('<View><Labels name="l" toName="t"><Label value="A" selected="true"/></Labels><Text name="t" value="$text"/><Choices name="c" toName="t"><Choice value="x" selected="true"/></Choices></View>');
    expect(editor.pressedLabels("l")).toEqual(["A"]);
    expect(editor.addAnnotation().serialize()).toMatchObject([{ from_name: "c", to_name: "t", type: "choices", value: { choices: ["x"] }, origin: "manual" }]);
    expect(editor.annotations.value[0]!.serialize()).toEqual([]);
  });
});
