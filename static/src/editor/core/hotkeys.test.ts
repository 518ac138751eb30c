// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { canonicalKey, HotkeyTable, keysOf } from "./hotkeys";
import { keyFor } from "./keymap";

const press = (init: KeyboardEventInit, target: EventTarget = document.body): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, "target", { value: target });
  return event;
};

describe("hotkeys", () => {
  it("have one spelling", () => {
    expect(canonicalKey("Shift+Ctrl+Enter")).toBe("ctrl+shift+enter");
    expect(canonicalKey("alt+.")).toBe("alt+.");
    expect(canonicalKey("esc")).toBe("escape");
  });

  it.each([
    ["a numpad digit is a digit", { key: "1", code: "Numpad1" }, "1"],
    ["another alphabet goes by place", { key: "й", code: "KeyQ" }, "q"],
    ["shift and a digit", { key: "!", code: "Digit1", shiftKey: true }, "shift+1"],
    ["alt and a letter on a Mac", { key: "˙", code: "KeyH", altKey: true }, "alt+h"],
    ["a French keyboard's a is an a", { key: "a", code: "KeyQ" }, "a"],
    ["space", { key: " ", code: "Space", ctrlKey: true }, "ctrl+space"],
  ])("%s", (_, init, expected) => expect(keysOf(press(init))).toContain(expected));

  it("does not take a Latin letter for the one that stands in its place elsewhere", () => {
    expect(keysOf(press({ key: "a", code: "KeyQ" }))).toEqual(["a"]);
  });

  it("runs the last one bound, and leaves text fields alone", () => {
    const table = new HotkeyTable();
    const [first, second, always] = [vi.fn(), vi.fn(), vi.fn()];
    table.bind({ key: "1", title: "", group: "", run: first });
    const unbind = table.bind({ key: "1", title: "", group: "", run: second });
    table.bind({ key: "ctrl+enter", title: "", group: "", inInputs: true, run: always });
    const field = document.createElement("textarea");
    table.handle(press({ key: "1", code: "Digit1" }));
    table.handle(press({ key: "1", code: "Digit1" }, field));
    table.handle(press({ key: "Enter", code: "Enter", ctrlKey: true }, field));
    expect([first, second, always].map((run) => run.mock.calls.length)).toEqual([0, 1, 1]);
    unbind();
    table.handle(press({ key: "1", code: "Digit1" }));
    expect(first).toHaveBeenCalledOnce();
    expect(table.list.value.length).toBe(2);
  });

  it("leaves Enter to a focused button", () => {
    const table = new HotkeyTable();
    const run = vi.fn();
    table.bind({ key: "enter", title: "", group: "", run });
    expect(table.handle(press({ key: "Enter", code: "Enter" }, document.createElement("button")))).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });

  it("follow the host's keymap and the system", () => {
    expect(keyFor("annotation:submit", {}, false)).toBe("ctrl+enter");
    expect(keyFor("annotation:submit", {}, true)).toBe("meta+enter");
    expect(keyFor("annotation:skip", {}, true)).toBe("alt+enter");
    expect(keyFor("annotation:submit", { "annotation:submit": { key: "f2" } }, true)).toBe("f2");
  });
});
