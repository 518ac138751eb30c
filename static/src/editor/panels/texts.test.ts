// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { ConfigNode } from "../core/types";
import { grouped } from "./HotkeySheet";
import { textOf } from "./Instruction";
import { keyCaps } from "./keys";
import { nothingMarked } from "./regions/RegionsPanel";
import { ago } from "./SaveState";

describe("texts of the shell", () => {
  it("prints keys as they stand on a keyboard", () => {
    expect(keyCaps("ctrl+shift+z")).toBe("Ctrl Shift Z");
    expect(keyCaps("ctrl+enter")).toBe("Ctrl ↵");
    expect(keyCaps("alt+.")).toBe("Alt .");
  });

  it("asks nobody to mark what a config cannot mark", () => {
    const config = (region: boolean) => ({ byName: new Map([["a", { descriptor: { region } } as unknown as ConfigNode]]) });
    expect(nothingMarked({ editable: true }, config(false))).toBe("Nothing to mark here, only questions.");
    expect(nothingMarked({ editable: true }, config(true))).toMatch(/^No regions yet/);
    expect(nothingMarked({ editable: false }, config(true))).toBe("No regions.");
  });

  it("says how long ago, in the largest whole unit", () => {
    const now = new Date("2026-01-02T12:00:00Z");
    const at = (seconds: number) => ago(new Date(now.getTime() - seconds * 1000), now);
    expect([at(-3), at(4), at(59), at(60), at(3599), at(7300)]).toEqual(["0 s ago", "4 s ago", "59 s ago", "1 min ago", "59 min ago", "2 h ago"]);
  });

  it("shows an owner's HTML as text and runs none of it", () => {
    expect(textOf("<p>Mark   <b>names</b>.</p><script>window.ran = true</script><ul><li>first</li><li>second</li></ul>")).toBe("Mark names.\nfirst\nsecond");
    expect("ran" in window).toBe(false);
    expect(textOf("  ")).toBe("");
  });

  it("gives one row to each title of the hotkey sheet", () => {
    const run = () => undefined;
    const binding = (key: string, title: string) => ({ key, title, group: "Regions", run });
    const sheet = grouped([binding("backspace", "Delete"), binding("delete", "Delete"), binding("delete,insert", "Delete"), binding("u", "Unselect"), binding(",", "Before")]);
    expect([...sheet.get("Regions")!]).toEqual([["Delete", ["backspace", "delete", "insert"]], ["Unselect", ["u"]], ["Before", [","]]]);
  });
});
