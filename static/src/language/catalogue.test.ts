import { afterEach, beforeEach, expect, it, vi } from "vitest";

type Catalogue = typeof import("./catalogue");
type Translate = typeof import("./translate");
let catalogue: Catalogue["catalogue"];
let translate: Translate["translate"];

beforeEach(async () => {
  vi.resetModules();
  ({ catalogue } = await import("./catalogue"));
  ({ translate } = await import("./translate"));
});
afterEach(() => vi.resetModules());

const english = () => ({ save: "Save", left: (rows: number): string => `${rows} left`, pages: { label: "Label", data: "Data" }, units: ["bytes", "kB"] });

it("is English without a translation", () => {
  const texts = catalogue("one", english());
  expect([texts.save, texts.left(2), texts.pages.data]).toEqual(["Save", "2 left", "Data"]);
});

it("puts a translation into a catalogue that is there, and into one that comes later", () => {
  const before = catalogue("before", english());
  translate({ before: { save: "حفظ" }, after: { left: (rows: number) => `بقي ${rows}` } });
  const after = catalogue("after", english());
  expect(before.save).toBe("حفظ");
  expect(after.left(3)).toBe("بقي 3");
});

it("stays English where a text is missing, also inside a group", () => {
  const texts = catalogue("one", english());
  translate({ one: { pages: { label: "وسم" } }, unknown: { save: "x" } });
  expect([texts.save, texts.pages.label, texts.pages.data]).toEqual(["Save", "وسم", "Data"]);
});

it("replaces a list as a whole", () => {
  const texts = catalogue("one", english());
  translate({ one: { units: ["بايت"] } });
  expect(texts.units).toEqual(["بايت"]);
});

it("takes further texts after the first", () => {
  translate({ one: { save: "حفظ" } });
  translate({ two: { save: "احفظ" } });
  expect([catalogue("one", english()).save, catalogue("two", english()).save]).toEqual(["حفظ", "احفظ"]);
});
