// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { clearForms, formOn, hotkey, leave, press, type } from "../../testing/form";

afterEach(clearForms);

const XML = (attributes = "", inner = "") => `<View><Text name="t" value="$text"/><TextArea name="s" toName="t" ${attributes}>${inner}</TextArea></View>`;
const ITEM = (...text: string[]) => ({ from_name: "s", to_name: "t", type: "textarea", origin: "manual", value: { text } });
const field = () => document.querySelector<HTMLTextAreaElement>(".adding textarea")!;
const entries = () => [...document.querySelectorAll<HTMLTextAreaElement>(".entries textarea")];

describe("writing", () => {
  it("adds with Enter, and counts what is not added yet", () => {
    const { written } = formOn(XML());
    type(field(), "One");
    press(field(), "Enter");
    expect([field().value, entries().map(({ value }) => value)]).toEqual(["", ["One"]]);
    press(field(), "Enter");
    type(field(), "Two ");
    expect(written()).toEqual([ITEM("One", "Two")]);
    expect(entries().length).toBe(1);
  });

  it("is undone text by text", () => {
    const { editor, written } = formOn(XML());
    for (const text of ["One", "Two"]) {
      type(field(), text);
      press(field(), "Enter");
    }
    type(field(), "Three");
    const { history } = editor.current.value;
    history.undo();
    expect([written(), field().value]).toEqual([[ITEM("One", "Two")], ""]);
    history.undo();
    expect([written(), entries().length]).toEqual([[ITEM("One")], 1]);
    history.redo();
    expect(entries().map(({ value }) => value)).toEqual(["One", "Two"]);
  });

  it("takes a new line with Shift, and in a larger field the other way round", () => {
    const { written } = formOn(XML('rows="4"'));
    type(field(), "One\nmore");
    press(field(), "Enter");
    expect([field().value, written()]).toEqual(["One\nmore", [ITEM("One\nmore")]]);
    press(field(), "Enter", { shiftKey: true });
    expect(field().value).toBe("");
    type(field(), "Two");
    document.querySelector<HTMLElement>(".adding .btn")!.click();
    expect(written()).toEqual([ITEM("One\nmore", "Two")]);
  });

  it("stops at maxSubmissions", () => {
    const { written } = formOn(XML('maxSubmissions="1"'));
    type(field(), "One");
    expect(document.querySelector<HTMLElement>(".adding")!.hidden).toBe(false);
    press(field(), "Enter");
    expect([written(), document.querySelector<HTMLElement>(".adding")!.hidden]).toEqual([[ITEM("One")], true]);
  });

  it("skips what is there already", () => {
    const { written, find } = formOn(XML('skipDuplicates="true"'));
    type(field(), "One");
    press(field(), "Enter");
    type(field(), "One");
    expect(written()).toEqual([ITEM("One")]);
    press(field(), "Enter");
    expect([find(".miss .err").textContent, field().value]).toEqual(["This text is there already.", "One"]);
    type(field(), "Ones");
    expect(written()).toEqual([ITEM("One", "Ones")]);
  });

  it("is one field with allowSubmit=false", () => {
    const { written, editor } = formOn(XML('allowSubmit="false"'));
    type(field(), "One");
    press(field(), "Enter");
    expect([field().value, written(), entries().length]).toEqual(["One", [ITEM("One")], 0]);
    editor.current.value.history.undo();
    expect(field().value).toBe("");
  });

  it("leaves nothing typed in another annotation", () => {
    const { editor, written } = formOn(XML());
    type(field(), "One");
    editor.select(editor.addAnnotation());
    expect([field().value, written()]).toEqual(["", []]);
    editor.select(editor.annotations.value[0]!);
    expect(entries().map(({ value }) => value)).toEqual(["One"]);
  });
});

describe("what was added", () => {
  const result = [{ id: "x", ...ITEM("One", "Two"), meta: { lead_time: 3.5 } }];

  it("can be changed and taken out; the lead time stays", () => {
    const { written, find } = formOn(XML(), { result });
    type(entries()[0]!, "Uno");
    expect(written()).toEqual([{ ...ITEM("Uno", "Two"), meta: { lead_time: 3.5 } }]);
    find('[aria-label="Take out: Two"]').click();
    expect(written()).toEqual([{ ...ITEM("Uno"), meta: { lead_time: 3.5 } }]);
  });

  it("goes when it is emptied", () => {
    const { written } = formOn(XML(), { result });
    const [first] = entries();
    first!.value = "";
    first!.dispatchEvent(new Event("input", { bubbles: true }));
    leave(first!);
    expect([written()[0]?.value, entries().length]).toEqual([{ text: ["Two"] }, 1]);
  });

  it("stays as it is with editable=false", () => {
    formOn(XML('editable="false"'), { result });
    expect(entries().map(({ readOnly }) => readOnly)).toEqual([true, true]);
  });

  it("may be a string in older results, and is saved as it came", () => {
    const old = { id: "x", from_name: "s", to_name: "t", type: "textarea", value: { text: "One" } };
    const { editor, written } = formOn(XML(), { result: [old] });
    expect([editor.current.value.serialize(), entries().map(({ value }) => value)]).toEqual([[old], ["One"]]);
    type(field(), "Two");
    expect(written()[0]?.value).toEqual({ text: ["One", "Two"] });
  });
});

it("prefills a new annotation once, and no loaded one", () => {
  const { editor, written } = formOn(XML('value="$text"'));
  expect(written()).toEqual([]);
  editor.select(editor.addAnnotation());
  expect([written(), editor.current.value.dirty.value]).toEqual([[ITEM("A text")], false]);
  document.querySelector<HTMLElement>(".entries button")!.click();
  expect([written(), entries().length]).toEqual([[], 0]);
});

it("stands for itself without toName", () => {
  const { written } = formOn('<View><Text name="t" value="$text"/><TextArea name="s"/></View>');
  type(field(), "One");
  expect(written()).toEqual([{ ...ITEM("One"), to_name: "s" }]);
});

it("says that a text is missing, and takes what is being typed for one", () => {
  const { editor } = formOn(XML('required="true" requiredMessage="Write a summary."'));
  expect(editor.validate()).toEqual([{ control: "s", message: "Write a summary." }]);
  type(field(), "O");
  expect(editor.validate()).toEqual([]);
});

describe("about a region", () => {
  const XML_REGION = `<View><Labels name="l" toName="t"><Label value="X"/></Labels><Text name="t" value="$text"/><TextArea name="s" toName="t" perRegion="true"/></View>`;
  const span = (id: string, start: number, text: string) => ({ id, from_name: "l", to_name: "t", type: "labels", value: { start, end: start + 1, text, labels: ["X"] } });

  it("repeats the region's place, and takes the key of the marked text", () => {
    const { editor } = formOn(XML_REGION, { result: [span("a", 0, "A"), span("b", 2, "t")] });
    editor.current.value.selection.value = new Set(["b"]);
    type(field(), "why");
    expect(editor.current.value.serialize()).toEqual([
      span("a", 0, "A"),
      span("b", 2, "t"),
      { id: "b", from_name: "s", to_name: "t", type: "textarea", origin: "manual", value: { start: 2, end: 3, text: ["why"] } },
    ]);
    editor.current.value.selection.value = new Set(["a"]);
    expect([field().value, entries().length]).toEqual(["", 0]);
  });

  it("keeps what was written when the region is moved", () => {
    const written = { id: "a", from_name: "s", to_name: "t", type: "textarea", value: { start: 0, end: 1, text: ["why"] } };
    const { editor } = formOn(XML_REGION, { result: [span("a", 0, "A"), written] });
    editor.current.value.setGeometry("a", { start: 0, end: 6, text: "A text" });
    expect(editor.current.value.serialize().map(({ value }) => value)).toEqual([
      { start: 0, end: 6, text: "A text", labels: ["X"] }, { start: 0, end: 6, text: ["why"] },
    ]);
  });
});

describe("shortcuts", () => {
  const INNER = '<Shortcut alias="Silence" value="[silence]" hotkey="ctrl+1"/><Shortcut value="!" background="url(http://a.example/x)"/>';

  it("write at the cursor, and say their alias", () => {
    const { written, main, editor } = formOn(XML("", INNER));
    expect([...main.querySelectorAll(".shortcut")].map((button) => button.firstChild!.textContent)).toEqual(["Silence", "!"]);
    expect(main.innerHTML).not.toContain("a.example");
    type(field(), "ab");
    field().setSelectionRange(1, 1);
    main.querySelector<HTMLElement>(".shortcut")!.click();
    expect(written()).toEqual([ITEM("a[silence]b")]);
    hotkey(editor, "ctrl+1");
    expect(field().value).toBe("a[silence][silence]b");
  });

  it("are keys of the field alone, and no labels of the control", () => {
    const { editor } = formOn(XML("", INNER));
    const binding = editor.hotkeys.list.value.find(({ key }) => key === "ctrl+1")!;
    expect(binding.enabled!()).toBe(false);
    field().focus();
    expect([binding.enabled!(), editor.config.entries.has("s")]).toEqual([true, false]);
  });
});
