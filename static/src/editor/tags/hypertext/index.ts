// <HyperText> and <HyperTextLabels>: a document whose stretches are labeled.
import type { TagDescriptor } from "../../core/types";
import { LABEL_GROUP } from "../labels";
import { createLabelBar } from "../labels/bar";
import { CONDITIONS } from "../view";
import { createHyperText } from "./hypertext";

export const HyperText: TagDescriptor = {
  api: 1,
  tag: "HyperText",
  kind: "object",
  doc: "A document in HTML, with its own look, in a frame where nothing of it runs and nothing is loaded from elsewhere. Parts of it can be marked and labeled.",
  example: '<View>\n  <HyperTextLabels name="part" toName="page">\n    <Label value="Name"/>\n    <Label value="Price"/>\n  </HyperTextLabels>\n  <HyperText name="page" value="$html"/>\n</View>',
  attributes: {
    name: { type: "name", required: true, doc: "The name that controls point to." },
    value: { type: "data", required: true, doc: "The field of the task that holds the markup, for instance $html. Markup may also stand between the tag and its end." },
    valueType: { type: "enum", values: ["text", "url"], default: "text", doc: "Whether the field holds the markup or its address." },
    inline: { type: "boolean", default: false, doc: "Whether it is shown as a part of the page, as high as it is, and not on a sheet of its own." },
    clickableLinks: { type: "boolean", default: false, doc: "Whether links in it open, in another tab." },
    saveTextResult: { type: "enum", values: ["yes", "no", "none"], default: "none", doc: "Whether the marked text is saved with each region; yes unless the document comes from an address." },
    encoding: { type: "enum", values: ["none", "base64", "base64unicode"], default: "none", doc: "How the field is encoded." },
    granularity: { type: "enum", values: ["symbol", "word", "sentence", "paragraph"], default: "symbol", doc: "What a marking is widened to." },
    selectionEnabled: { type: "boolean", default: true, doc: "Whether parts of the document can be marked." },
    highlightColor: { type: "color", doc: "One colour for all regions instead of their labels' colours." },
    showLabels: { type: "boolean", default: true, doc: "Whether the names of the labels stand before the regions." },
    ...CONDITIONS,
  },
  geometry: ["start", "end", "startOffset", "endOffset", "globalOffsets", "text"],
  create: createHyperText,
};

export const HyperTextLabels: TagDescriptor = {
  api: 1,
  tag: "HyperTextLabels",
  kind: "control",
  doc: "A set of labels for parts of a HyperText. Pick one, then mark.",
  example: '<View>\n  <HyperTextLabels name="part" toName="page" choice="multiple">\n    <Label value="Claim"/>\n    <Label value="Source"/>\n    <Label value="Figure"/>\n  </HyperTextLabels>\n  <HyperText name="page" value="$html" granularity="word"/>\n</View>',
  result: '[{"id": "hT7q", "from_name": "part", "to_name": "page", "type": "hypertextlabels", "origin": "manual", "value": {"start": "/p[1]/b[1]/text()[1]", "end": "/p[1]/b[1]/text()[1]", "startOffset": 0, "endOffset": 6, "globalOffsets": {"start": 25, "end": 31}, "text": "Bergen", "hypertextlabels": ["Source"]}}]',
  attributes: LABEL_GROUP,
  objects: ["HyperText"],
  children: ["Label", "View", "Header"],
  resultType: "hypertextlabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [HyperText, HyperTextLabels];
