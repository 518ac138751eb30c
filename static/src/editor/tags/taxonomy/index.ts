// <Taxonomy>: answers from a deep tree.
import type { TagDescriptor } from "../../core/types";
import { ASKING } from "../asking";
import { createTaxonomy } from "./taxonomy";

export const Taxonomy: TagDescriptor = {
  api: 1,
  tag: "Taxonomy",
  kind: "control",
  doc: "A question whose answers stand in a deep tree.",
  example: '<View>\n  <Text name="text" value="$text"/>\n  <Taxonomy name="place" toName="text" showFullPath="true">\n    <Choice value="Town">\n      <Choice value="Market"/>\n      <Choice value="Station"/>\n    </Choice>\n    <Choice value="Coast">\n      <Choice value="Harbour"/>\n      <Choice value="Beach"/>\n    </Choice>\n  </Taxonomy>\n</View>',
  result: '[{"id": "t9Lm", "from_name": "place", "to_name": "text", "type": "taxonomy", "origin": "manual", "value": {"taxonomy": [["Coast", "Harbour"], ["Town"]]}}]',
  attributes: {
    ...ASKING,
    value: { type: "data", doc: "A list in the task that holds the tree: objects with value, alias, hint and children." },
    apiUrl: { type: "string", doc: "An address on this host that gives the tree, level by level: {\"items\": [{\"value\", \"isLeaf\"}]}, with ?path= for each step." },
    leafsOnly: { type: "boolean", default: false, doc: "Whether only what has nothing below it can be chosen." },
    showFullPath: { type: "boolean", default: false, doc: "Whether the whole path of what is chosen is shown." },
    pathSeparator: { type: "string", default: " / ", doc: "What stands between the steps of a path." },
    maxUsages: { type: "number", doc: "How many can be chosen." },
    placeholder: { type: "string", doc: "What the empty field says." },
    minWidth: { type: "string", doc: "Least width of the field, for instance 200px." },
    maxWidth: { type: "string", doc: "Greatest width of the field." },
    legacy: { type: "boolean", default: false, doc: "Taken, and of no effect: there is one look." },
  },
  objects: ["*"],
  children: ["Choice"],
  resultType: "taxonomy",
  region: false,
  create: createTaxonomy,
};

export const tags: readonly TagDescriptor[] = [Taxonomy];
