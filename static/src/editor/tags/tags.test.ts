// @vitest-environment jsdom
// What holds for every tag: descriptors, the registry, and how tags come to the screen.
import { effect } from "@preact/signals-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { TagDescriptor } from "../core/types";
import { ALL_TAGS, editorOn } from "../testing/editor";
import "../testing/layout";
import { mountTags } from "./mount";
import { FAMILIES, loadTags, namesOf, registerTag } from "./registry";

const slot = (): HTMLElement => document.body.appendChild(document.createElement("div"));
const slots = () => ({ bar: slot(), main: slot(), details: slot() });
const unmounts: (() => void)[] = [];
afterEach(() => {
  unmounts.splice(0).forEach((unmount) => unmount());
  document.body.replaceChildren();
});

function mounted(xml: string, options: Parameters<typeof editorOn>[1] = {}) {
  const editor = editorOn(xml, options);
  const places = slots();
  unmounts.push(mountTags(editor, places));
  return { editor, ...places };
}

describe("the registry", () => {
  it("names every tag of a family, and no other", async () => {
    for (const [folder, entry] of Object.entries(FAMILIES)) {
      const { tags } = await entry.load();
      const names = tags.flatMap((tag) => [tag.tag, ...(tag.aliases ?? [])].map((name) => name.toLowerCase()));
      const known = entry.names ?? namesOf([folder, entry]).filter((name) => name === folder || names.includes(name));
      expect([folder, [...known].sort()]).toEqual([folder, names.sort()]);
    }
  });

  it("finds tags in any case, and only those asked for", async () => {
    const find = await loadTags(["VIEW", "text", "Gadget"]);
    expect(find("Text")?.tag).toBe("Text");
    expect(find("Choices")).toBeUndefined();
    expect(find("gadget")).toBeUndefined();
  });

  it("takes tags of others", async () => {
    const gadget: TagDescriptor = { api: 1, tag: "Gauge", kind: "visual", doc: "A gauge.", attributes: {}, create: () => ({ mount: (element) => element.append("gauge"), destroy: () => undefined }) };
    registerTag(gadget);
    expect((await loadTags(["gauge"]))("GAUGE")).toBe(gadget);
  });
});

describe("descriptors", () => {
  it.each(ALL_TAGS.map((tag) => [tag.tag, tag] as const))("%s is documented and complete", (_, descriptor) => {
    expect(descriptor.doc).toMatch(/\.$/);
    for (const attribute of Object.values(descriptor.attributes)) {
      expect(attribute.doc).toMatch(/\.$/);
      if (attribute.type === "enum") expect(attribute.values?.length).toBeGreaterThan(1);
    }
    if (descriptor.kind === "control") expect(descriptor.resultType).toBeTruthy();
    if (descriptor.kind === "object") expect(descriptor.geometry).toBeDefined();
  });
});

describe("mounting", () => {
  it("puts the root's labels into the bar, a region's questions into the details, all else where it stands", () => {
    const { bar, main, details } = mounted(`<View><Labels name="l" toName="t"><Label value="A"/></Labels><Text name="t" value="$text"/>
      <View><Labels name="m" toName="t"><Label value="B"/></Labels></View><Choices name="c" toName="t" perRegion="true"><Choice value="x"/></Choices></View>`);
    expect(bar.textContent).toContain("A");
    expect(main.querySelector('[data-name="m"]')?.textContent).toContain("B");
    expect(details.querySelector<HTMLElement>('[data-name="c"]')?.hidden).toBe(true);
  });

  it("puts the heading of a region's question with it, and asks only where the Views around it would", () => {
    const result = ["A", "B"].map((label, at) => ({ id: label, from_name: "l", to_name: "t", type: "labels", value: { start: at, end: at + 1, labels: [label] } }));
    const { editor, main, details } = mounted(`<View><Labels name="l" toName="t"><Label value="A"/><Label value="B"/></Labels><Text name="t" value="$text"/>
      <View visibleWhen="region-selected" whenLabelValue="B"><Header value="How sure?"/><Choices name="c" toName="t" perRegion="true"><Choice value="x"/></Choices></View></View>`, { result });
    expect(main.querySelector(".config-header")).toBeNull();
    const heading = details.querySelector<HTMLElement>(".config-header")!;
    expect(details.querySelector("fieldset")?.getAttribute("aria-labelledby")).toBe(heading.id);
    for (const [selected, hidden] of [["A", true], ["B", false], [undefined, true]] as const) {
      editor.current.value.selection.value = new Set(selected ? [selected] : []);
      expect([selected, ...[...details.children].map((host) => (host as HTMLElement).hidden)]).toEqual([selected, hidden, hidden]);
    }
  });

  it("keeps the place of an unknown tag, and shows what stands in it", () => {
    const { main } = mounted('<View><Gadget name="g" value="$x"><Header value="Inside"/></Gadget></View>');
    expect(main.querySelector(".tag-missing")?.textContent).toBe('There is no tag named "Gadget" here. Results made with it are kept as they are.');
    expect(main.querySelector(".config-header")?.textContent).toBe("Inside");
  });

  it("shows and hides with the answer", () => {
    const { editor, main } = mounted(`<View><Text name="t" value="$text"/><Choices name="c" toName="t"><Choice value="x"/></Choices>
      <View visibleWhen="choice-selected" whenTagName="c" whenChoiceValue="x"><Header value="Why"/></View></View>`);
    const host = main.querySelector(".config-header")!.closest<HTMLElement>(".view")!.parentElement!;
    expect(host.hidden).toBe(true);
    editor.current.value.setContent({ control: "c", object: "t", type: "choices", field: "choices", content: ["x"] });
    expect(host.hidden).toBe(false);
  });

  it("sets styles without a style attribute in markup", () => {
    const { main } = mounted('<View style="display:flex; gap: 4px" className="mine"><Header value="Hi $text" size="2" underline="true" style="color: red"/></View>');
    const view = main.querySelector<HTMLElement>(".view")!;
    expect([view.className, view.style.display, view.style.gap]).toEqual(["view mine", "flex", "4px"]);
    expect(main.querySelector("h3")?.textContent).toBe("Hi A text");
  });

  it("leaves out of styles what would load something, and takes no picture for a colour", () => {
    const { editor, main } = mounted(`<View style="color: red; background-image: url(http://a.example/x)"><Header value="Hi" style="background: var(--no, url(http://a.example/x)); color: red"/>
      <Header value="Ho" style="--own: \\75rl(http://a.example/x); gap: 1px"/><Labels name="l" toName="t"><Label value="A" background="url(http://a.example/x)"/></Labels><Text name="t" value="$text" highlightColor="url(http://a.example/x)"/></View>`);
    expect(main.innerHTML).not.toContain("a.example");
    expect(main.querySelector<HTMLElement>(".view")!.style.color).toBe("red");
    expect(editor.entry("l", "A")?.color).toBe("var(--text-3)");
  });

  it("leaves nothing behind", () => {
    const editor = editorOn('<View><Labels name="l" toName="t"><Label value="A"/></Labels><Text name="t" value="$text"/></View>');
    const places = slots();
    mountTags(editor, places)();
    expect([places.bar, places.main, places.details].map((place) => place.childElementCount)).toEqual([0, 0, 0]);
    expect([editor.instances.size, editor.hotkeys.list.value.length]).toEqual([0, 0]);
  });
});

describe("choices", () => {
  const XML = (attributes: string) => `<View><Text name="t" value="$text"/><Header value="Tone"/><Choices name="c" toName="t" ${attributes}><Choice value="Good" alias="g"/><Choice value="Bad"/></Choices></View>`;
  const press = (main: HTMLElement, at: number) => {
    const input = main.querySelectorAll<HTMLInputElement>(".opt input")[at]!;
    input.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    input.click();
  };

  it("single: one answer, taken back by a second press", () => {
    const { editor, main } = mounted(XML(""));
    press(main, 0);
    press(main, 1);
    expect(editor.current.value.serialize()).toMatchObject([{ from_name: "c", to_name: "t", type: "choices", value: { choices: ["Bad"] } }]);
    press(main, 1);
    expect(editor.current.value.serialize()).toEqual([]);
    expect(main.querySelectorAll("input:checked").length).toBe(0);
  });

  it("single-radio: stays answered", () => {
    const { editor, main } = mounted(XML('choice="single-radio"'));
    press(main, 0);
    press(main, 0);
    expect(editor.current.value.content("c")).toEqual(["g"]);
  });

  it("multiple: each comes and goes", () => {
    const { editor, main } = mounted(XML('choice="multiple"'));
    expect(main.querySelector("input")?.type).toBe("checkbox");
    press(main, 0);
    press(main, 1);
    press(main, 0);
    expect(editor.current.value.content("c")).toEqual(["Bad"]);
  });

  it("select: a menu", () => {
    const { editor, main } = mounted(XML('layout="select"'));
    const menu = main.querySelector("select")!;
    menu.value = "Bad";
    menu.dispatchEvent(new Event("change"));
    expect(editor.current.value.content("c")).toEqual(["Bad"]);
    editor.current.value.history.undo();
    expect(menu.value).toBe("");
  });

  it("nested ones are written as paths", () => {
    const { editor, main } = mounted('<View><Text name="t" value="$text"/><Choices name="c" toName="t" allowNested="true"><Choice value="A"><Choice value="B"/></Choice></Choices></View>');
    press(main, 1);
    expect(editor.current.value.content("c")).toEqual([["A", "B"]]);
    expect([...main.querySelectorAll<HTMLInputElement>("input")].map(({ checked }) => checked)).toEqual([false, true]);
  });

  it("say that an answer is missing, under the name of their heading", () => {
    const { editor, main } = mounted(XML('required="true"'));
    expect(main.querySelector(".config-header .req")?.textContent).toBe("required");
    editor.validate();
    expect(main.querySelector(".choices.miss .err")?.textContent).toBe('"Tone" asks for an answer in each task.');
  });

  it("are asked of each selected region", () => {
    const result = ["a", "b"].map((id, at) => ({ id, from_name: "l", to_name: "t", type: "labels", value: { start: at, end: at + 1, labels: ["A"] } }));
    const xml = '<View><Labels name="l" toName="t"><Label value="A"/></Labels><Text name="t" value="$text"/><Choices name="c" toName="t" perRegion="true"><Choice value="x"/></Choices></View>';
    const { editor, details } = mounted(xml, { result });
    editor.current.value.selection.value = new Set(["b"]);
    press(details, 0);
    expect(editor.current.value.serialize()).toEqual([
      ...result,
      { id: "b", from_name: "c", to_name: "t", type: "choices", origin: "manual", value: { start: 1, end: 2, choices: ["x"] } },
    ]);
  });
});

describe("labels", () => {
  it("show what is pressed, and answer to their keys", () => {
    const { editor, bar } = mounted('<View><Labels name="l" toName="t"><Label value="A" hotkey="k"/><Label value="B"/></Labels><Text name="t" value="$text"/></View>');
    const pressed = () => [...bar.querySelectorAll(".lb")].map((button) => button.getAttribute("aria-pressed"));
    bar.querySelectorAll<HTMLElement>(".lb")[1]!.click();
    expect(pressed()).toEqual(["false", "true"]);
    editor.hotkeys.list.value.find(({ key }) => key === "k")!.run(new KeyboardEvent("keydown"));
    expect(pressed()).toEqual(["true", "false"]);
    expect([...bar.querySelectorAll<HTMLElement>(".lb")].map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
  });

  it("cannot be pressed on a prediction", () => {
    const { editor, bar } = mounted('<View><Labels name="l" toName="t"><Label value="A"/></Labels><Text name="t" value="$text"/></View>', {
      predictions: [{ id: "p", kind: "prediction", result: [] }],
    });
    editor.select(editor.predictions.value[0]!);
    bar.querySelector<HTMLElement>(".lb")!.click();
    expect(editor.activeLabels.value.size).toBe(0);
  });
});

describe("a text", () => {
  const XML = '<View><Labels name="l" toName="t"><Label value="A"/></Labels><Text name="t" value="$text" saveTextResult="yes"/></View>';

  it("paints the regions of the annotation that is looked at", () => {
    const result = [{ id: "a", from_name: "l", to_name: "t", type: "labels", value: { start: 2, end: 4, labels: ["A"] } }];
    const { editor, main } = mounted(XML, { data: { text: "😀😀ab" }, result });
    expect(main.querySelector("mark")?.textContent).toBe("ab");
    editor.select(editor.addAnnotation());
    expect(main.querySelector("mark")).toBeNull();
    editor.select(editor.annotations.value[0]!);
    editor.current.value.setHidden(["a"], true);
    expect(main.querySelector("mark")).toBeNull();
  });

  it("tells the panel how a region is called", () => {
    const result = [{ id: "a", from_name: "l", to_name: "t", type: "labels", value: { start: 2, end: 4, labels: ["A"] } }];
    const { editor } = mounted(XML, { data: { text: "😀😀ab" }, result });
    expect(editor.instances.get("t")!.describe!(editor.current.value.regions.get("a")!)).toEqual({ title: "ab", detail: "2–4" });
  });

  it("reads base64, and says what is wrong with an address", async () => {
    const decoded = mounted('<View><Text name="t" value="$text" encoding="base64unicode"/></View>', { data: { text: "w6nwn5iA" } });
    await vi.waitFor(() => expect(decoded.main.querySelector(".text")?.textContent).toBe("é😀"));
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("", { status: 403, statusText: "Forbidden" })));
    const { main } = mounted('<View><Text name="t" value="$text" valueType="url"/></View>', { data: { text: "/a.txt" } });
    await vi.waitFor(() => expect(main.querySelector('[role="alert"]')?.textContent).toBe('This text did not load. The address answered "403 Forbidden". Labels already made are safe.'));
    vi.unstubAllGlobals();
  });

  it("subscribes to lists, never to single regions", () => {
    const { editor } = mounted(XML);
    let runs = 0;
    const stop = effect(() => void (editor.current.value.order.value, runs++));
    const region = editor.current.value.add({ object: "t", geometry: { start: 0, end: 1 }, parts: [{ control: "l", type: "labels", field: "labels", content: ["A"] }] });
    editor.current.value.setGeometry(region.id, { end: 2 });
    expect(runs).toBe(2);
    stop();
  });
});
