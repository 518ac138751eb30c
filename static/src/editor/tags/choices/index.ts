// <Choices> and <Choice>: a question with given answers, for the task or for a region.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createChoices } from "./choices";

export const Choices: TagDescriptor = {
  api: 1,
  tag: "Choices",
  kind: "control",
  doc: "A question with given answers.",
  example: '<View>\n  <Text name="text" value="$text"/>\n  <Choices name="topics" toName="text" choice="multiple" required="true">\n    <Choice value="Travel"/>\n    <Choice value="Work"/>\n    <Choice value="Family"/>\n  </Choices>\n</View>',
  result: '[{"id": "b0Qe", "from_name": "topics", "to_name": "text", "type": "choices", "origin": "manual", "value": {"choices": ["Travel", "Family"]}}]',
  attributes: {
    name: { type: "name", required: true, doc: "The name that stands in the results as from_name." },
    toName: { type: "names", required: true, doc: "The object that is asked about." },
    choice: { type: "enum", values: ["single", "single-radio", "multiple"], default: "single", doc: "One answer, one that cannot be taken back, or several." },
    layout: { type: "enum", values: ["vertical", "inline", "select"], default: "vertical", doc: "In a column, in a row, or in a menu." },
    showInline: { type: "boolean", default: false, doc: "The older spelling of layout=\"inline\"." },
    required: { type: "boolean", default: false, doc: "Whether it must be answered." },
    requiredMessage: { type: "string", doc: "What to say when it is not." },
    perRegion: { type: "boolean", default: false, doc: "Whether it is asked for each region." },
    perItem: { type: "boolean", default: false, doc: "Whether it is asked for each item of a list." },
    value: { type: "data", doc: "A list in the task that holds more choices." },
    allowNested: { type: "boolean", default: false, doc: "Whether choices in choices are written as paths." },
    ...CONDITIONS,
  },
  objects: ["*"],
  children: ["Choice", "View", "Header", "HyperText"],
  resultType: "choices",
  region: false,
  create: createChoices,
};

export const Choice: TagDescriptor = {
  api: 1,
  tag: "Choice",
  kind: "item",
  doc: "One answer.",
  example: '<View>\n  <Text name="text" value="$text"/>\n  <Choices name="tone" toName="text" choice="single">\n    <Choice value="Friendly" hotkey="f"/>\n    <Choice value="Angry" hotkey="a"/>\n  </Choices>\n</View>',
  attributes: {
    value: { type: "string", required: true, doc: "Its words." },
    alias: { type: "string", doc: "What stands in the results instead of the words." },
    selected: { type: "boolean", default: false, doc: "Whether it is chosen from the start." },
    hotkey: { type: "hotkey", doc: "The key that chooses it; the next free one, without it." },
    html: { type: "string", doc: "Markup to show instead of the words." },
    hint: { type: "string", doc: "Shown when the pointer rests on it." },
    color: { type: "color", doc: "Colour of its words." },
    style: { type: "css", doc: "CSS declarations for it." },
    readonly: { type: "boolean", default: false, doc: "Whether it cannot be changed." },
  },
  parents: ["Choices", "Taxonomy"],
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const tags: readonly TagDescriptor[] = [Choices, Choice];
