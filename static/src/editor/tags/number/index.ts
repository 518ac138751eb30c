// <Number>: a number that is typed or slid to.
import type { TagDescriptor } from "../../core/types";
import { ASKING } from "../asking";
import { createNumber } from "./field";
import { readNumber } from "./limits";

export const NumberTag: TagDescriptor = {
  api: 1,
  tag: "Number",
  kind: "control",
  doc: "A question that is answered with a number.",
  example: '<View>\n  <Text name="text" value="$text"/>\n  <Header value="How many people are named?"/>\n  <Number name="people" toName="text" min="0" max="50" step="1"/>\n</View>',
  result: '[{"id": "w4Xk", "from_name": "people", "to_name": "text", "type": "number", "origin": "manual", "value": {"number": 12}}]',
  attributes: {
    ...ASKING,
    min: { type: "number", doc: "The smallest number that is taken." },
    max: { type: "number", doc: "The largest number that is taken." },
    step: { type: "number", doc: "What numbers go in; without it any number is taken, and the arrows go in ones." },
    defaultValue: { type: "number", doc: "What it is from the start." },
    slider: { type: "boolean", default: false, doc: "Whether there is also a slider, from min (0) to max (100)." },
    hotkey: { type: "hotkey", doc: "The key that goes one step up; after max it begins at min." },
  },
  objects: ["*"],
  resultType: "number",
  region: false,
  initial: (attributes) => readNumber(attributes.string("defaultValue")),
  create: createNumber,
};

export const tags: readonly TagDescriptor[] = [NumberTag];
