// <Pairwise>: which of two.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createPairwise } from "./pairwise";

export const Pairwise: TagDescriptor = {
  api: 1,
  tag: "Pairwise",
  kind: "control",
  doc: "A choice between two objects: the better one is pressed.",
  example: '<View>\n  <Header value="Which answer is more helpful?"/>\n  <Pairwise name="better" toName="first,second"/>\n  <View style="display:grid;grid-template-columns:1fr 1fr">\n    <Text name="first" value="$first"/>\n    <Text name="second" value="$second"/>\n  </View>\n</View>',
  result: '[{"id": "w4Xk", "from_name": "better", "to_name": "better", "type": "pairwise", "origin": "manual", "value": {"selected": "left"}}]',
  attributes: {
    name: { type: "name", required: true, doc: "The name that stands in the results as from_name and to_name." },
    toName: { type: "names", required: true, doc: "The two objects, left and right, separated by a comma." },
    required: { type: "boolean", default: false, doc: "Whether it must be answered." },
    requiredMessage: { type: "string", doc: "What to say when it is not." },
    leftClass: { type: "string", doc: "Accepted: the class that older tools wrote for the left one." },
    rightClass: { type: "string", doc: "Accepted: the class that older tools wrote for the right one." },
    selectionStyle: { type: "css", doc: "CSS declarations for the object that is chosen." },
    ...CONDITIONS,
  },
  objects: ["*"],
  targets: 2,
  resultType: "pairwise",
  region: false,
  create: createPairwise,
};

export const tags: readonly TagDescriptor[] = [Pairwise];
