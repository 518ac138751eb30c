// <Paragraphs> and <ParagraphLabels>: a conversation whose stretches are labeled.
import type { TagDescriptor } from "../../core/types";
import { LABEL_GROUP } from "../labels";
import { createLabelBar } from "../labels/bar";
import { CONDITIONS } from "../view";
import { createParagraphs } from "./paragraphs";

export const Paragraphs: TagDescriptor = {
  api: 1,
  tag: "Paragraphs",
  kind: "object",
  doc: "A conversation, paragraph by paragraph with who said it. Parts of it can be marked and labeled, over several paragraphs too.",
  example: '<View>\n  <ParagraphLabels name="part" toName="talk">\n    <Label value="Question"/>\n    <Label value="Promise"/>\n  </ParagraphLabels>\n  <Paragraphs name="talk" value="$messages" layout="dialogue" nameKey="author" textKey="text"/>\n</View>',
  attributes: {
    name: { type: "name", required: true, doc: "The name that controls point to." },
    value: { type: "data", required: true, doc: "The field of the task that holds the paragraphs: a list of objects, each with an author and a text." },
    valueType: { type: "enum", values: ["json", "url"], default: "json", doc: "Whether the field holds the list or the address of a JSON file with it." },
    layout: { type: "enum", values: ["none", "dialogue"], default: "none", doc: "With the author above each paragraph, or in a column beside them." },
    nameKey: { type: "string", default: "author", doc: "The key of the author in each object." },
    textKey: { type: "string", default: "text", doc: "The key of the text in each object." },
    saveTextResult: { type: "enum", values: ["yes", "no"], default: "yes", doc: "Whether the marked text is saved with each region." },
    selectionEnabled: { type: "boolean", default: true, doc: "Whether parts of the text can be marked." },
    showLabels: { type: "boolean", default: true, doc: "Whether the names of the labels hang under the regions." },
    highlightColor: { type: "color", doc: "One colour for all regions instead of their labels' colours." },
    audioUrl: { type: "data", doc: "Accepted; the recording is not played here. Audio plays it beside." },
    sync: { type: "string", doc: "Accepted; nothing else plays along." },
    showPlayer: { type: "boolean", default: false, doc: "Accepted; the recording is not played here." },
    contextScroll: { type: "boolean", default: false, doc: "Accepted; there is no sound to scroll with." },
    ...CONDITIONS,
  },
  geometry: ["start", "end", "startOffset", "endOffset", "text"],
  create: createParagraphs,
};

export const ParagraphLabels: TagDescriptor = {
  api: 1,
  tag: "ParagraphLabels",
  kind: "control",
  doc: "Labels for parts of Paragraphs. Pick one, then mark.",
  example: '<View>\n  <ParagraphLabels name="part" toName="talk" choice="multiple">\n    <Label value="Complaint"/>\n    <Label value="Personal data"/>\n  </ParagraphLabels>\n  <Paragraphs name="talk" value="$messages"/>\n</View>',
  result: '[{"id": "p7Ke", "from_name": "part", "to_name": "talk", "type": "paragraphlabels", "origin": "manual", "value": {"start": "0", "end": "1", "startOffset": 11, "endOffset": 15, "text": "never came\\nMay I have the", "paragraphlabels": ["Complaint"]}}]',
  attributes: LABEL_GROUP,
  objects: ["Paragraphs"],
  children: ["Label", "View", "Header"],
  resultType: "paragraphlabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [Paragraphs, ParagraphLabels];
