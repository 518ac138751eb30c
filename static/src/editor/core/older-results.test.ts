// @vitest-environment jsdom
// What the editors of 2020 wrote, typed by hand from their formats: it is read, shown, and saved as it came until somebody
// changes it; what is changed is written as today.
import { afterEach, describe, expect, it } from "vitest";
import { clearForms, formOn, leave, type } from "../testing/form";
import { editorOn } from "../testing/editor";
import type { ResultItem } from "./types";

afterEach(clearForms);

const FORM = `
  <Labels name="ner" toname="text"><label value="Person"/><label value="Place"/></Labels>
  <TEXT name="text" value="$text"/>
  <Choices name="tone" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
  <Choices name="why" toName="text" whenChoiceValue="Bad"><Choice value="Rude"/></Choices>
  <Textarea name="note" toName="text"/>
  <Rating name="stars" toName="text"/>
  <Pairwise name="pair" toName="text,other"/>
  <Text name="other" value="$text"/>
`;
const CONFIG = `<view>${FORM}
  <AudioPlus name="sound" value="$text"/>
  <Labels name="speaker" toName="sound"><Label value="Ida"/></Labels>
  <HyperTextLabels name="html" toName="page"><Label value="Title"/></HyperTextLabels>
  <HyperText name="page" value="$text"/>
</view>`;
const on = (...result: readonly ResultItem[]) => editorOn(CONFIG, { result });

describe("a completion of 2020", () => {
  const span: ResultItem = { id: "Dx_aB91ISN", from_name: "ner", to_name: "text", type: "labels", source: "$text", value: { start: 0, end: 1, text: "A", labels: ["Person"] } };
  const html: ResultItem = {
    id: "h1", from_name: "html", to_name: "page", type: "htmllabels",
    value: { start: "/p[1]/text()[1]", end: "/p[1]/text()[1]", startOffset: 2, endOffset: 8, text: "letter", htmllabels: ["Title"] },
  };
  const OLD: Readonly<Record<string, ResultItem>> = {
    "a span, with the field it came from": span,
    "a span in HTML": html,
    "a note in normalization": { ...span, normalization: "the first letter" },
    "a sound, without a channel": { id: "s", from_name: "speaker", to_name: "sound", type: "labels", original_length: 9.5, value: { start: 1.25, end: 3.5, labels: ["Ida"] } },
    "one choice": { id: "c", from_name: "tone", to_name: "text", type: "choices", value: { choices: ["Bad"] } },
    "one choice, not in a list": { id: "c", from_name: "tone", to_name: "text", type: "choices", value: { choices: "Bad" } },
    "one text, not in a list": { id: "n", from_name: "note", to_name: "text", type: "textarea", value: { text: "Look again" } },
    "a pair, with the class of its side": { id: "p", from_name: "pair", to_name: "pair", type: "pairwise", value: { selected: "left", pairwise: ["lsf-left"] } },
    "a tag that is gone": { id: "r", from_name: "order", to_name: "list", type: "ranker", value: { items: ["a", "b"], weights: [1, 0], selected: [true, false] } },
  };

  it.each(Object.entries(OLD))("is saved as it came: %s", (_, item) => {
    expect(on(item).current.value.serialize()).toEqual([item]);
  });

  it("has its regions, labels and notes under today's names", () => {
    const { regions } = on(html, { ...span, normalization: "the first letter" }).current.value;
    expect(regions.get("h1")!.items).toEqual([{ ...html, type: "hypertextlabels", value: { start: "/p[1]/text()[1]", end: "/p[1]/text()[1]", startOffset: 2, endOffset: 8, text: "letter", hypertextlabels: ["Title"] } }]);
    expect(regions.get("Dx_aB91ISN")!.items).toEqual([{ ...span, meta: { text: ["the first letter"] } }]);
  });

  it("keeps where a changed region came from, and what it does not know", () => {
    const editor = on(span);
    editor.current.value.setPart("Dx_aB91ISN", { control: "ner", type: "labels", field: "labels", content: ["Place"] });
    expect(editor.current.value.serialize()).toEqual([{ ...span, value: { start: 0, end: 1, text: "A", labels: ["Place"] } }]);
  });

  it("stands in the form, and what is changed is a list", () => {
    const { main, written } = formOn(`<View>${FORM}</View>`, { result: [OLD["one choice, not in a list"]!, OLD["one text, not in a list"]!] });
    const [good, bad] = main.querySelectorAll<HTMLInputElement>('[data-name="tone"] input');
    expect([good!.checked, bad!.checked]).toEqual([false, true]);
    expect(main.querySelector<HTMLElement>('[data-name="why"]')!.hidden).toBe(false);
    good!.click();
    const field = main.querySelector<HTMLTextAreaElement>('[data-name="note"] .entries textarea')!;
    expect(field.value).toBe("Look again");
    type(field, "Seen");
    leave(field);
    expect(written()).toEqual([
      { from_name: "tone", to_name: "text", type: "choices", value: { choices: ["Good"] } },
      { from_name: "note", to_name: "text", type: "textarea", value: { text: ["Seen"] } },
    ]);
    expect(main.querySelector<HTMLElement>('[data-name="why"]')!.hidden).toBe(true);
  });
});
