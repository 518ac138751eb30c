// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { clearForms, formOn, hotkey } from "../../testing/form";

afterEach(clearForms);

const XML = (attributes = "") => `<View><Pairwise name="p" toName="a,b" ${attributes}/><Text name="a" value="$a"/><Text name="b" value="$b"/></View>`;
const ITEM = (selected: string) => ({ from_name: "p", to_name: "p", type: "pairwise", origin: "manual", value: { selected } });
const data = { a: "One", b: "Two" };

async function pairOn(attributes = "", result: Parameters<typeof formOn>[1] = {}) {
  const form = formOn(XML(attributes), { data, ...result });
  // the objects are joined once everything is mounted
  await Promise.resolve();
  return form;
}

it("writes the side under its own name, and takes it back", async () => {
  const { written, find, editor } = await pairOn();
  find('[data-name="b"]').click();
  expect(written()).toEqual([ITEM("right")]);
  expect([find('[data-name="b"]').classList.contains("chosen"), find<HTMLInputElement>("input:checked").closest("label")!.textContent]).toEqual([true, "Right→"]);
  find('[data-name="a"]').click();
  expect(written()).toEqual([ITEM("left")]);
  find('[data-name="a"]').click();
  expect(written()).toEqual([]);
  editor.current.value.history.undo();
  expect(find('[data-name="a"]').classList.contains("chosen")).toBe(true);
});

it("answers to the arrow keys and to its buttons", async () => {
  const { written, find, editor } = await pairOn();
  hotkey(editor, "right");
  expect(written()).toEqual([ITEM("right")]);
  find<HTMLInputElement>(".side-opt input").click();
  expect(written()).toEqual([ITEM("left")]);
});

it("shows the chosen object as the config says", async () => {
  const { find } = await pairOn('selectionStyle="border: 3px solid red; background: url(http://a.example/x)"');
  find('[data-name="a"]').click();
  expect(find('[data-name="a"]').style.cssText).toBe("border: 3px solid red;");
  find('[data-name="b"]').click();
  expect(find('[data-name="a"]').style.cssText).toBe("");
});

it("reads what older tools wrote, keeps it untouched, and writes today's form after a press", async () => {
  const old = { id: "x", from_name: "p", to_name: "p", type: "pairwise", value: { selected: "left", pairwise: ["first"] } };
  const { written, find, editor } = await pairOn("", { result: [old] });
  expect(editor.current.value.serialize()).toEqual([old]);
  expect(find('[data-name="a"]').classList.contains("chosen")).toBe(true);
  find('[data-name="b"]').click();
  expect(written()).toEqual([{ from_name: "p", to_name: "p", type: "pairwise", value: { selected: "right" } }]);
});
