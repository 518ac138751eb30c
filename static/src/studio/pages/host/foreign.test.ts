import { expect, it } from "vitest";
import { gist, manyLines, oneLine, printed } from "./foreign";

it("shows what turns the reading direction, and what cannot be seen, as its number", () => {
  expect(oneLine("invoice\u202egpj.exe")).toBe("invoice\\u202egpj.exe");
  expect(oneLine("a\u200bb\u2066c\u0000d\ufeff")).toBe("a\\u200bb\\u2066c\\u0000d\\ufeff");
  expect(oneLine("tag\u{e0041}s")).toBe("tag\\udb40\\udc41s");
});

it("leaves ordinary writing of any script alone", () => {
  for (const text of ["Aerial polygons", "تصنيف الأخبار", "東京の写真", "naïve – “quoted” 🙂", "<b>bold</b> & =SUM(A1)"]) expect(oneLine(text)).toBe(text);
});

it("keeps a line a line, and cuts it between characters", () => {
  expect(oneLine("one\r\ntwo\tthree")).toBe("one two three");
  expect(oneLine("x".repeat(10_000), 80)).toBe(`${"x".repeat(80)}…`);
  expect(oneLine("🙂".repeat(300), 3)).toBe("🙂🙂🙂…");
  expect(oneLine("abc", 3)).toBe("abc");
});

it("prints JSON that reads back to the same value", () => {
  const value = { text: "a\u202eb\u200bc", list: [1, null, "</pre><script>"], nested: { deep: true } };
  const { text, left } = printed(value);
  expect(text).toContain("\\u202e");
  expect(text).not.toMatch(/[\u202e\u200b]/);
  expect(JSON.parse(text)).toEqual(value);
  expect(left).toBe(0);
});

it("prints no more than asked for, and says how much is missing", () => {
  expect(printed("x".repeat(50), 20)).toEqual({ text: `"${"x".repeat(19)}`, left: 32 });
  expect(printed(undefined)).toEqual({ text: "", left: 0 });
});

it("keeps line ends in several lines", () => {
  expect(manyLines("a\n\tb\u0007")).toBe("a\n\tb\\u0007");
});

it("tells what a task is about by its values, and shows cut JSON as it came", () => {
  expect(gist('{"text":"Acme Corp","n":7,"meta":{"a":1}}')).toBe('Acme Corp · 7 · {"a":1}');
  expect(gist('{"text":"Acme Co')).toBe('{"text":"Acme Co');
  expect(gist('"only text"')).toBe("only text");
});
