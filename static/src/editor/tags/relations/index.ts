// <Relations> and <Relation>: names for the arrows between regions.
import type { TagDescriptor } from "../../core/types";

export const Relations: TagDescriptor = {
  api: 1,
  tag: "Relations",
  kind: "control",
  doc: "The labels that arrows between regions may have. Arrows without labels can be drawn in every config: select a region, press Alt+R, press another.",
  example: '<View>\n  <Relations>\n    <Relation value="works for"/>\n    <Relation value="lives in"/>\n  </Relations>\n  <Labels name="ner" toName="text">\n    <Label value="Person"/>\n    <Label value="Place"/>\n    <Label value="Organisation"/>\n  </Labels>\n  <Text name="text" value="$text"/>\n</View>',
  result: '[{"from_id": "w4Xk", "to_id": "k1pZ", "type": "relation", "direction": "right", "labels": ["works for"]}]',
  attributes: {
    name: { type: "name", doc: "A name; nothing points to it." },
    choice: { type: "enum", values: ["single", "multiple"], default: "multiple", doc: "Whether an arrow takes one label or several." },
  },
  children: ["Relation"],
  resultType: "relation",
  region: false,
  create({ editor }) {
    return { mount: () => void (editor.relating.value ??= {}), destroy: () => undefined };
  },
};

export const Relation: TagDescriptor = {
  api: 1,
  tag: "Relation",
  kind: "item",
  doc: "One label of arrows.",
  example: '<View>\n  <Relations choice="single">\n    <Relation value="causes" background="#b5472c"/>\n    <Relation value="prevents"/>\n  </Relations>\n  <Labels name="event" toName="text">\n    <Label value="Event"/>\n  </Labels>\n  <Text name="text" value="$text"/>\n</View>',
  attributes: {
    value: { type: "string", required: true, doc: "Its name." },
    background: { type: "color", doc: "Colour of its arrows." },
  },
  parents: ["Relations"],
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const tags: readonly TagDescriptor[] = [Relations, Relation];
