// @vitest-environment jsdom
// Rankers by hand: what a move writes, and what the keyboard does.
import { describe, expect, it } from "vitest";
import { mounted, written } from "../../testing/mounted";

const data = { text: "A text", list: [{ id: "a", title: "Alpha", body: "One" }, { id: "b", title: "Beta", html: "<i>Two</i>" }, { id: 3, title: "Gamma" }] };
const LIST = '<List name="items" value="$list" title="Drafts"/>';
const BUCKETS = '<Bucket name="yes" title="Send"/><Bucket name="no" title="Needs work"/>';
const item = (ranker: unknown) => ({ from_name: "r", to_name: "items", type: "ranker", origin: "manual", value: { ranker } });

function ranker(inside = "", options: Parameters<typeof mounted>[1] = {}) {
  const { editor, main } = mounted(`${LIST}<Ranker name="r" toName="items">${inside}</Ranker>`, { data, ...options });
  Element.prototype.scrollIntoView ??= () => undefined;
  const columns = () => Object.fromEntries([...main.querySelectorAll<HTMLElement>(".ranker .bk")].map((column) =>
    [column.querySelector("b")!.firstChild!.textContent, [...column.querySelectorAll<HTMLElement>("li")].map((each) => each.dataset["id"])]));
  const take = (id: string) => main.querySelector<HTMLElement>(`[data-id="${id}"]`)!.focus();
  const keys = (...names: readonly string[]) => names.forEach((key) => document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
  const said = () => main.querySelector(".rank-said")!.textContent;
  return { editor, main, columns, take, keys, said };
}

describe("without buckets", () => {
  it("one column, named like the Ranker in the result", () => {
    const { editor, columns, take, keys, said } = ranker();
    expect(columns()).toEqual({ Drafts: ["a", "b", "3"] });
    take("3");
    keys(" ");
    expect(said()).toBe("Gamma is in hand. Place 3 of 3 Drafts.");
    keys("ArrowUp", "ArrowUp");
    expect([said(), written(editor)]).toEqual(["Place 1 of 3 Drafts.", []]);
    keys(" ");
    expect(said()).toBe("Gamma lies at place 1 of 3 Drafts.");
    expect(written(editor)).toEqual([item({ r: ["3", "a", "b"] })]);
    editor.current.value.history.undo();
    expect(columns()).toEqual({ Drafts: ["a", "b", "3"] });
  });

  it("Escape puts back, and nothing is written", () => {
    const { editor, columns, take, keys, said } = ranker();
    take("a");
    keys(" ", "ArrowDown", "Escape");
    expect([columns(), written(editor), said()]).toEqual([{ Drafts: ["a", "b", "3"] }, [], "Alpha is back at place 1 of 3 Drafts."]);
  });

  it("a bare array is read", () => {
    const { columns } = ranker("", { result: [{ id: "1", ...item(["b", "3", "gone"]) }] });
    expect(columns()).toEqual({ Drafts: ["b", "3", "a"] });
  });
});

describe("with buckets", () => {
  it("a column for each, and one for the rest", () => {
    const { editor, columns, take, keys } = ranker(BUCKETS);
    expect(columns()).toEqual({ Drafts: ["a", "b", "3"], Send: [], "Needs work": [] });
    take("b");
    keys(" ", "ArrowRight", "Enter");
    take("a");
    keys(" ", "ArrowRight", "ArrowRight", " ");
    expect(written(editor)).toEqual([item({ _: ["3"], yes: ["b"], no: ["a"] })]);
    expect(columns()).toEqual({ Drafts: ["3"], Send: ["b"], "Needs work": ["a"] });
  });

  it("no column for the rest where a bucket takes it", () => {
    const { editor, columns } = ranker('<Bucket name="yes" title="Send" default="true"/><Bucket name="no"/>');
    expect(columns()).toEqual({ Send: ["a", "b", "3"], no: [] });
    editor.validate();
    expect(written(editor)).toEqual([item({ yes: ["a", "b", "3"], no: [] })]);
  });
});

it("what nobody touched is written on submit, and what is written stays", () => {
  const untouched = ranker();
  expect(untouched.editor.validate()).toEqual([]);
  expect(written(untouched.editor)).toEqual([item({ r: ["a", "b", "3"] })]);
  const result = [{ id: "1", ...item({ r: ["b"] }) }];
  const { editor } = ranker("", { result });
  editor.validate();
  expect(editor.current.value.serialize()).toEqual(result);
});

it("is dragged with the mouse", () => {
  const { editor, main } = ranker(BUCKETS);
  const boxes = [...main.querySelectorAll<HTMLElement>(".ranker .bk")];
  boxes.forEach((box, at) => (box.getBoundingClientRect = () => new DOMRect(at * 100, 0, 90, 200)));
  const send = (target: EventTarget, type: string, clientX: number) => target.dispatchEvent(Object.assign(new MouseEvent(type, { clientX, clientY: 50, bubbles: true }), { pointerId: 1, pointerType: "mouse" }));
  send(main.querySelector('[data-id="a"] strong')!, "pointerdown", 10);
  send(document, "pointermove", 150);
  expect(boxes[1]!.classList.contains("over")).toBe(true);
  send(document, "pointerup", 150);
  expect(written(editor)).toEqual([item({ _: ["b", "3"], yes: ["a"], no: [] })]);
});

it("a list that no Ranker points to shows its items, with their markup cleaned", async () => {
  const { main } = mounted('<List name="items" value="$list" title="Drafts"/>', { data });
  await expect.poll(() => main.querySelector(".rank-list i")?.textContent).toBe("Two");
  expect([...main.querySelectorAll(".rank-list strong")].map((title) => title.textContent)).toEqual(["Alpha", "Beta", "Gamma"]);
});
