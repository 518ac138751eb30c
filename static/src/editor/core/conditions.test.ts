// visibleWhen, perRegion, required and maxUsages.
import { describe, expect, it } from "vitest";
import { editorOn } from "../testing/editor";
import type { Editor } from "./editor";
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
    expect(editor.notice.value?.message).toBe('"A" is used 2 times, and no more are allowed.');
    expect(mark(editor, "B")).toBeDefined();
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
