// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { clearForms, formOn, hotkey, leave, press, type } from "../../testing/form";
import { readNumber, refusalOf, stepped } from "./limits";

afterEach(clearForms);

const XML = (attributes = "") => `<View><Text name="t" value="$text"/><Number name="n" toName="t" ${attributes}/></View>`;
const ITEM = (number: number) => ({ from_name: "n", to_name: "t", type: "number", origin: "manual", value: { number } });

describe("what is typed", () => {
  it.each([["12", 12], ["1,5", 1.5], ["1.5", 1.5], ["-3", -3], ["1 000", 1000], ["1.234,5", 1234.5], ["1,234.5", 1234.5], ["1,", 1], [".5", 0.5], ["١٢٫٥", 12.5], ["2e3", 2000]])("%s is %d", (written, number) => {
    expect(readNumber(written)).toBe(number);
  });
  it.each(["", "abc", "1.2.3", "--1", "1-2", "0x10", "Infinity"])("%s is no number", (written) => {
    expect(readNumber(written)).toBeUndefined();
  });
});

it("goes in steps, without the dust of binary fractions", () => {
  expect(stepped(0.2, 1, { min: 0, max: 1, step: 0.1 })).toBe(0.3);
  expect(stepped(1, 1, { min: 0, max: 1, step: 0.1 })).toBe(1);
  expect(stepped(undefined, 1, { min: 5, max: 9, step: 1 })).toBe(5);
  expect(refusalOf(0.3, { min: 0, max: 1, step: 0.1 })).toBeUndefined();
  expect(refusalOf(0.35, { min: 0, max: 1, step: 0.1 })).toBe("Numbers go in steps of 0.1 from 0 here.");
});

it("writes what is typed as it is typed, and keeps the comma in the field", () => {
  const { editor, written, find } = formOn(XML());
  const field = find<HTMLInputElement>(".number .in");
  type(field, "1,5");
  expect([field.value, written()]).toEqual(["1,5", [ITEM(1.5)]]);
  editor.current.value.history.undo();
  expect([field.value, written()]).toEqual(["", []]);
  editor.current.value.history.redo();
  expect(field.value).toBe("1.5");
});

it("refuses what is outside with a sentence, writes nothing of it, and holds the task back", () => {
  const { editor, written, find } = formOn(XML('min="10" max="200"'));
  const field = find<HTMLInputElement>(".number .in");
  type(field, "250");
  leave(field);
  expect(written()).toEqual([]);
  expect(find(".number.miss .err").textContent).toBe("Write a number from 10 to 200.");
  expect(editor.validate()).toEqual([{ control: "n", message: "Write a number from 10 to 200." }]);
  type(field, "120");
  expect([written(), editor.validate(), find(".number").classList.contains("miss")]).toEqual([[ITEM(120)], [], false]);
  type(field, "1,234");
  expect(editor.validate()[0]?.message).toBe("This can be read in two ways. Write 1234 or 1.234.");
  type(field, "many");
  expect(editor.validate()[0]?.message).toBe('"many" is not a number. Write digits, for instance 12 or 1.5.');
});

it("forgets what was refused when another annotation is shown", () => {
  const { editor, find } = formOn(XML());
  const field = find<HTMLInputElement>(".number .in");
  type(field, "many");
  editor.select(editor.addAnnotation());
  expect([field.value, editor.validate()]).toEqual(["", []]);
});

it("has a slider, keys and a default", () => {
  const { editor, written, find } = formOn(XML('min="0" max="10" step="5" slider="true" hotkey="n" defaultValue="5"'));
  const slider = find<HTMLInputElement>(".range");
  expect(slider.classList.contains("unset")).toBe(true);
  slider.value = "10";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  expect([written(), find<HTMLInputElement>(".number .in").value]).toEqual([[ITEM(10)], "10"]);
  hotkey(editor, "n");
  expect(written()).toEqual([ITEM(0)]);
  press(find(".number .in"), "ArrowUp");
  expect(written()).toEqual([ITEM(5)]);
  editor.select(editor.addAnnotation());
  expect(written()).toEqual([ITEM(5)]);
});
