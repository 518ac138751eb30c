// What a Repeater stands for: its tags once more for each entry of a list in the task.
import { resolve } from "../../core/variables";
import type { TaskData } from "../../core/variables";
import type { XmlNode } from "../../core/xml";

/** What stands for the place in the list, unless `indexFlag` says otherwise. */
const FLAG = "{{idx}}";
/** A config is not repeated into more tags than this: a list in a list in a list would hold the browser for ever. */
const MOST_TAGS = 20_000;

/** How many more tags may be made. */
interface Room {
  tags: number;
}

/**
 * The config with every Repeater filled: in it a View for each entry, with the entry's place (from 0) in all names and values.
 * Entries for which there is no room are left out; `leftout` among the Repeater's attributes says how many.
 */
export function repeated(xml: XmlNode, data: TaskData, room: Room = { tags: MOST_TAGS }): XmlNode {
  if (xml.name.toLowerCase() !== "repeater") return { ...xml, children: xml.children.map((child) => repeated(child, data, room)) };
  const { on = "", indexflag } = xml.attributes;
  const list = resolve(on, data);
  const flag = indexflag || FLAG;
  const entries = Array.isArray(list) ? list.length : 0;
  const views: XmlNode[] = [];
  while (views.length < entries && room.tags > 0) {
    const place = String(views.length);
    room.tags--;
    views.push({ name: "View", attributes: {}, text: "", children: xml.children.map((child) => repeated(filled(child, flag, place, room), data, room)) });
  }
  const leftOut = entries - views.length;
  return { ...xml, attributes: leftOut > 0 ? { ...xml.attributes, leftout: String(leftOut) } : xml.attributes, children: views };
}

function filled(xml: XmlNode, flag: string, place: string, room: Room): XmlNode {
  const fill = (text: string): string => text.replaceAll(flag, place);
  const attributes = Object.fromEntries(Object.entries(xml.attributes).map(([key, value]) => [key, fill(value)]));
  room.tags--;
  return { name: xml.name, attributes, text: fill(xml.text), children: xml.children.map((child) => filled(child, flag, place, room)) };
}
