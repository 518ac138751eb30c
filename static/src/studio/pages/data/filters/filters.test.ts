import { describe, expect, it } from "vitest";
import { matching } from "./ColumnPicker";
import { conditionOf, conditionsOf, filterItem, type ConditionId, type FilterColumn, type FilterItem, type Filters } from "./conditions";
import { statusFits, statusOf, STATUSES, withoutStatus, withStatus } from "./status";
import { findColumn, readLine } from "./typed";
import { momentField, readList, readMoment, readNumber, readValue, typedOf, NOTHING } from "./values";
import { wordingOf } from "./wording";

const COLUMNS: readonly FilterColumn[] = [
  { id: "predictions_score", title: "Score", type: "Number" },
  { id: "total_annotations", title: "Annotations", type: "Number" },
  { id: "data.folder", title: "Folder", type: "String" },
  { id: "data.text", title: "text", type: "String" },
  { id: "data.words", title: "words", type: "List" },
  { id: "created_at", title: "Created", type: "Datetime" },
  { id: "completed", title: "Done", type: "Boolean" },
  { id: "annotations_results", title: "Results", type: "String" },
];
const column = (id: string): FilterColumn => COLUMNS.find((one) => one.id === id) ?? COLUMNS[0]!;
const item = (id: string, operator: string, value: unknown): FilterItem => ({ filter: `filter:tasks:${id}`, operator, type: column(id).type, value });
const read = (id: string, condition: ConditionId, first: string, second = ""): unknown =>
  readValue(column(id).type, conditionsOf(column(id)).find((one) => one.id === condition)!, { ...NOTHING, first, second });

describe("numbers as people type them", () => {
  it.each([["12", 12], [" 0.5 ", 0.5], ["0,5", 0.5], ["1,204", 1204], ["1,204.5", 1204.5], ["1 000", 1000], ["-.5", -0.5], ["−3", -3], ["2e3", 2000], ["1,204,000", 1_204_000]])(
    "%s", (text, value) => expect(readNumber(text)).toBe(value));
  it.each(["", "x", "1.2.3", "--1", "0x10", "1e999", "NaN", "Infinity"])("%s is none", (text) => expect(readNumber(text)).toBeUndefined());
});

it("reads times of this place and shows them again", () => {
  const iso = readMoment("2026-11-21T14:20");
  expect(iso).toBe(new Date(2026, 10, 21, 14, 20).toISOString());
  expect(momentField(iso)).toBe("2026-11-21T14:20");
  expect(momentField("2026-11-21T14:20:30Z")).toMatch(/:20:30$/);
  expect(momentField("2026-11-21T14:20")).toBe(momentField("2026-11-21T14:20Z")); // without a zone it is UTC, as the server reads it
  expect([readMoment(""), readMoment("yesterday"), readMoment("2026-13-40T00:00")]).toEqual([undefined, undefined, undefined]);
});

it("reads lists by lines, else by commas, each value once", () => {
  expect(readList("harbour, hills,, harbour")).toEqual(["harbour", "hills"]);
  expect(readList("Doe, Jane\nRoe, Rik\n")).toEqual(["Doe, Jane", "Roe, Rik"]);
});

describe("values", () => {
  it("have the type that the API takes", () => {
    expect(read("predictions_score", "less", "0,5")).toEqual({ value: 0.5 });
    expect(read("predictions_score", "in", "0.2", "")).toEqual({ value: { min: 0.2 } });
    expect(read("predictions_score", "in", "0.2", "0.4")).toEqual({ value: { min: 0.2, max: 0.4 } });
    expect(read("total_annotations", "in_list", "1, 2")).toEqual({ value: [1, 2] });
    expect(read("data.folder", "in_list", "harbour, hills")).toEqual({ value: ["harbour", "hills"] });
    expect(read("data.text", "contains", " rain ")).toEqual({ value: " rain " }); // a space may be what is looked for
    expect(read("data.text", "empty", "")).toEqual({ value: true });
    expect(read("data.text", "filled", "")).toEqual({ value: false });
  });

  it.each([
    ["predictions_score", "less", "many", ""], ["predictions_score", "in", "", ""], ["predictions_score", "in", "3", "2"], ["total_annotations", "in_list", "1, x", ""],
    ["data.folder", "in_list", " , ", ""], ["data.text", "contains", "", ""], ["data.text", "contains", "x".repeat(1001), ""], ["created_at", "less", "soon", ""],
  ] as const)("%s %s refuses %j", (id, condition, first, second) => {
    expect(read(id, condition, first, second)).toEqual({ problem: expect.stringMatching(/\.$/) as string });
  });

  it("come back into the fields that they were typed in", () => {
    for (const [id, condition, first, second] of [
      ["predictions_score", "in", "0.2", "0.4"], ["data.folder", "not_in_list", "a\nb", ""], ["data.text", "equal", "rain", ""], ["created_at", "less", "2026-11-21T14:20", ""],
    ] as const) {
      const asked = conditionsOf(column(id)).find((one) => one.id === condition)!;
      const value = read(id, condition, first, second) as { value: unknown };
      const made = filterItem(column(id), asked, value.value);
      expect(conditionOf(made)?.id).toBe(condition);
      expect(typedOf(made)).toEqual({ ...NOTHING, first, second });
    }
  });
});

it("offers what the API answers for each column, and finds each again in an item", () => {
  expect(conditionsOf(column("completed")).map((one) => one.id)).toEqual(["is"]);
  expect(conditionsOf(column("annotations_results")).map((one) => one.operator)).toEqual(["contains", "not_contains", "empty", "empty"]);
  expect(conditionsOf(column("created_at")).some((one) => one.operator === "in_list")).toBe(false);
  for (const one of COLUMNS) for (const asked of conditionsOf(one)) expect(conditionOf(filterItem(one, asked, "1"))?.id).toBe(asked.id);
});

describe("wording", () => {
  const chip = (given: FilterItem): string => {
    const { name, relation, value } = wordingOf(given, COLUMNS);
    return [name, relation, value].join(" ").replace(/\s+/g, " ").trim();
  };
  it.each([
    [item("data.folder", "in_list", ["harbour", "hills", "lab", "sea", "fields"]), "Folder harbour, hills, lab +2"],
    [item("data.folder", "in_list", ["harbour", "hills", "lab"]), "Folder harbour, hills, lab"],
    [item("data.folder", "not_in_list", ["harbour"]), "Folder is none of harbour"],
    [item("data.text", "contains", "rain"), "text contains rain"],
    [item("predictions_score", "less", 0.5), "Score < 0.5"],
    [item("predictions_score", "less", 0.12345), "Score < 0.12345"],
    [item("predictions_score", "in", { min: 0.2, max: 0.4 }), "Score 0.2 to 0.4"],
    [item("predictions_score", "in", { max: 0.4 }), "Score up to 0.4"],
    [item("total_annotations", "greater_or_equal", 1204), "Annotations ≥ 1,204"],
    [item("completed", "equal", false), "Done no"],
    [item("data.text", "empty", true), "text is empty"],
    [item("data.text", "empty", false), "text is not empty"],
    [item("data.gone", "contains", "x"), "gone contains x"],
  ])("%#", (given, text) => expect(chip(given)).toBe(text));

  it("says all of a list to who cannot see the rest of the chip, and cuts long texts", () => {
    expect(wordingOf(item("data.folder", "in_list", ["a", "b", "c", "d"]), COLUMNS).sentence).toBe("Folder is one of a, b, c, d");
    expect(wordingOf(item("data.text", "contains", "x".repeat(90)), COLUMNS).value).toHaveLength(40);
    expect(wordingOf(item("created_at", "less", new Date(2026, 10, 21, 14, 20).toISOString()), COLUMNS).sentence).toMatch(/^Created before 21 November.*14:20$/);
  });
});

describe("status", () => {
  const other = item("data.text", "contains", "rain");
  const rest: Filters = { conjunction: "and", items: [other] };

  it.each(STATUSES)("%s is put in, seen, replaced and taken away, the other filters staying", (status) => {
    const filters = withStatus(rest, status);
    expect(statusOf(filters)).toBe(status);
    expect(withoutStatus(filters)).toEqual([other]);
    for (const next of STATUSES) expect(statusOf(withStatus(filters, next))).toBe(next);
    expect(withStatus(filters, undefined)).toEqual(rest);
  });

  it("is none where its columns are asked in another way", () => {
    expect(statusOf({ conjunction: "and", items: [item("cancelled_annotations", "greater", 3)] })).toBeUndefined();
    expect(statusOf({ conjunction: "and", items: [item("completed", "equal", true), item("draft_exists", "equal", true)] })).toBeUndefined();
    expect(withoutStatus({ conjunction: "and", items: [item("completed", "equal", false)] })).toHaveLength(1);
  });

  it("does not fit beside others of which any is enough", () => {
    const either: Filters = { conjunction: "or", items: [other, item("completed", "equal", true)] };
    expect(statusFits(either)).toBe(false);
    expect(statusOf(either)).toBeUndefined();
    expect(withStatus({ conjunction: "or", items: [] }, "new").conjunction).toBe("and");
  });
});

describe("a filter in one line", () => {
  it.each([
    ["score < 0.5", item("predictions_score", "less", 0.5)],
    ["Score>=,5", item("predictions_score", "greater_or_equal", 0.5)],
    ["score = 0.2..0.4", item("predictions_score", "in", { min: 0.2, max: 0.4 })],
    ["annot: 1, 2", item("total_annotations", "in_list", [1, 2])],
    ["annotations = 1,204", item("total_annotations", "equal", 1204)],
    ["folder = harbour, hills", item("data.folder", "in_list", ["harbour", "hills"])],
    ["folder != harbour", item("data.folder", "not_equal", "harbour")],
    ["text: a < b", item("data.text", "contains", "a < b")],
    ["data.text : rain", item("data.text", "contains", "rain")],
    ["words : cat", item("data.words", "contains", "cat")],
    ["done = no", item("completed", "equal", false)],
  ])("%s", (line, expected) => expect(readLine(line, COLUMNS)).toEqual(expected));

  it.each(["score", "score <", "nothing = 1", "score < many", "created < soon", "text < b", ": x"])("%s is none", (line) => expect(readLine(line, COLUMNS)).toBeUndefined());

  it("takes the beginning of a name when only one begins so", () => {
    expect(findColumn("fol", COLUMNS)?.id).toBe("data.folder");
    expect(findColumn("data", COLUMNS)).toBeUndefined();
  });
});

it("finds columns by a part of their name: data before the rest, beginnings before all", () => {
  const ids = (text: string): readonly string[] => matching(text, COLUMNS).map((one) => one.id);
  expect(ids("").slice(0, 4)).toEqual(["data.folder", "data.text", "data.words", "predictions_score"]);
  expect(ids("d")).toEqual(["completed", "data.folder", "data.words", "created_at", "data.text", "predictions_score"]);
  expect(ids("nothing")).toEqual([]);
});
