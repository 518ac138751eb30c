// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mounted } from "../../testing/mounted";

const COUNT = 1000;
const images = Array.from({ length: COUNT }, (_, at) => `/picture-${at}.png`);
const box = (id: string, item_index: number) => ({
  id, from_name: "box", to_name: "i", type: "rectanglelabels", item_index, original_width: 100, original_height: 50, image_rotation: 0,
  value: { x: 10, y: 20, width: 30, height: 40, rotation: 0, rectanglelabels: ["Car"] },
});
const TAGS = '<RectangleLabels name="box" toName="i"><Label value="Car"/></RectangleLabels><Image name="i" valueList="$images"/>';

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", class {
    observe(): void {}
    disconnect(): void {}
  });
});
afterEach(() => vi.unstubAllGlobals());

function opened() {
  const { editor, main } = mounted(TAGS, { data: { images }, result: [box("first", 0), box("far", 700), box("farther", 700)] });
  const thumbs = (): HTMLElement[] => [...main.querySelectorAll<HTMLElement>(".thumb")];
  return { editor, main, thumbs, shown: () => main.querySelector("img.pic")?.getAttribute("src"), status: () => main.querySelector(".carousel [role=status]")?.textContent };
}

test("of a thousand thumbnails only those near the one shown are in the document", () => {
  const { editor, thumbs, status, shown } = opened();
  expect([status(), shown()]).toEqual(["1 of 1000", "/picture-0.png"]);
  expect(thumbs().length).toBeLessThan(30);
  editor.items.value = new Map([["i", 700]]);
  expect([status(), shown()]).toEqual(["701 of 1000", "/picture-700.png"]);
  expect(thumbs().length).toBeLessThan(30);
  const selected = thumbs().filter((thumb) => thumb.getAttribute("aria-selected") === "true");
  expect(selected.map((thumb) => thumb.getAttribute("aria-label"))).toEqual(["Picture 701, 2 regions"]);
});

test("a region leads to its picture, and what is selected elsewhere is let go", () => {
  const { editor, status } = opened();
  const annotation = editor.current.value;
  const image = editor.instances.get("i")!;
  annotation.selection.value = new Set(["far"]);
  image.reveal!(annotation.regions.get("far")!);
  expect(status()).toBe("701 of 1000");
  expect([...annotation.selection.value]).toEqual(["far"]);
  editor.items.value = new Map([["i", 2]]);
  expect(status()).toBe("3 of 1000");
  expect([...annotation.selection.value]).toEqual([]);
  expect(image.describe!(annotation.regions.get("far")!)).toEqual({ title: "Box, 30 × 20", detail: "Picture 701 · #2" });
  expect(image.items!()).toBe(COUNT);
});

test("a place beyond the list is its last picture, and keys stop at both ends", () => {
  const { editor, status, main } = opened();
  editor.items.value = new Map([["i", 5000]]);
  expect(status()).toBe("1000 of 1000");
  const [previous, next] = [...main.querySelectorAll<HTMLButtonElement>(".carousel > button")];
  expect([previous!.disabled, next!.disabled]).toEqual([false, true]);
  const press = (key: string) => main.querySelector(".strip")!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  press("Home");
  expect(status()).toBe("1 of 1000");
  press("ArrowLeft");
  expect(status()).toBe("1 of 1000");
  press("ArrowRight");
  expect(status()).toBe("2 of 1000");
});
