// <Header>: a line of text above a question or a part of the page.
import { asText } from "../../core/variables";
import type { TagContext, TagDescriptor, TagInstance } from "../../core/types";
import { addStyle } from "../style";
import { CONDITIONS } from "../view";

export const Header: TagDescriptor = {
  api: 1,
  tag: "Header",
  kind: "visual",
  doc: "A heading. It may hold variables of the task.",
  example: '<View>\n  <Header value="Who is the letter from?" size="3"/>\n  <Labels name="who" toName="text">\n    <Label value="Sender"/>\n  </Labels>\n  <Text name="text" value="$text"/>\n</View>',
  attributes: {
    name: { type: "name", doc: "A name; nothing points to it." },
    value: { type: "data", required: true, doc: "The words, for instance Question $number." },
    size: { type: "number", default: 4, doc: "From 1, the largest, to 6." },
    style: { type: "css", doc: "CSS declarations for the heading." },
    underline: { type: "boolean", default: false, doc: "Whether a line is drawn under it." },
    ...CONDITIONS,
  },
  create: createHeader,
};

export const tags: readonly TagDescriptor[] = [Header];

function createHeader({ attributes, value }: TagContext): TagInstance {
  const level = Math.min(6, Math.max(1, Math.round(attributes.number("size"))));
  // the page's own heading is the first level
  const heading = document.createElement(`h${Math.min(6, level + 1)}`);
  return {
    mount(element) {
      heading.className = `config-header s${level}${attributes.boolean("underline") ? " underlined" : ""}`;
      heading.textContent = asText(value);
      addStyle(heading, attributes.string("style"));
      element.append(heading);
    },
    destroy: () => heading.remove(),
  };
}
