// @vitest-environment jsdom
// Copies of regions and suggestions of a model: what they become in the result, typed by hand.
import { afterEach, describe, expect, it } from "vitest";
import type { ResultItem } from "../../core/types";
import { editorOn } from "../../testing/editor";
import "../../testing/layout";
import { mountTags } from "../../tags/mount";
import { addPrompt, answerPrompts } from "../../core/prompts";
import { copiedItems, listenToClipboard, pasteItems } from "./clipboard";
import { followSuggestions } from "./suggestions";

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

const XML = '<View><Labels name="l" toName="t"><Label value="A"/><Label value="B" maxUsages="2"/></Labels><Text name="t" value="$text"/></View>';
const item = (id: string, start: number, end: number, label: string, more: Partial<ResultItem> = {}): ResultItem =>
  ({ id, from_name: "l", to_name: "t", type: "labels", value: { start, end, labels: [label] }, ...more });

function opened(options: Parameters<typeof editorOn>[1] = {}) {
  const editor = editorOn(XML, { data: { text: "0123456789" }, ...options });
  const slot = (): HTMLElement => document.body.appendChild(document.createElement("div"));
  ends.push(mountTags(editor, { bar: slot(), main: slot(), details: slot() }));
  return editor;
}

describe("copies", () => {
  const result = [item("a", 0, 2, "A", { score: 0.5, origin: "prediction", meta: { text: ["note"] } }), item("a", 0, 2, "A", { type: "choices", from_name: "c", value: { start: 0, end: 2, choices: ["x"] } }), item("b", 4, 6, "B")];

  it("are the items as they stand; pasted they have ids of their own and are made by hand, in one step", () => {
    const editor = opened({ result });
    editor.current.value.selection.value = new Set(["a"]);
    const items = copiedItems(editor);
    expect(items).toEqual([result[0], result[1]]);
    expect(pasteItems(editor, items)).toBe(1);
    const [pasted] = editor.current.value.selection.value;
    expect(pasted).not.toBe("a");
    expect(editor.current.value.serialize().at(-1)).toEqual({ id: pasted, from_name: "c", to_name: "t", type: "choices", origin: "manual", value: { start: 0, end: 2, choices: ["x"] } });
    expect(editor.current.value.serialize().at(-2)).toEqual({ id: pasted, from_name: "l", to_name: "t", type: "labels", origin: "manual", meta: { text: ["note"] }, value: { start: 0, end: 2, labels: ["A"] } });
    editor.current.value.history.undo();
    expect(editor.current.value.serialize()).toEqual(result);
  });

  it("stay out where they have no place, or are one too many", () => {
    const editor = opened({ data: { text: "short" } });
    expect(pasteItems(editor, [item("a", 3, 6, "A"), item("b", 0, 2, "A", { to_name: "other" }), item("c", 4, 5, "A")])).toBe(1);
    expect(pasteItems(editor, [0, 1, 2].map((at) => item(`x${at}`, at, at + 1, "B")))).toBe(2);
  });

  it("travel with the browser's own events, unless something is typed", () => {
    const editor = opened({ result });
    ends.push(listenToClipboard(editor, document.body));
    const carried = new Map<string, string>();
    const press = (type: string, target: Element = document.body): boolean => {
      const event = new Event(type, { bubbles: true, cancelable: true });
      Object.defineProperty(event, "clipboardData", { value: { getData: (kind: string) => carried.get(kind) ?? "", setData: (kind: string, text: string) => carried.set(kind, text) } });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(press("copy")).toBe(false);
    editor.current.value.selection.value = new Set(["b"]);
    expect(press("copy", document.body.appendChild(document.createElement("textarea")))).toBe(false);
    expect(press("cut")).toBe(true);
    expect(JSON.parse(carried.get("text/plain")!)).toEqual([item("b", 4, 6, "B")]);
    expect([...editor.current.value.regions.keys()]).toEqual(["a"]);
    expect(press("paste")).toBe(true);
    expect(editor.current.value.regions.size).toBe(2);
    carried.set("text/plain", "[Hello");
    expect(press("paste")).toBe(false);
  });
});

describe("suggestions", () => {
  const predictions = [{ id: "7", pk: 7, kind: "prediction" as const, modelVersion: "v3", result: [item("p", 0, 2, "A", { score: 0.9 }), item("q", 4, 6, "B"), item("r", 7, 9, "A")] }];
  const begun = (result: readonly ResultItem[] = []) => {
    const editor = opened({ predictions });
    editor.select(editor.addAnnotation({ result }));
    const suggestions = followSuggestions(editor);
    ends.push(() => suggestions.stop());
    return { editor, suggestions, open: () => [...editor.suggestions.value.keys()] };
  };

  it("are the regions of the prediction where nothing is labeled yet, while the annotation is no older one", () => {
    const { editor, open } = begun([item("mine", 4, 6, "A")]);
    expect(open()).toEqual(["p", "r"]);
    expect(document.querySelectorAll("mark.ghost").length).toBe(2);
    editor.select(editor.annotations.value[0]!);
    expect(open()).toEqual([]);
    editor.select(editor.copy(editor.predictions.value[0]!));
    expect(open()).toEqual([]);
  });

  it("are accepted one by one or all together, and come back with an undo", () => {
    const { editor, suggestions, open } = begun();
    suggestions.next();
    expect([...editor.current.value.selection.value]).toEqual(["p"]);
    suggestions.accept(["p"]);
    expect(editor.current.value.serialize()).toEqual([item("p", 0, 2, "A", { score: 0.9, origin: "prediction" })]);
    expect([open(), [...editor.current.value.selection.value]]).toEqual([["q", "r"], ["q"]]);
    suggestions.accept();
    expect([open(), editor.current.value.serialize().map(({ id }) => id)]).toEqual([[], ["p", "q", "r"]]);
    editor.current.value.history.undo();
    expect(open()).toEqual(["q", "r"]);
    editor.current.value.setGeometry("p", { end: 3 });
    expect(editor.current.value.serialize()[0]).toMatchObject({ origin: "prediction-changed", value: { start: 0, end: 3 } });
  });

  it("are refused, never saved, and can be had back", () => {
    const { editor, suggestions, open } = begun();
    suggestions.refuse(["q"]);
    expect([open(), [...editor.current.value.selection.value]]).toEqual([["p", "r"], ["r"]]);
    expect(editor.current.value.serialize()).toEqual([]);
    editor.notice.value!.action!.run();
    expect(open()).toEqual(["p", "q", "r"]);
  });

  it("are shown and taken over from a score on; one without a score has none", () => {
    const { editor, suggestions, open } = begun();
    expect([suggestions.waiting.value, suggestions.scores.value]).toEqual([3, [0, 0.9]]);
    suggestions.minimum.value = 0.5;
    expect([open(), suggestions.waiting.value]).toEqual([["p"], 3]);
    suggestions.accept();
    expect(editor.current.value.serialize().map(({ id }) => id)).toEqual(["p"]);
    suggestions.minimum.value = 0;
    expect(open()).toEqual(["q", "r"]);
    suggestions.refuse();
    expect([open(), editor.current.value.serialize().length]).toEqual([[], 1]);
  });
});

describe("what a model answers to a smart tool", () => {
  const asked = () => {
    const editor = opened();
    editor.select(editor.addAnnotation());
    const suggestions = followSuggestions(editor);
    ends.push(() => suggestions.stop());
    addPrompt(editor, { object: "t", geometry: { start: 5, end: 6 }, parts: [{ control: "l", type: "labels", field: "labels", content: ["A"] }] });
    return { editor, suggestions, open: () => [...editor.suggestions.value.keys()] };
  };
  const answer = { from_name: "l", to_name: "t", type: "labels", value: { start: 4, end: 7, labels: ["A"] } };

  it("is suggested under an id, taken over whole, and ends the question", () => {
    const { editor, suggestions, open } = asked();
    answerPrompts(editor, editor.current.value, [answer]);
    const [id] = open();
    expect([editor.prompts.value.length, editor.current.value.serialize()]).toEqual([1, []]);
    suggestions.accept();
    expect(editor.current.value.serialize()).toEqual([{ ...answer, id, origin: "prediction" }]);
    expect([editor.prompts.value, open()]).toEqual([[], []]);
  });

  it("is replaced by the next answer, and goes when it is refused or the question is taken back", () => {
    const { editor, suggestions, open } = asked();
    answerPrompts(editor, editor.current.value, [answer]);
    answerPrompts(editor, editor.current.value, [{ ...answer, id: "n", value: { start: 3, end: 7, labels: ["A"] } }]);
    expect(open()).toEqual(["n"]);
    suggestions.refuse();
    expect([editor.prompts.value, open()]).toEqual([[], []]);
    editor.notice.value!.action!.run();
    expect([editor.prompts.value.length, open()]).toEqual([1, ["n"]]);
    editor.prompts.value = [];
    expect([open(), editor.answered.value]).toEqual([[], []]);
  });

  it("is dropped when it comes too late, and taken over unasked where somebody wants that", () => {
    const { editor, open } = asked();
    const before = editor.current.value;
    editor.select(editor.addAnnotation());
    expect(editor.prompts.value).toEqual([]);
    answerPrompts(editor, before, [answer]);
    expect(open()).toEqual([]);
    editor.settings.value = { ...editor.settings.value, acceptAnswers: true };
    answerPrompts(editor, editor.current.value, [answer]);
    expect([open(), editor.current.value.serialize().map(({ value }) => value)]).toEqual([[], [answer.value]]);
  });
});
