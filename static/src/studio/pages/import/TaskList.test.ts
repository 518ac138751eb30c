import { expect, it } from "vitest";
import { entriesOf } from "./TaskList";

it("lists data, meta and answers, each with its place", () => {
  const result = [{ from_name: "mood", to_name: "text", type: "choices", value: { choices: ["good", "bad"] } }];
  const task = {
    data: { text: "Nice lamp", tags: ["a"], note: "" },
    meta: { id: 7 },
    predictions: [{ result, model_version: "spring" }, { result, model_version: "" }],
    annotations: [{ result: [{ from_name: "stars", value: { rating: 4 } }] }],
  };
  expect(entriesOf(task)).toEqual([
    { name: "text", value: "Nice lamp" },
    { name: "tags", value: '["a"]' },
    { name: "note", value: "" },
    { name: "id", value: "7", place: "meta" },
    { name: "mood", value: "good, bad", place: "prediction, spring" },
    { name: "mood", value: "good, bad", place: "prediction" },
    { name: "stars", value: "4", place: "annotation" },
  ]);
});
