// <List>, <Ranker> and <Bucket>: items to put in order, or to sort into columns.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createList, createRanker } from "./ranker";

const EXAMPLE = '<View>\n  <List name="answers" value="$answers" title="Answers"/>\n  <Ranker name="rank" toName="answers">\n    <Bucket name="good" title="Good"/>\n    <Bucket name="bad" title="Bad"/>\n  </Ranker>\n</View>';

export const List: TagDescriptor = {
  api: 1,
  tag: "List",
  kind: "object",
  doc: "Items of a task: texts to put in order with a Ranker.",
  example: '<View>\n  <List name="answers" value="$answers" title="From best to worst"/>\n  <Ranker name="rank" toName="answers"/>\n</View>',
  attributes: {
    name: { type: "name", required: true, doc: "The name that a Ranker points to." },
    value: { type: "data", required: true, doc: "The field of the task with the list: objects with id, title, body and html." },
    title: { type: "string", default: "", doc: "What stands above the items." },
    elementValue: { type: "string", doc: "Which field of an item is shown, in the older spelling, for instance $text." },
  },
  geometry: [],
  create: createList,
};

export const Ranker: TagDescriptor = {
  api: 1,
  tag: "Ranker",
  kind: "control",
  doc: "Puts the items of a List in order, or sorts them into Buckets.",
  example: EXAMPLE,
  result: '[{"id": "r3Kd", "from_name": "rank", "to_name": "answers", "type": "ranker", "origin": "manual", "value": {"ranker": {"_": ["a3"], "good": ["a1", "a2"], "bad": []}}}]',
  attributes: {
    name: { type: "name", required: true, doc: "The name that stands in the results as from_name." },
    toName: { type: "names", required: true, doc: "The List whose items are put in order." },
    ...CONDITIONS,
  },
  objects: ["List"],
  children: ["Bucket"],
  resultType: "ranker",
  region: false,
  create: createRanker,
};

export const Bucket: TagDescriptor = {
  api: 1,
  tag: "Bucket",
  kind: "item",
  doc: "A column of a Ranker that items are sorted into.",
  example: EXAMPLE,
  attributes: {
    name: { type: "name", required: true, doc: "What stands in the result." },
    title: { type: "string", doc: "What stands above the column; the name, without it." },
    default: { type: "boolean", default: false, doc: "Whether all items lie in it from the start; without one they lie in a column of their own." },
  },
  parents: ["Ranker"],
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const tags: readonly TagDescriptor[] = [List, Ranker, Bucket];
