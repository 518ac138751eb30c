// <Labels> and <Label>: names for regions of any object.
import type { AttributeSpec, TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createLabelBar } from "./bar";

/** What every control with Label children takes; RectangleLabels and its kin add their own. */
export const LABEL_GROUP: Readonly<Record<string, AttributeSpec>> = {
  name: { type: "name", required: true, doc: "The name that stands in the results as from_name." },
  toName: { type: "names", required: true, doc: "The object that is labeled." },
  choice: { type: "enum", values: ["single", "multiple"], default: "single", doc: "Whether a region takes one label or several." },
  maxUsages: { type: "number", doc: "How often each label may be used in a task." },
  showInline: { type: "boolean", default: true, doc: "Whether the labels stand in one row." },
  value: { type: "data", doc: "A list in the task that holds more labels." },
  required: { type: "boolean", default: false, doc: "Whether at least one region must have a label of it." },
  requiredMessage: { type: "string", doc: "What to say when it is missing." },
  allowEmpty: { type: "boolean", default: false, doc: "Whether there is a label Empty, for what has none of the labels." },
  opacity: { type: "number", default: 0.6, doc: "Of the regions' fill, from 0 to 1." },
  fillColor: { type: "color", doc: "Of the regions' fill; the label's colour, without it." },
  strokeColor: { type: "color", doc: "Of the regions' outline; the label's colour, without it." },
  strokeWidth: { type: "number", default: 1, doc: "Of the regions' outline, in pixels." },
  ...CONDITIONS,
};

export const Labels: TagDescriptor = {
  api: 1,
  tag: "Labels",
  kind: "control",
  doc: "A set of labels. Pick one, then mark.",
  example: '<View>\n  <Labels name="ner" toName="text" choice="multiple">\n    <Label value="Person"/>\n    <Label value="Place"/>\n    <Label value="Date"/>\n  </Labels>\n  <Text name="text" value="$text"/>\n</View>',
  result: '[{"id": "aT4x", "from_name": "ner", "to_name": "text", "type": "labels", "origin": "manual", "value": {"start": 0, "end": 15, "text": "Maria Lindqvist", "labels": ["Person"]}}]',
  attributes: LABEL_GROUP,
  objects: ["*"],
  children: ["Label", "View", "Header"],
  resultType: "labels",
  region: true,
  create: createLabelBar,
};

export const Label: TagDescriptor = {
  api: 1,
  tag: "Label",
  kind: "item",
  doc: "One label.",
  example: '<View>\n  <Labels name="ner" toName="text">\n    <Label value="Person" background="#2f45d0" hotkey="p"/>\n    <Label value="Place" background="#b5472c" hotkey="l"/>\n  </Labels>\n  <Text name="text" value="$text"/>\n</View>',
  attributes: {
    value: { type: "string", required: true, doc: "Its name." },
    alias: { type: "string", doc: "What stands in the results instead of the name." },
    background: { type: "color", doc: "Its colour; one of twelve, without it." },
    selectedColor: { type: "color", doc: "Colour of its words while it is picked." },
    hotkey: { type: "hotkey", doc: "The key that picks it; the next free one, without it." },
    hint: { type: "string", doc: "Shown when the pointer rests on it." },
    maxUsages: { type: "number", doc: "How often it may be used in a task." },
    selected: { type: "boolean", default: false, doc: "Whether it is picked from the start." },
    showAlias: { type: "boolean", default: false, doc: "Whether its alias is shown beside it." },
    aliasStyle: { type: "css", doc: "CSS declarations for the alias." },
    size: { type: "string", default: "medium", doc: "Size of its words: small, medium, large, or a number of pixels." },
    granularity: { type: "enum", values: ["symbol", "word", "sentence", "paragraph"], doc: "What a marking with it is widened to, when that is wider than the text's own." },
    html: { type: "string", doc: "Markup to show instead of the name; it is cleaned, and loads nothing from elsewhere." },
    groupCanContain: { type: "string", doc: "Labels that a region of it may contain, separated by commas." },
  },
  parents: ["Labels", "RectangleLabels", "EllipseLabels", "KeyPointLabels", "PolygonLabels", "VectorLabels", "BrushLabels", "BitMaskLabels", "ParagraphLabels", "HyperTextLabels"],
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const tags: readonly TagDescriptor[] = [Labels, Label];
