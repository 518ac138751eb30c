// <Repeater>: the same tags for each entry of a list.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { repeated } from "./repeat";
import { createRepeater } from "./repeater";

export const Repeater: TagDescriptor = {
  api: 1,
  tag: "Repeater",
  kind: "visual",
  doc: "Its tags once more for each entry of a list in the task. Where indexFlag stands in a name or a value, there stands the entry's place in the list, from 0: tone_{{idx}} writes its results as tone_0, tone_1 and so on.",
  example: '<View>\n  <Repeater on="$reviews" mode="pagination">\n    <Header value="$reviews[{{idx}}].title"/>\n    <Text name="review_{{idx}}" value="$reviews[{{idx}}].text"/>\n    <Choices name="tone_{{idx}}" toName="review_{{idx}}" layout="inline">\n      <Choice value="Content"/>\n      <Choice value="Disappointed"/>\n    </Choices>\n  </Repeater>\n</View>',
  attributes: {
    on: { type: "data", required: true, doc: "The list in the task, for instance $reviews." },
    indexFlag: { type: "string", default: "{{idx}}", doc: "What stands for the place in the list. A Repeater in a Repeater needs one of its own." },
    mode: { type: "enum", values: ["list", "pagination"], default: "list", doc: "Whether all entries are shown below each other, or one at a time." },
    ...CONDITIONS,
  },
  expand: (xml, data) => repeated(xml, data),
  create: createRepeater,
};

export const tags: readonly TagDescriptor[] = [Repeater];
