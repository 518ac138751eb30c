// The label config: a tree of tags, and the labels and choices it offers.
import { collectEntries } from "./entries";
import { namedNodes, walk } from "./tree";
import type { Config, ConfigNode, ConfigProblem, TagDescriptor } from "./types";
import type { TaskData } from "./variables";
import { readXml, XmlInvalid } from "./xml";
import type { XmlNode } from "./xml";

export type FindDescriptor = (name: string) => TagDescriptor | undefined;

/** Parses a config and reads its task-dependent lists from `data`. Never throws: one that is no XML gives an empty config with `invalid`. */
export function parseConfig(source: string, find: FindDescriptor, data: TaskData = {}): Config {
  try {
    return buildConfig(readXml(source), find, data);
  } catch (error) {
    if (!(error instanceof XmlInvalid)) throw error;
    const problem: ConfigProblem = { code: "parse", tag: "", message: error.message };
    return { ...buildConfig({ name: "View", attributes: {}, children: [], text: "" }, find, data), invalid: problem };
  }
}

/** Turns parsed XML into a config; `find` gives the descriptor of a tag by its name, in any case. */
export function buildConfig(xml: XmlNode, find: FindDescriptor, data: TaskData): Config {
  const root = nodeOf(find("repeater")?.expand?.(xml, data) ?? xml, null, find);
  const named = namedNodes(root);
  const byName = new Map<string, ConfigNode>();
  for (const node of named) {
    const name = node.attributes["name"]!;
    if (!byName.has(name)) byName.set(name, node);
  }
  const controls = named.filter((node) => node.descriptor?.kind === "control");
  return { root, byName, entries: collectEntries(controls, data, [...walk(root)]) };
}

function nodeOf(xml: XmlNode, parent: ConfigNode | null, find: FindDescriptor): ConfigNode {
  const descriptor = find(xml.name);
  const children: ConfigNode[] = [];
  const node: ConfigNode = { tag: descriptor?.tag ?? xml.name, attributes: xml.attributes, children, text: xml.text, parent, descriptor };
  children.push(...xml.children.map((child) => nodeOf(child, node, find)));
  return node;
}
