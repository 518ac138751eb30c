// @vitest-environment jsdom
// Labels and Label: what they write, typed by hand, and what their buttons look like.
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Editor } from "../../core/editor";
import type { ResultItem } from "../../core/types";
import { editorOn } from "../../testing/editor";
import "../../testing/layout";
import { mountTags } from "../mount";

const unmounts: (() => void)[] = [];
afterEach(() => unmounts.splice(0).forEach((unmount) => unmount()));

function mounted(xml: string, options: Parameters<typeof editorOn>[1] = {}) {
  const editor = editorOn(`<View>${xml}<Text name="t" value="$text"/></View>`, options);
  const slot = (): HTMLElement => document.body.appendChild(document.createElement("div"));
  const bar = slot();
  unmounts.push(mountTags(editor, { bar, main: slot(), details: slot() }));
  return { editor, bar, button: (value: string) => bar.querySelector<HTMLElement>(`.lb[data-value="${value}"]`)! };
}

/** What a marking of the letters from start to end makes of the active labels. */
function marked(editor: Editor, start: number, end: number): void {
  const parts = editor.partsForNewRegion("t");
  if (parts) editor.regionCreated(editor.current.value.add({ object: "t", geometry: { start, end, text: "A text".slice(start, end) }, parts }));
}

const saved = (editor: Editor): ResultItem[] => editor.current.value.serialize().map(({ id: _, ...item }) => item as ResultItem);
const item = (id: string, labels: readonly string[]): ResultItem => ({ id, from_name: "l", to_name: "t", type: "labels", value: { start: 0, end: 1, text: "A", labels } });

describe("what labels write", () => {
  it("an alias in the place of the name, always in a list", () => {
    const { editor, button } = mounted('<Labels name="l" toName="t"><Label value="Person" alias="PER"/></Labels>');
    button("PER").click();
    marked(editor, 2, 6);
    expect(saved(editor)).toEqual([{ from_name: "l", to_name: "t", type: "labels", origin: "manual", value: { start: 2, end: 6, text: "text", labels: ["PER"] } }]);
    expect(editor.activeLabels.value.size).toBe(0);
  });

  it("several labels of a multiple control, and those of a list in the task", () => {
    const data = { text: "A text", kinds: ["Verb", { value: "Noun", alias: "n", background: "#123456", hotkey: "k" }] };
    const { editor, button } = mounted('<Labels name="l" toName="t" choice="multiple" value="$kinds"><Label value="Name"/></Labels>', { data });
    editor.settings.value = { ...editor.settings.value, continuousLabeling: true };
    for (const value of ["Name", "n"]) button(value).click();
    marked(editor, 0, 1);
    expect(saved(editor)[0]?.value).toEqual({ start: 0, end: 1, text: "A", labels: ["Name", "n"] });
    expect([...editor.activeLabels.value]).toEqual([["l", ["Name", "n"]]]);
    expect([editor.entry("l", "n")?.color, editor.entry("l", "n")?.hotkey, editor.entry("l", "Verb")?.hotkey]).toEqual(["#123456", "k", "2"]);
  });

  it('the label "Empty" as an empty list, which no other label stands beside', () => {
    const { editor, button } = mounted('<Labels name="l" toName="t" choice="multiple" allowEmpty="true"><Label value="A"/></Labels>');
    expect([button("").textContent, editor.config.entries.get("l")!.map(({ hotkey }) => hotkey)]).toEqual(["Empty1", ["1", "2"]]);
    button("A").click();
    button("").click();
    expect(editor.pressedLabels("l")).toEqual([""]);
    marked(editor, 0, 1);
    expect(saved(editor)[0]?.value).toEqual({ start: 0, end: 1, text: "A", labels: [] });
    const [region] = editor.current.value.regions.values();
    expect(editor.look(region!).labels).toEqual(["Empty"]);
    editor.current.value.selection.value = new Set([region!.id]);
    expect(button("").getAttribute("aria-pressed")).toBe("true");
    button("A").click();
    expect(saved(editor)[0]?.value?.["labels"]).toEqual(["A"]);
    button("").click();
    expect(saved(editor)[0]?.value?.["labels"]).toEqual([]);
  });

  it("Empty beside an answer of the region: both items stay", () => {
    const answer = { id: "a", from_name: "c", to_name: "t", type: "textarea", value: { start: 0, end: 1, text: ["why"] } };
    const { editor, button } = mounted('<Labels name="l" toName="t" allowEmpty="true"><Label value="A"/></Labels><Choices name="c" toName="t" perRegion="true"><Choice value="x"/></Choices>', { result: [item("a", ["A"]), answer] });
    editor.current.value.selection.value = new Set(["a"]);
    button("").click();
    expect(editor.current.value.serialize()).toEqual([item("a", []), answer]);
  });
});

describe("how often a label is used", () => {
  it("is limited by the group or by the label itself, also for several regions at once", () => {
    const result = [item("a", ["B"]), item("b", ["B"]), item("c", ["A"])];
    const { editor, button } = mounted('<Labels name="l" toName="t" maxUsages="1"><Label value="A"/><Label value="B" maxUsages="3"/></Labels>', { result });
    expect([button("A").textContent, button("B").textContent]).toEqual(["A1 of 11", "B2 of 32"]);
    button("A").click();
    expect(editor.partsForNewRegion("t")).toBeUndefined();
    expect(editor.notice.value?.message).toBe('"A" may be used once in a task.');
    editor.current.value.selection.value = new Set(["a", "b"]);
    button("A").click();
    expect(saved(editor)[0]?.value?.["labels"]).toEqual(["B"]);
    editor.current.value.selection.value = new Set(["c"]);
    button("B").click();
    expect(saved(editor)[2]?.value?.["labels"]).toEqual(["B"]);
  });
});

describe("the buttons", () => {
  it("are dressed as the config says: hint, alias, size, colours", async () => {
    const { button } = mounted(`<Labels name="l" toName="t" showInline="false">
      <Label value="A" alias="a" hint="the first" showAlias="true" aliasStyle="color: red" size="large" selectedColor="#00ff00" background="blue"/></Labels>`);
    await vi.waitFor(() => expect(button("a").querySelector("small")?.textContent).toBe("a"));
    expect([button("a").title, button("a").style.fontSize, button("a").style.getPropertyValue("--on"), button("a").style.getPropertyValue("--c")]).toEqual(["the first", "16px", "#00ff00", "blue"]);
    expect(button("a").querySelector("small")!.style.color).toBe("red");
    expect(button("a").parentElement!.className).toBe("lbs stack");
  });

  it("show markup in the place of the name, in which nothing runs, links or is loaded from elsewhere", async () => {
    const html = '&lt;b onclick=&quot;ran()&quot;&gt;Bold&lt;/b&gt; &lt;a href=&quot;https://a.example&quot;&gt;link&lt;/a&gt;&lt;img src=&quot;https://a.example/x.png&quot;&gt;&lt;script&gt;ran()&lt;/script&gt;';
    const { button } = mounted(`<Labels name="l" toName="t"><Label value="A" html="${html}"/></Labels>`);
    await vi.waitFor(() => expect(button("A").querySelector(".lb-name")!.innerHTML).toBe("<b>Bold</b> link"), { timeout: 5000 });
  });
});
