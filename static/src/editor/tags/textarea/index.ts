// <TextArea> and <Shortcut>: an answer in somebody's own words.
import { resolveText } from "../../core/variables";
import type { TagDescriptor } from "../../core/types";
import { ASKING } from "../asking";
import { createTextArea } from "./textarea";

export const TextArea: TagDescriptor = {
  api: 1,
  tag: "TextArea",
  kind: "control",
  doc: "A question that is answered in one's own words, with one text or several.",
  example: '<View>\n  <Text name="text" value="$text"/>\n  <Header value="Summarize it in one sentence"/>\n  <TextArea name="summary" toName="text" rows="3" maxSubmissions="1" required="true">\n    <Shortcut alias="Unclear" value="[unclear]" hotkey="ctrl+1"/>\n  </TextArea>\n</View>',
  result: '[{"id": "w4Xk", "from_name": "summary", "to_name": "text", "type": "textarea", "origin": "manual", "value": {"text": ["The ferry leaves at 21:40."]}}]',
  attributes: {
    ...ASKING,
    toName: { type: "names", doc: "The object that is written about; the answer stands for itself, without it." },
    value: { type: "data", doc: "The text that a new annotation starts with." },
    label: { type: "string", doc: "Words above the field." },
    placeholder: { type: "string", doc: "Words in the field while it is empty." },
    rows: { type: "number", default: 1, doc: "Lines of the field. With 1, Enter adds the text; with more, Shift and Enter do." },
    maxSubmissions: { type: "number", doc: "How many texts are taken." },
    editable: { type: "boolean", default: true, doc: "Whether texts that were added can be changed." },
    skipDuplicates: { type: "boolean", default: false, doc: "Whether the same text is taken only once." },
    transcription: { type: "boolean", default: false, doc: "Accepted: texts that were added always stay in fields." },
    displayMode: { type: "enum", values: ["tag", "region-list"], default: "tag", doc: "Accepted: what is asked for a region always stands by the list of regions." },
    showSubmitButton: { type: "boolean", default: false, doc: "Whether a button adds the text; with several rows there always is one." },
    allowSubmit: { type: "boolean", default: true, doc: "Whether texts are added one after the other; if not, the field is the only one." },
  },
  objects: ["*"],
  children: ["Shortcut"],
  resultType: "textarea",
  region: false,
  initial(attributes, data) {
    const text = resolveText(attributes.string("value"), data);
    return text.trim() === "" ? undefined : [text];
  },
  create: createTextArea,
};

export const Shortcut: TagDescriptor = {
  api: 1,
  tag: "Shortcut",
  kind: "item",
  doc: "Words that one press writes into the text around it.",
  example: '<View>\n  <Text name="text" value="$text"/>\n  <TextArea name="answer" toName="text">\n    <Shortcut alias="Greeting" value="Dear customer," hotkey="ctrl+1"/>\n    <Shortcut value="Kind regards" background="#2e7d32"/>\n  </TextArea>\n</View>',
  attributes: {
    value: { type: "string", required: true, doc: "What is written." },
    alias: { type: "string", doc: "What the button says instead." },
    hotkey: { type: "hotkey", doc: "The key that writes it, while the cursor is in the text." },
    background: { type: "color", default: "#333333", doc: "Colour of the button." },
  },
  parents: ["TextArea"],
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const tags: readonly TagDescriptor[] = [TextArea, Shortcut];
