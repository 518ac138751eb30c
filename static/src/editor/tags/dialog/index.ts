// <Dialog>: a conversation to read.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createDialog } from "./dialog";

export const Dialog: TagDescriptor = {
  api: 1,
  tag: "Dialog",
  kind: "object",
  doc: "A conversation to read, message by message. Questions can be asked about it; for parts of it there is Paragraphs.",
  example: '<View>\n  <Dialog name="chat" value="$messages"/>\n  <Choices name="solved" toName="chat">\n    <Choice value="Solved"/>\n    <Choice value="Still open"/>\n  </Choices>\n</View>',
  attributes: {
    name: { type: "name", required: true, doc: "The name that controls point to." },
    value: { type: "data", required: true, doc: "The field of the task that holds the messages: a list of objects with text and author (or name), and a time in date, if there is one." },
    style: { type: "css", doc: "CSS declarations for it." },
    ...CONDITIONS,
  },
  geometry: [],
  create: createDialog,
};

export const tags: readonly TagDescriptor[] = [Dialog];
