// What a Repeater stands for: its tags once more for each entry of a list in the task.
import { resolve } from "./variables";
import type { TaskData } from "./variables";
import type { XmlNode } from "./xml";

/** What stands for the place in the list, unless `indexFlag` says otherwise. */
const FLAG = "{{idx}}";

/** The config with every Repeater filled: in it a View for each entry, with the entry's place (from 0) in all names and values. */
export function repeated(xml: XmlNode, data: TaskData): XmlNode {
  if (xml.name.toLowerCase() !== "repeater") return { ...xml, children: xml.children.map((child) => repeated(child, data)) };
  const { on = "", indexflag } = xml.attributes;
  const list = resolve(on, data);
  const flag = indexflag || FLAG;
  const view = (at: number): XmlNode => ({ name: "View", attributes: {}, text: "", children: xml.children.map((child) => repeated(filled(child, flag, String(at)), data)) });
  return { ...xml, children: Array.isArray(list) ? list.map((_, at) => view(at)) : [] };
}

function filled(xml: XmlNode, flag: string, place: string): XmlNode {
  const fill = (text: string): string => text.replaceAll(flag, place);
  const attributes = Object.fromEntries(Object.entries(xml.attributes).map(([key, value]) => [key, fill(value)]));
  return { name: xml.name, attributes, text: fill(xml.text), children: xml.children.map((child) => filled(child, flag, place)) };
}
