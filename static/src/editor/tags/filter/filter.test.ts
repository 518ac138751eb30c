// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { clearForms, formOn, hotkey, press, type } from "../../testing/form";

afterEach(clearForms);

const LABELS = (filter: string) => `<View><Filter toName="l" ${filter}/><Labels name="l" toName="t"><Label value="Grey seal"/><Label value="Polar bear"/><Label value="Barnacle goose"/></Labels><Text name="t" value="$text"/></View>`;
const field = () => document.querySelector<HTMLInputElement>(".filter input")!;
const labels = () => [...document.querySelectorAll<HTMLElement>(".lb:not([hidden]) .lb-name")].map(({ textContent }) => textContent);
const count = () => document.querySelector(".filter-count")?.textContent;

describe("a filter of labels", () => {
  it("leaves out what has not the words, from three letters on", () => {
    formOn(LABELS(""));
    type(field(), "be");
    expect([labels().length, count()]).toEqual([3, ""]);
    type(field(), "BEAR");
    expect([labels(), count()]).toEqual([["Polar bear"], "1 of 3"]);
    type(field(), "whale");
    expect([labels(), count()]).toEqual([[], "None of 3"]);
    press(field(), "Escape");
    expect([labels().length, count(), field().value]).toEqual([3, "", ""]);
  });

  it("picks the first with Enter, and is empty again", () => {
    const { editor } = formOn(LABELS('minlength="1"'));
    press(field(), "Enter");
    expect(editor.activeLabels.value.get("l") ?? []).toEqual([]);
    type(field(), "e");
    press(field(), "Enter");
    expect([editor.activeLabels.value.get("l"), labels().length]).toEqual([["Grey seal"], 3]);
  });

  it("keeps what is typed with cleanup off, and minds capitals when told to", () => {
    formOn(LABELS('minlength="1" cleanup="false" caseSensetive="true"'));
    type(field(), "b");
    expect(labels()).toEqual(["Polar bear"]);
    press(field(), "Enter");
    expect(field().value).toBe("b");
  });

  it("is led to by its key, and stands where its labels are", () => {
    const { editor, main } = formOn(LABELS('hotkey="shift+f" placeholder="Find an animal"'));
    hotkey(editor, "shift+f");
    expect(document.activeElement).toBe(field());
    expect([field().placeholder, main.contains(field())]).toEqual(["Find an animal", false]);
  });

  it("has no arrow key stop at a label that is left out", () => {
    formOn(LABELS('minlength="1"'));
    type(field(), "r");
    const [first] = document.querySelectorAll<HTMLElement>(".lb");
    expect([...document.querySelectorAll<HTMLElement>(".lb")].map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
    first!.focus();
    press(first!, "ArrowLeft");
    expect(document.activeElement?.textContent).toContain("Barnacle");
    type(field(), "pol");
    expect([...document.querySelectorAll<HTMLElement>(".lb")].map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1]);
  });
});

describe("a filter of choices", () => {
  const CHOICES = (choices: string, inside: string) => `<View><Text name="t" value="$text"/><Filter toName="c" minlength="1"/><Choices name="c" toName="t" ${choices}>${inside}</Choices></View>`;
  const shown = () => [...document.querySelectorAll<HTMLElement>(".opt")].filter((option) => !option.closest("[hidden]")).map((option) => option.querySelector("span")!.textContent);

  it("keeps what the one that is looked for is nested in, and presses that one", () => {
    const { editor } = formOn(CHOICES('choice="multiple" allowNested="true"', '<Choice value="Birds"><Choice value="Goose"/><Choice value="Tern"/></Choice><Choice value="Fish"/>'));
    type(field(), "tern");
    expect(shown()).toEqual(["Birds", "Tern"]);
    press(field(), "Enter");
    expect(editor.current.value.content("c")).toEqual([["Birds", "Tern"]]);
    expect(shown().length).toBe(4);
  });

  it("narrows a menu down", () => {
    const { editor, main } = formOn(CHOICES('layout="select"', '<Choice value="Goose"/><Choice value="Tern"/>'));
    type(field(), "ter");
    expect([...main.querySelectorAll("option")].filter(({ hidden }) => !hidden).map(({ text }) => text.trim()).slice(1)).toEqual(["Tern"]);
    press(field(), "Enter");
    expect(editor.current.value.content("c")).toEqual(["Tern"]);
  });
});
