// @vitest-environment jsdom
// The editor in another language, and a host that shows the hotkeys itself. A file of its own: a language is the whole page's.
import { expect, it, vi } from "vitest";
import { LabelStudio } from "./LabelStudio";
import "../testing/layout";

const CONFIG = '<View><Labels name="l" toName="t"><Label value="Person"/></Labels><Text name="t" value="$text"/></View>';

async function open(options: Record<string, unknown>): Promise<HTMLElement> {
  const root = document.body.appendChild(document.createElement("div"));
  new LabelStudio(root, { config: CONFIG, task: { id: 1, data: { text: "Some text" } }, interfaces: ["submit", "side-column", "controls"], ...options });
  await vi.waitFor(() => expect(root.querySelector(".text")).not.toBeNull());
  return root;
}

it("is English without an option, Arabic when a host asks for it, and leaves labels as they are", async () => {
  expect((await open({})).querySelector(".foot .go")?.textContent).toMatch(/^Submit/);
  const root = await open({ language: "ar-EG" });
  expect([root.lang, root.dir]).toEqual(["ar", "rtl"]);
  expect(root.querySelector(".foot .go")?.textContent).toMatch(/^إرسال/);
  expect(root.querySelector(".side")?.getAttribute("aria-label")).toBe("المناطق");
  expect(root.querySelector(".lb")?.textContent).toContain("Person");
  LabelStudio.destroyAll();
});

it("leaves the sheet of hotkeys to a host that has its own", async () => {
  const onShowHotkeys = vi.fn();
  const root = await open({ onShowHotkeys });
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", code: "Slash", shiftKey: true, bubbles: true, cancelable: true }));
  expect(onShowHotkeys).toHaveBeenCalledOnce();
  expect(root.querySelector(".keysheet")).toBeNull();
  LabelStudio.destroyAll();
});
