// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { clearForms, formOn, leave } from "../../testing/form";
import { readIso, readMoment, writeMoment } from "./format";

afterEach(clearForms);

const XML = (attributes = "") => `<View><Text name="t" value="$text"/><DateTime name="d" toName="t" ${attributes}/></View>`;
const ITEM = (datetime: string) => ({ from_name: "d", to_name: "t", type: "datetime", origin: "manual", value: { datetime } });
const pick = (value: string): HTMLInputElement => {
  const field = document.querySelector<HTMLInputElement>(".moment input")!;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return field;
};

const moment = { year: 2024, month: 2, day: 9, hour: 15, minute: 4, second: 5 };

describe("formats", () => {
  it.each([
    ["%Y-%m-%dT%H:%M", "2024-02-09T15:04"], ["%d.%m.%y", "09.02.24"], ["%-d/%-m/%Y", "9/2/2024"], ["%e %B %Y, %I:%M %p", " 9 February 2024, 03:04 PM"],
    ["%a %b %d", "Fri Feb 09"], ["day %j", "day 040"], ["100%% %H:%M:%S", "100% 15:04:05"],
  ])("%s writes %s", (format, text) => {
    expect(writeMoment(moment, format)).toBe(text);
  });

  it("reads what it writes, and says when it is something else", () => {
    expect(readMoment(" 9 February 2024, 03:04 PM", "%e %B %Y, %I:%M %p")).toMatchObject({ year: 2024, month: 2, day: 9, hour: 15, minute: 4 });
    expect(readMoment("9/2/2024", "%-d/%-m/%Y")).toMatchObject({ year: 2024, month: 2, day: 9 });
    expect(readMoment("yesterday", "%Y-%m-%d")).toBeUndefined();
    expect(readMoment("(1)", "(%d")).toBeUndefined();
    expect(readIso("2024-02-09T15:04:05.123Z")).toEqual(moment);
    expect(readIso("soon")).toBeUndefined();
  });
});

describe("what is chosen", () => {
  it.each([
    ["", "2023-01-31T08:05", "2023-01-31T08:05"], ['only="date"', "2023-01-31", "2023-01-31"], ['only="time"', "08:05", "08:05"],
    ['only="date" format="%d/%m/%Y"', "2023-01-31", "31/01/2023"], ['only="date,time" format="%d.%m.%Y %H:%M"', "2023-01-31T08:05", "31.01.2023 08:05"],
  ])("with %s, %s is written as %s", (attributes, picked, text) => {
    const { written, editor } = formOn(XML(attributes));
    const field = pick(picked);
    expect(written()).toEqual([ITEM(text)]);
    editor.current.value.history.undo();
    expect(field.value).toBe("");
    editor.current.value.history.redo();
    expect(field.value).toBe(picked);
  });

  it("is a year, a month, or both, from menus", () => {
    const { written, find } = formOn(XML('only="month,year" min="2020" max="2024"'));
    const [month, year] = [...document.querySelectorAll("select")] as [HTMLSelectElement, HTMLSelectElement];
    expect([...year.options].map((option) => option.value)).toEqual(["", "2024", "2023", "2022", "2021", "2020"]);
    year.value = "2023";
    year.dispatchEvent(new Event("input", { bubbles: true }));
    expect([written(), year.value]).toEqual([[], "2023"]);
    month.value = "01";
    month.dispatchEvent(new Event("input", { bubbles: true }));
    expect(written()).toEqual([ITEM("2023-01")]);
    clearForms();
    const second = formOn(XML('only="year"'));
    find<HTMLSelectElement>("select").value = "2023";
    find("select").dispatchEvent(new Event("input", { bubbles: true }));
    expect(second.written()).toEqual([ITEM("2023")]);
  });

  it("must lie within the limits", () => {
    const { written, editor, find } = formOn(XML('only="date" min="2020-01-01" max="2020-12-31" format="%d.%m.%Y"'));
    leave(pick("2021-01-01"));
    expect([written(), find(".miss .err").textContent]).toEqual([[], "Choose from 01.01.2020 to 31.12.2020."]);
    expect(editor.validate().length).toBe(1);
    pick("2020-05-05");
    expect([written(), editor.validate()]).toEqual([[ITEM("05.05.2020")], []]);
  });
});

it("starts with its default, and shows what it cannot read as it stands", () => {
  const { editor, written, find } = formOn(XML('only="date" defaultValue="2024-02-29" format="%d.%m.%Y"'), { result: [{ id: "x", ...ITEM("the ides of March") }] });
  expect([find(".saved-as").textContent, written()]).toEqual(["Saved: the ides of March", [ITEM("the ides of March")]]);
  editor.select(editor.addAnnotation());
  expect([written(), find<HTMLInputElement>("input").value]).toEqual([[ITEM("29.02.2024")], "2024-02-29"]);
});

it("reads ISO 8601 whatever its own format is", () => {
  const { find } = formOn(XML('format="%d.%m.%Y %H:%M"'), { result: [{ id: "x", ...ITEM("2023-01-31T08:05") }] });
  expect(find<HTMLInputElement>("input").value).toBe("2023-01-31T08:05");
});
