// <Rating>: how good, in stars.
import type { TagDescriptor } from "../../core/types";
import { ASKING } from "../asking";
import { createRating } from "./rating";

export const Rating: TagDescriptor = {
  api: 1,
  tag: "Rating",
  kind: "control",
  doc: "A question that is answered with so many stars.",
  example: '<View>\n  <Text name="text" value="$text"/>\n  <Header value="How clear is it?"/>\n  <Rating name="clarity" toName="text" maxRating="5" icon="star" required="true"/>\n</View>',
  result: '[{"id": "w4Xk", "from_name": "clarity", "to_name": "text", "type": "rating", "origin": "manual", "value": {"rating": 4}}]',
  attributes: {
    ...ASKING,
    maxRating: { type: "number", default: 5, doc: "How many stars there are." },
    defaultValue: { type: "number", default: 0, doc: "How many are given from the start." },
    size: { type: "enum", values: ["small", "medium", "large"], default: "medium", doc: "Size of the stars." },
    icon: { type: "enum", values: ["star", "heart", "fire", "smile"], default: "star", doc: "What is shown instead of stars." },
    hotkey: { type: "hotkey", doc: "The key that gives one more; after the last it takes all back." },
  },
  objects: ["*"],
  resultType: "rating",
  region: false,
  initial: (attributes) => attributes.number("defaultValue") || undefined,
  create: createRating,
};

export const tags: readonly TagDescriptor[] = [Rating];
