// <Markdown>: a text in Markdown to read.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createMarkdown } from "./markdown";

export const Markdown: TagDescriptor = {
  api: 1,
  tag: "Markdown",
  kind: "object",
  doc: "A text in Markdown, to read. Questions can be asked about it; parts of it are not marked.",
  example: '<View>\n  <Markdown name="answer" value="$answer"/>\n  <Choices name="verdict" toName="answer">\n    <Choice value="Correct"/>\n    <Choice value="Wrong"/>\n  </Choices>\n</View>',
  attributes: {
    name: { type: "name", doc: "The name that controls point to." },
    value: { type: "data", required: true, doc: "The Markdown itself, or the field of the task that holds it, for instance $text. HTML in it is text, and its pictures are the project's uploads or come along as data." },
    style: { type: "css", doc: "CSS declarations for it." },
    ...CONDITIONS,
  },
  geometry: [],
  create: createMarkdown,
};

export const tags: readonly TagDescriptor[] = [Markdown];
