import { expect, it } from "vitest";
import type { Preview } from "./import-api";
import { AS_IT_IS, choose, columnsOf, fits, missingKeys, suggested, type Mapping } from "./mapping";

const preview = (columns: Readonly<Record<string, readonly string[]>>, reads: Readonly<Record<string, string>> = { text: "Text" }): Preview => ({
  format: "csv",
  encoding: "utf-8",
  delimiter: ",",
  quote: "double",
  header: true,
  columns: Object.entries(columns).map(([name, samples]) => ({ name, samples })),
  column_count: Object.keys(columns).length,
  tasks: [],
  refusals: [],
  reads,
  controls: {},
});

it("names no column where every column stays, and is a mapping all the same", () => {
  expect(columnsOf(AS_IT_IS)).toEqual({});
  expect(columnsOf({ choices: { a: { kind: "keep" } }, others: "keep" })).toEqual({});
});

it("writes choices as the server takes them", () => {
  const mapping: Mapping = {
    choices: {
      Body: { kind: "key", key: "text" },
      Id: { kind: "meta", key: "id" },
      Mood: { kind: "prediction", control: "mood", version: "v1" },
      Stars: { kind: "prediction", control: "stars", version: "" },
      Note: { kind: "annotation", control: "note" },
      Gone: { kind: "leave" },
      Nameless: { kind: "key", key: "", own: true },
    },
    others: "keep",
  };
  expect(columnsOf(mapping)).toEqual({
    Body: "text",
    Id: { meta: "id" },
    Mood: { prediction: "mood", model_version: "v1" },
    Stars: { prediction: "stars" },
    Note: { annotation: "note" },
    Gone: null,
    Nameless: "Nameless",
  });
  expect(columnsOf({ choices: { text: { kind: "keep" }, n: { kind: "leave" } }, others: "leave" })).toEqual({ text: "text", "*": null });
});

it("gives a key to one column only", () => {
  const first = choose(AS_IT_IS, "a", { kind: "key", key: "text" });
  expect(choose(first, "b", { kind: "key", key: "text" }).choices).toEqual({ a: { kind: "keep" }, b: { kind: "key", key: "text" } });
});

it("knows which keys no column becomes", () => {
  const found = preview({ body: [], n: [] }, { text: "Text", "pages[0].url": "Image" });
  expect(missingKeys(found, AS_IT_IS)).toEqual(["text", "pages[0].url"]);
  expect(missingKeys(preview({ text: [], pages: [] }, { text: "Text", "pages[0].url": "Image" }), AS_IT_IS)).toEqual([]);
  expect(missingKeys(found, { choices: { body: { kind: "key", key: "text" }, n: { kind: "key", key: "pages" } }, others: "leave" })).toEqual([]);
});

it("suggests the same name in other letters, else the longest texts, else what is an address", () => {
  expect(suggested(preview({ other: ["a very long text that stands here"], "TEXT ": ["x"] })).choices).toEqual({ "TEXT ": { kind: "key", key: "text" } });
  expect(suggested(preview({ id: ["1"], body: ["a long text"] })).choices).toEqual({ body: { kind: "key", key: "text" } });
  expect(suggested(preview({ id: ["1"], file: ["https://example.org/a.png"] }, { image: "Image" })).choices).toEqual({ file: { kind: "key", key: "image" } });
  expect(suggested(preview({ id: ["1"] }, { image: "Image" })).choices).toEqual({});
});

it("does not take a column that the labels read for another key", () => {
  const found = preview({ text: ["a long text"], n: ["1"] }, { text: "Text", title: "Header" });
  expect(suggested(found).choices).toEqual({ n: { kind: "key", key: "title" } });
});

it("lets a file that fits go on by itself", () => {
  const task = { data: { text: "a" }, meta: {}, predictions: [], annotations: [] };
  const refusal = { line: 3, reason: "This row has 3 values." };
  expect(fits(preview({ text: ["a"] }))).toBe(true);
  expect(fits({ ...preview({ text: ["a"] }), tasks: [task], refusals: [refusal] })).toBe(true);
  expect(fits({ ...preview({ text: ["a"] }), refusals: [refusal] })).toBe(false);
  expect(fits({ ...preview({ text: ["a"] }), encoding: "windows-1252" })).toBe(false);
  expect(fits(preview({ body: ["a"] }))).toBe(false);
});
