import { expect, it } from "vitest";
import { itemText, pieces, spaced } from "./json-lines";

const ITEM = { id: "a1", from_name: "ner", type: "labels", value: { start: 0, end: 9.5, text: 'a "quoted" -3 {x: 1}', labels: ["Person"] } };

it("writes an item on two lines that are the same JSON", () => {
  expect(itemText(ITEM).split("\n")).toHaveLength(2);
  expect(JSON.parse(itemText(ITEM))).toEqual(ITEM);
  expect(JSON.parse(itemText({ value: {} }))).toEqual({ value: {} });
  expect(JSON.parse(itemText({ type: "relation", from_id: "x" }))).toEqual({ type: "relation", from_id: "x" });
});

it("leaves out what is undefined, as JSON does", () => {
  expect(spaced({ a: undefined, b: null, c: [true, -1e-7] })).toBe('{ "b": null, "c": [true, -1e-7] }');
});

it("colours keys, texts and numbers, and loses no character", () => {
  const text = itemText(ITEM);
  expect(pieces(text).map((piece) => piece.text).join("")).toBe(text);
  const of = (kind: string): string[] => pieces(text).filter((piece) => piece.kind === kind).map((piece) => piece.text);
  expect(of("key")).toEqual(['"id"', '"from_name"', '"type"', '"value"', '"start"', '"end"', '"text"', '"labels"']);
  expect(of("number")).toEqual(["0", "9.5"]);
  expect(of("string")).toContain('"a \\"quoted\\" -3 {x: 1}"');
});
