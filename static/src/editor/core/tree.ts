// Ways through the config's tree.
import { commaList } from "./attributes";
import type { ConfigNode } from "./types";

/** Every node, parents before children. */
export function* walk(node: ConfigNode): Generator<ConfigNode> {
  yield node;
  for (const child of node.children) yield* walk(child);
}

/** The names in the node's toName, which may be a comma list. */
export function targetsOf(node: ConfigNode): readonly string[] {
  return commaList(node.attributes["toname"]);
}

/** The nodes above this one, nearest first. */
export function* above(node: ConfigNode): Generator<ConfigNode> {
  for (let parent = node.parent; parent; parent = parent.parent) yield parent;
}

/** Objects and controls with a name. What an unknown tag is can be guessed from what it is given. */
export function namedNodes(root: ConfigNode): readonly ConfigNode[] {
  return [...walk(root)].filter(({ attributes, descriptor, tag }) => {
    if (attributes["name"] === undefined) return false;
    if (descriptor) return descriptor.kind === "object" || descriptor.kind === "control";
    return tag.toLowerCase() !== "filter" && (attributes["toname"] !== undefined || attributes["value"] !== undefined);
  });
}
