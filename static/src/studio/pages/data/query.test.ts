import { describe, expect, it } from "vitest";
import { EVERYTHING, narrows, queryText, readQuery, sameQuery, sortedBy, sortOf } from "./query";
import type { Column, Query } from "./types";

const QUERY: Query = {
  filters: { conjunction: "or", items: [{ filter: "filter:tasks:total_annotations", operator: "equal", type: "Number", value: 0 }] },
  ordering: ["-tasks:predictions_score", "tasks:id"],
  search: "café & co",
};
const column = (id: string, type: Column["type"]): Column => ({ id, title: id, type, usual: true });

it("writes a query and reads it again; all tasks need no words", () => {
  expect(readQuery(queryText(QUERY))).toEqual(QUERY);
  expect(queryText(EVERYTHING)).toBe("");
  expect(JSON.parse(queryText({ ...EVERYTHING, search: "rain" }))).toEqual({ search: "rain" });
  expect(sameQuery(QUERY, { ...QUERY, ordering: [...QUERY.ordering] })).toBe(true);
});

it.each(["", "{", "7", "null", '{"filters":7,"ordering":"x","search":[]}', '{"filters":{"items":[7,{"filter":1}]},"ordering":[1]}'])(
  "takes what is left of a damaged address: %s", (text) => expect(readQuery(text)).toEqual(EVERYTHING));

it("narrows by filters and search, not by order", () => {
  expect([narrows(EVERYTHING), narrows({ ...EVERYTHING, ordering: ["tasks:id"] }), narrows({ ...EVERYTHING, search: "a" }), narrows(QUERY)]).toEqual([false, false, true, true]);
});

describe("a press on a column's name", () => {
  const score = column("predictions_score", "Number");
  const changed = column("updated_at", "Datetime");

  it("sorts from the smallest, then from the largest, then not at all", () => {
    const once = sortedBy([], score, false);
    const twice = sortedBy(once, score, false);
    expect([once, twice, sortedBy(twice, score, false)]).toEqual([["tasks:predictions_score"], ["-tasks:predictions_score"], []]);
  });

  it("begins with the newest", () => expect(sortedBy(["tasks:id"], changed, false)).toEqual(["-tasks:updated_at"]));

  it("with Shift keeps the other keys in their order", () => {
    const both = sortedBy(["-tasks:updated_at"], score, true);
    expect(both).toEqual(["-tasks:updated_at", "tasks:predictions_score"]);
    expect(sortedBy(both, changed, true)).toEqual(["tasks:updated_at", "tasks:predictions_score"]);
    expect(sortedBy(["tasks:updated_at", "tasks:predictions_score"], changed, true)).toEqual(["tasks:predictions_score"]);
    expect(sortOf({ ...EVERYTHING, ordering: both }, "predictions_score")).toEqual({ direction: "ascending", place: 2 });
    expect(sortOf({ ...EVERYTHING, ordering: both }, "id")).toBeUndefined();
  });

  it("keeps no more keys than the server sorts by", () => {
    const keys = ["a", "b", "c", "d", "e"].map((id) => `tasks:data.${id}`);
    expect(sortedBy(keys, score, true)).toEqual([...keys.slice(1), "tasks:predictions_score"]);
  });
});
