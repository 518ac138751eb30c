// @vitest-environment jsdom
// Taxonomies by hand: what a press writes, and what of a tree is on the screen.
import { afterEach, describe, expect, it, vi } from "vitest";
import { mounted, written } from "../../testing/mounted";

afterEach(() => vi.unstubAllGlobals());
vi.stubGlobal("matchMedia", () => ({ matches: false }));

const TREE = '<Choice value="Online"><Choice value="Paywall" alias="pay"/><Choice value="Free" hint="Open to all"/></Choice><Choice value="Offline"/>';
const item = (taxonomy: unknown) => ({ from_name: "x", to_name: "t", type: "taxonomy", origin: "manual", value: { taxonomy } });

function opened(attributes = "", choices = TREE, options: Parameters<typeof mounted>[1] = {}) {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  const { editor, main } = mounted(`<Taxonomy name="x" toName="t" ${attributes}>${choices}</Taxonomy>`, options);
  const field = main.querySelector<HTMLInputElement>(".tbox input")!;
  field.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  const rows = () => [...main.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const row = (words: string) => rows().find((each) => each.querySelector(".words")!.textContent === words)!;
  const key = (name: string) => (document.activeElement ?? field).dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
  const find = (words: string) => {
    field.value = words;
    field.dispatchEvent(new Event("input"));
  };
  const shown = () => rows().map((each) => `${each.getAttribute("aria-level")} ${each.querySelector(".words")!.textContent} ${each.getAttribute("aria-checked")}`);
  const chips = () => [...main.querySelectorAll(".pick")].map((chip) => chip.textContent);
  return { editor, main, field, row, key, find, shown, chips };
}

describe("what is chosen", () => {
  it("is written as full paths, by alias", () => {
    const { editor, row, key, shown } = opened();
    row("Offline").click();
    row("Online").querySelector<HTMLElement>(".tw")!.click();
    row("Paywall").click();
    expect(written(editor)).toEqual([item([["Offline"], ["Online", "pay"]])]);
    expect(shown()).toEqual(["1 Online mixed", "2 Paywall true", "2 Free false", "1 Offline true"]);
    row("Offline").click();
    expect(written(editor)).toEqual([item([["Online", "pay"]])]);
    row("Paywall").focus();
    key(" ");
    expect(written(editor)).toEqual([]);
  });

  it("stands in chips, with its path where that is wished, and goes with a press", () => {
    const result = [{ id: "1", ...item([["Online", "pay"], ["Gone", "Away"]]) }];
    const { editor, main, chips } = opened('showFullPath="true" pathSeparator=" – "', TREE, { result });
    expect(chips()).toEqual(["Online – Paywall", "Gone – Away"]);
    main.querySelector<HTMLElement>('.pick button[aria-label="Take out Online – Paywall"]')!.click();
    expect(written(editor)).toEqual([item([["Gone", "Away"]])]);
    expect(opened("", TREE, { result }).chips()).toEqual(["Paywall", "Away"]);
  });

  it("may be only so much; one takes the other's place where only one may be", () => {
    const two = opened('maxUsages="2"', "<Choice value='a'/><Choice value='b'/><Choice value='c'/>");
    for (const words of ["a", "b", "c"]) two.row(words).click();
    expect(written(two.editor)).toEqual([item([["a"], ["b"]])]);
    expect(two.editor.notice.value?.message).toBe("At most 2 can be chosen. Take one out first.");
    const one = opened('maxUsages="1"');
    one.row("Online").click();
    one.row("Offline").click();
    expect(written(one.editor)).toEqual([item([["Offline"]])]);
  });

  it("is a leaf with leafsOnly; a branch then opens", () => {
    const { editor, row, shown } = opened('leafsOnly="true"');
    row("Online").click();
    expect([written(editor), shown().length]).toEqual([[], 4]);
    expect(row("Online").getAttribute("aria-disabled")).toBe("true");
    row("Free").click();
    expect(written(editor)).toEqual([item([["Online", "Free"]])]);
  });

  it("is asked for, and about a region", () => {
    const { editor } = opened('required="true"');
    expect(editor.validate()).toEqual([{ control: "x", message: '"x" asks for an answer in each task.' }]);
    const region = { id: "r", from_name: "l", to_name: "t", type: "labels", value: { start: 0, end: 1, labels: ["A"] } };
    const asked = mounted(`<Labels name="l" toName="t"><Label value="A"/></Labels><Taxonomy name="x" toName="t" perRegion="true">${TREE}</Taxonomy>`, { result: [region] });
    asked.editor.current.value.selection.value = new Set(["r"]);
    const field = document.querySelector<HTMLInputElement>(".details .tbox input")!;
    field.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    document.querySelector<HTMLElement>('.details [role="treeitem"]:last-child')!.click();
    expect(asked.editor.current.value.serialize()).toEqual([region, { ...item([["Offline"]]), id: "r", value: { start: 0, end: 1, taxonomy: [["Offline"]] } }]);
  });
});

describe("the tree", () => {
  it("goes by the keys of the ARIA tree pattern", () => {
    const { main, field, key, shown } = opened();
    const active = () => document.activeElement?.querySelector(".words")?.textContent;
    field.focus();
    key("ArrowDown");
    expect(active()).toBe("Online");
    key("ArrowRight");
    expect(shown()).toHaveLength(4);
    key("ArrowRight");
    expect(active()).toBe("Paywall");
    key("End");
    expect(active()).toBe("Offline");
    key("f");
    expect(active()).toBe("Free");
    key("ArrowLeft");
    expect(active()).toBe("Online");
    key("ArrowLeft");
    expect(shown()).toHaveLength(2);
    key("Escape");
    expect([document.activeElement, main.querySelector<HTMLElement>(".taxonomy-pop")!.hidden]).toEqual([field, true]);
  });

  it("shows what is found with the way to it", () => {
    const { find, shown, main } = opened();
    find("fre");
    expect(shown()).toEqual(["1 Online false", "2 Free false"]);
    expect(main.querySelector(".tree mark")!.textContent).toBe("Fre");
    find("zzz");
    expect(main.querySelector(".taxonomy-note")!.textContent).toBe('Nothing here has "zzz" in its name.');
  });

  it("draws the rows in sight only, of ten thousand from the task", () => {
    const list = Array.from({ length: 100 }, (_, a) => ({ value: `A${a}`, children: Array.from({ length: 100 }, (_, b) => ({ value: `B${a}.${b}`, alias: `${a}-${b}` })) }));
    const { editor, find, row, main } = opened('value="$list"', "", { data: { text: "A text", list } });
    find("B7");
    expect(main.querySelectorAll('[role="treeitem"]').length).toBeLessThan(40);
    row("B7.2").click();
    expect(written(editor)).toEqual([item([["A7", "7-2"]])]);
    expect(row("B7.2").getAttribute("aria-posinset")).toBe("3");
  });
});

describe("an address", () => {
  it("gives the top, then what is opened", async () => {
    const asked: string[] = [];
    const answers = [{ items: [{ value: "Top", isLeaf: false }, { value: "Other", isLeaf: true }] }, { items: [{ value: "Below" }] }];
    vi.stubGlobal("fetch", (url: URL) => (asked.push(url.pathname + url.search), Promise.resolve(Response.json(answers[asked.length - 1]))));
    const { row, shown } = opened('apiUrl="/places.json"', "");
    await vi.waitFor(() => expect(shown()).toEqual(["1 Top false", "1 Other false"]));
    row("Top").querySelector<HTMLElement>(".tw")!.click();
    await vi.waitFor(() => expect(shown()).toEqual(["1 Top false", "2 Below false", "1 Other false"]));
    expect(asked).toEqual(["/places.json", "/places.json?path=Top"]);
  });

  it("on another host is not asked", async () => {
    const { main } = opened('apiUrl="https://elsewhere.example/x"', "");
    await vi.waitFor(() => expect(main.querySelector(".taxonomy-note")!.textContent).toBe(
      "The taxonomy did not load. It lies on elsewhere.example, and this page reads from its own host only. What is chosen already is safe."));
  });
});
