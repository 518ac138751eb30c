// @vitest-environment jsdom
// Choices by hand: what a press writes, item for item.
import { describe, expect, it, vi } from "vitest";
import { mounted, written } from "../../testing/mounted";

function press(main: HTMLElement, ...words: readonly string[]): void {
  for (const word of words) {
    const label = [...main.querySelectorAll<HTMLElement>(".opt")].find((option) => option.querySelector("span")?.textContent === word)!;
    const input = label.querySelector("input")!;
    input.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    input.click();
  }
}

const item = (choices: unknown) => ({ from_name: "c", to_name: "t", type: "choices", origin: "manual", value: { choices } });
const shown = (main: HTMLElement) => [...main.querySelectorAll<HTMLElement>(".opt")].map((option) => {
  const input = option.querySelector("input")!;
  return `${option.querySelector("span")!.textContent} ${input.checked ? "on" : input.indeterminate || option.classList.contains("part") ? "part" : "off"}`;
});

const NESTED = '<Choice value="Food"><Choice value="Fruit"><Choice value="Apple" alias="a"/><Choice value="Pear"/></Choice><Choice value="Bread"/></Choice><Choice value="Tools"/>';

describe("choices in choices", () => {
  it("several: a parent stands for all that is in it, and is half on with some of it", () => {
    const { editor, main } = mounted(`<Choices name="c" toName="t" choice="multiple" allowNested="true">${NESTED}</Choices>`);
    press(main, "Apple");
    expect(written(editor)).toEqual([item([["Food", "Fruit", "a"]])]);
    expect(shown(main)).toEqual(["Food part", "Fruit part", "Apple on", "Pear off", "Bread off", "Tools off"]);
    press(main, "Pear");
    expect(written(editor)).toEqual([item([["Food", "Fruit"], ["Food", "Fruit", "a"], ["Food", "Fruit", "Pear"]])]);
    press(main, "Food");
    expect(written(editor)).toEqual([item([["Food"], ["Food", "Fruit"], ["Food", "Fruit", "a"], ["Food", "Fruit", "Pear"], ["Food", "Bread"]])]);
    press(main, "Fruit", "Tools");
    expect(written(editor)).toEqual([item([["Food", "Bread"], ["Tools"]])]);
  });

  it("a parent that stands alone in a result means all in it, and what nobody knows stays", () => {
    const result = [{ id: "1", ...item([["Food", "Fruit"], ["Gone", "Away"]]) }];
    const { editor, main } = mounted(`<Choices name="c" toName="t" choice="multiple" allowNested="true">${NESTED}</Choices>`, { result });
    expect(shown(main)).toEqual(["Food part", "Fruit on", "Apple on", "Pear on", "Bread off", "Tools off"]);
    expect(editor.current.value.serialize()).toEqual(result);
    press(main, "Apple");
    expect(written(editor)).toEqual([item([["Gone", "Away"], ["Food", "Fruit", "Pear"]])]);
  });

  it("one: a path, without allowNested just the value", () => {
    const nested = mounted(`<Choices name="c" toName="t" allowNested="true">${NESTED}</Choices>`);
    press(nested.main, "Fruit");
    expect(written(nested.editor)).toEqual([item([["Food", "Fruit"]])]);
    const plain = mounted(`<Choices name="c" toName="t">${NESTED}</Choices>`);
    press(plain.main, "Apple");
    expect(written(plain.editor)).toEqual([item(["a"])]);
    expect(shown(plain.main)[0]).toBe("Food part");
  });

  it("open with the arrow, and where something in them is chosen", () => {
    const many = Array.from({ length: 12 }, (_, at) => `<Choice value="n${at}"/>`).join("");
    const result = [{ id: "1", ...item([["B", "b1"]]) }];
    const { main } = mounted(`<Choices name="c" toName="t" choice="multiple" allowNested="true"><Choice value="A"><Choice value="a1"/></Choice><Choice value="B"><Choice value="b1"/></Choice>${many}</Choices>`, { result });
    const arrows = [...main.querySelectorAll<HTMLElement>(".tw")];
    expect(arrows.map((arrow) => `${arrow.getAttribute("aria-label")} ${arrow.getAttribute("aria-expanded")}`)).toEqual(["Choices in A false", "Choices in B true"]);
    arrows[0]!.click();
    expect(document.getElementById(arrows[0]!.getAttribute("aria-controls")!)!.hidden).toBe(false);
  });
});

describe("a list in the task", () => {
  const data = { text: "A text", options: [{ value: "Red", alias: "r", hotkey: "x" }, { value: "Blue", selected: true, html: "<b>Bl</b><script>1</script>ue" }, { value: "Deep", children: [{ value: "Sea" }] }, "Plain"] };

  it("gives choices with their aliases, keys, markup and children", async () => {
    const { editor, main } = mounted('<Choices name="c" toName="t" value="$options" choice="multiple" allowNested="true"><Choice value="First"/></Choices>', { data });
    expect(editor.config.entries.get("c")!.map(({ title, hotkey, path }) => [title, hotkey, path])).toEqual([
      ["First", "1", ["First"]], ["Red", "x", ["r"]], ["Blue", "2", ["Blue"]], ["Deep", "3", ["Deep"]], ["Sea", "4", ["Deep", "Sea"]], ["Plain", "5", ["Plain"]],
    ]);
    await vi.waitFor(() => expect(main.querySelector(".opt b")?.textContent).toBe("Bl"));
    expect(main.querySelector("script")).toBeNull();
    press(main, "Red", "Sea");
    expect(written(editor)).toEqual([item([["r"], ["Deep"], ["Deep", "Sea"]])]);
    expect(editor.addAnnotation().serialize()).toMatchObject([item([["Blue"]])]);
  });
});

describe("where choices stand", () => {
  it("in Views, under their headings, in the order of the config", () => {
    const { main } = mounted('<Choices name="c" toName="t"><View className="left"><Header value="Good"/><Choice value="x"/><Choice value="y"/></View><View><Header value="Bad"/><Choice value="z"/></View></Choices>');
    const [left, right] = [...main.querySelectorAll<HTMLElement>(".choices-body .view")];
    expect([left!.className, left!.textContent, right!.textContent]).toEqual(["view left", "Goodx1y2", "Badz3"]);
  });

  it("in a menu for several: it says what is chosen", () => {
    const { editor, main } = mounted('<Choices name="c" toName="t" layout="select" choice="multiple"><Choice value="x"/><Choice value="y"/></Choices>');
    const menu = main.querySelector("details")!;
    menu.open = true;
    press(main, "y", "x");
    expect(written(editor)).toEqual([item(["x", "y"])]);
    expect(main.querySelector("summary")!.textContent).toBe("x, y");
    menu.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(menu.open).toBe(false);
  });
});

describe("read-only and hints", () => {
  it("a read-only choice stays as it is, also with its parent and its key", () => {
    const { editor, main } = mounted('<Choices name="c" toName="t" choice="multiple"><Choice value="A"><Choice value="x" readonly="true" hint="Set by us"/><Choice value="y"/></Choice></Choices>');
    expect(main.querySelector<HTMLInputElement>('[title="Set by us"] input')!.disabled).toBe(true);
    press(main, "A");
    expect(written(editor)).toEqual([item(["y"])]);
    editor.hotkeys.list.value.find(({ title }) => title === "x")!.run(new KeyboardEvent("keydown"));
    expect(written(editor)).toEqual([item(["y"])]);
  });
});

describe("for each item", () => {
  it("shows and writes the answer of the one that is looked at", () => {
    const { editor, main } = mounted('<Choices name="c" toName="t" perItem="true"><Choice value="x"/><Choice value="y"/></Choices>');
    press(main, "x");
    editor.items.value = new Map([["t", 2]]);
    expect(shown(main)).toEqual(["x off", "y off"]);
    press(main, "y");
    expect(written(editor)).toEqual([{ ...item(["x"]), item_index: 0 }, { ...item(["y"]), item_index: 2 }]);
  });
});

describe("a menu", () => {
  it("offers nothing that is read only, however the attribute is written", () => {
    const { main } = mounted('<Choices name="c" toName="t" layout="select"><Choice value="A"/><Choice value="B" readonly="True"/></Choices>');
    expect([...main.querySelectorAll<HTMLOptionElement>("option")].filter(({ disabled }) => disabled).map(({ textContent }) => textContent)).toContain("B");
  });
});
