// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { clearForms, formOn } from "../../testing/form";
import { UNFOLD } from "../mount";

afterEach(clearForms);

const XML = (collapse: string, first = "") => `<View><Text name="t" value="$text"/><Labels name="l" toName="t2"><Label value="A"/></Labels>
  <Collapse ${collapse}><Panel value="One of $text" ${first}><Choices name="c" toName="t"><Choice value="x"/></Choices></Panel>
  <Panel value="Two"><Text name="t2" value="$text"/></Panel></Collapse></View>`;
const panels = (main: HTMLElement) => [...main.querySelectorAll<HTMLDetailsElement>("details.panel")];
const open = (main: HTMLElement) => panels(main).map((panel) => panel.open);

it("is closed from the start, under titles that may hold variables", () => {
  const { main } = formOn(XML(""));
  expect(open(main)).toEqual([false, false]);
  expect(panels(main).map((panel) => panel.querySelector("summary")?.textContent)).toEqual(["One of A text", "Two"]);
});

it("opens what it is told to: all, the first of an accordion, or one", () => {
  expect(open(formOn(XML('accordion="false" open="true"')).main)).toEqual([true, true]);
  expect(open(formOn(XML('open="true"')).main)).toEqual([true, false]);
  expect(open(formOn(XML("", 'open="true"')).main)).toEqual([true, false]);
});

it("leaves it to the browser that only one of an accordion is open", () => {
  const names = (collapse: string) => panels(formOn(XML(collapse)).main).map(({ name }) => name);
  const [first, second] = names("");
  expect(first).toMatch(/^collapse-\d+$/);
  expect(second).toBe(first);
  expect(names("")[0]).not.toBe(first);
  expect(names('accordion="false"')).toEqual(["", ""]);
});

it("opens for what somebody is led to, and for a region that is selected", () => {
  const result = [{ id: "a", from_name: "l", to_name: "t2", type: "labels", value: { start: 0, end: 1, labels: ["A"] } }];
  const { main, editor } = formOn(XML('accordion="false"'), { result });
  main.querySelector('[data-name="c"]')!.dispatchEvent(new Event(UNFOLD, { bubbles: true }));
  expect(open(main)).toEqual([true, false]);
  editor.current.value.selection.value = new Set(["a"]);
  expect(open(main)).toEqual([true, true]);
});
