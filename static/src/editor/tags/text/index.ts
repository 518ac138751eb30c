// <Text>: a text whose stretches are labeled.
import type { TagDescriptor } from "../../core/types";
import { createText } from "./text";

export const Text: TagDescriptor = {
  api: 1,
  tag: "Text",
  kind: "object",
  doc: "A text. Parts of it can be marked and labeled.",
  example: '<View>\n  <Labels name="part" toName="text">\n    <Label value="Claim"/>\n    <Label value="Reason"/>\n  </Labels>\n  <Text name="text" value="$text" granularity="word"/>\n</View>',
  attributes: {
    name: { type: "name", required: true, doc: "The name that controls point to." },
    value: { type: "data", required: true, doc: "The field of the task that holds the text, for instance $text." },
    valueType: { type: "enum", values: ["text", "url"], default: "text", doc: "Whether the field holds the text or its address." },
    saveTextResult: { type: "enum", values: ["yes", "no", "none"], default: "none", doc: "Whether the marked text is saved with each region; yes unless the text comes from an address." },
    encoding: { type: "enum", values: ["none", "base64", "base64unicode"], default: "none", doc: "How the field is encoded." },
    granularity: { type: "enum", values: ["symbol", "word", "sentence", "paragraph"], default: "symbol", doc: "What a marking is widened to." },
    selectionEnabled: { type: "boolean", default: true, doc: "Whether parts of the text can be marked." },
    highlightColor: { type: "color", doc: "One colour for all regions instead of their labels' colours." },
    showLabels: { type: "boolean", default: true, doc: "Whether the names of the labels hang under the regions." },
  },
  geometry: ["start", "end", "text"],
  create: createText,
};

export const tags: readonly TagDescriptor[] = [Text];
