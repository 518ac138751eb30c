// <Filter>: a field that narrows a long list of labels or choices down.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createFilter } from "./filter";

export const Filter: TagDescriptor = {
  api: 1,
  tag: "Filter",
  kind: "visual",
  doc: "A field that shows only the labels or choices with the typed words in them. Enter picks the first one.",
  example: '<View>\n  <Filter toName="animal" hotkey="shift+f" minlength="1" placeholder="Find an animal"/>\n  <Labels name="animal" toName="text">\n    <Label value="Arctic fox"/>\n    <Label value="Barnacle goose"/>\n    <Label value="Grey seal"/>\n    <Label value="Polar bear"/>\n    <Label value="Reindeer"/>\n  </Labels>\n  <Text name="text" value="$text"/>\n</View>',
  attributes: {
    name: { type: "name", doc: "A name; nothing points to it." },
    toName: { type: "names", required: true, doc: "The labels or choices that are narrowed down." },
    placeholder: { type: "string", doc: "Words in the field while it is empty." },
    minlength: { type: "number", default: 3, doc: "How many letters have to be typed before anything is left out." },
    hotkey: { type: "hotkey", doc: "The key that leads into the field." },
    caseSensetive: { type: "boolean", default: false, doc: "Whether capital letters count; the name is spelled as Label Studio spells it." },
    cleanup: { type: "boolean", default: true, doc: "Whether the field is emptied when Enter has picked." },
    style: { type: "css", doc: "CSS declarations for the field." },
    ...CONDITIONS,
  },
  create: createFilter,
};

export const tags: readonly TagDescriptor[] = [Filter];
