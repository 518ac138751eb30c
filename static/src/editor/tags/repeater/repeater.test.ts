// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { configOf } from "../../testing/editor";
import { clearForms, formOn, hotkey } from "../../testing/form";
import { UNFOLD } from "../mount";

afterEach(clearForms);

const XML = (attributes = "") => `<View><Repeater on="$notes" ${attributes}><Header value="Note {{idx}}"/><Text name="note_{{idx}}" value="$notes[{{idx}}].text"/>
  <Labels name="part_{{idx}}" toName="note_{{idx}}"><Label value="A"/></Labels>
  <Choices name="tone_{{idx}}" toName="note_{{idx}}"><Choice value="Warm"/><Choice value="Cold"/></Choices></Repeater></View>`;
const DATA = { notes: [{ text: "first" }, { text: "second" }, { text: "third" }] };
const shown = () => [...document.querySelectorAll(".repeater h5")].filter((heading) => !heading.closest("[hidden]")).map(({ textContent }) => textContent);

describe("what a repeater stands for", () => {
  it("is its tags with the place in the list in names and values", () => {
    const config = configOf(XML(), DATA);
    expect([...config.byName.keys()].slice(0, 4)).toEqual(["note_0", "part_0", "tone_0", "note_1"]);
    expect(config.byName.get("tone_2")?.attributes["toname"]).toBe("note_2");
    expect(config.byName.size).toBe(9);
  });

  it("goes through a list in a list by a flag of its own", () => {
    const config = configOf('<View><Repeater on="$days" indexFlag="{{day}}"><Repeater on="$days[{{day}}]"><Text name="t_{{day}}_{{idx}}" value="$days[{{day}}][{{idx}}]"/></Repeater></Repeater></View>', { days: [["a"], ["b", "c"]] });
    expect([...config.byName].map(([name, node]) => [name, node.attributes["value"]])).toEqual([["t_0_0", "$days[0][0]"], ["t_1_0", "$days[1][0]"], ["t_1_1", "$days[1][1]"]]);
  });

  it("leaves out what would be too many tags, and says so", () => {
    const long = { rows: Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => "x")) };
    const xml = '<View><Repeater on="$rows" indexFlag="{{row}}"><Repeater on="$rows[{{row}}]"><Header value="{{row}} {{idx}}"/></Repeater></Repeater></View>';
    const { main } = formOn(xml, { data: long });
    expect(main.querySelectorAll("h5").length).toBeLessThan(20_000);
    expect([...main.querySelectorAll(".repeater-empty")].at(-1)!.textContent).toMatch(/^The list is too long for this config. Entries left out: 2\d\d$/);
  });

  it("is nothing where the task has no list", () => {
    expect(configOf(XML(), { notes: "none" }).byName.size).toBe(0);
    formOn(XML(), { data: {} });
    expect(document.querySelector(".repeater-empty")?.textContent).toBe("The list of this task is empty.");
  });
});

describe("the answers in a repeater", () => {
  it("are written and read under the names with the place", () => {
    const result = [{ id: "x", from_name: "tone_0", to_name: "note_0", type: "choices", origin: "manual", value: { choices: ["Cold"] } }];
    const { main, written } = formOn(XML(), { data: DATA, result });
    expect(main.querySelectorAll<HTMLInputElement>('[data-name="tone_0"] input')[1]!.checked).toBe(true);
    main.querySelectorAll<HTMLInputElement>('[data-name="tone_2"] input')[0]!.click();
    expect(written()).toEqual([
      { from_name: "tone_0", to_name: "note_0", type: "choices", origin: "manual", value: { choices: ["Cold"] } },
      { from_name: "tone_2", to_name: "note_2", type: "choices", origin: "manual", value: { choices: ["Warm"] } },
    ]);
  });
});

describe("pages", () => {
  it("show one entry at a time, and stop at both ends", () => {
    const { editor, find } = formOn(XML('mode="pagination"'), { data: DATA });
    expect(shown()).toEqual(["Note 0"]);
    expect(find(".repeater-pages").textContent).toBe("Previous1 of 3Next");
    find(".repeater-on").click();
    hotkey(editor, "alt+right");
    hotkey(editor, "alt+right");
    expect(shown()).toEqual(["Note 2"]);
    expect(find(".repeater-on").getAttribute("aria-disabled")).toBe("true");
    hotkey(editor, "alt+left");
    expect(shown()).toEqual(["Note 1"]);
  });

  it("turn to what somebody is led to, and to a region that is selected", () => {
    const result = [{ id: "r", from_name: "part_1", to_name: "note_1", type: "labels", value: { start: 0, end: 2, labels: ["A"] } }];
    const { editor, find } = formOn(XML('mode="pagination"'), { data: DATA, result });
    find('[data-name="tone_2"]').dispatchEvent(new Event(UNFOLD, { bubbles: true }));
    expect(shown()).toEqual(["Note 2"]);
    editor.current.value.selection.value = new Set(["r"]);
    expect(shown()).toEqual(["Note 1"]);
  });

  it("are none in a list", () => {
    formOn(XML(), { data: DATA });
    expect([shown().length, document.querySelector(".repeater-pages")]).toEqual([3, null]);
  });
});
