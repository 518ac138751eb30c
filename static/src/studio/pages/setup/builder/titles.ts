// What tags, items, settings and values are called where no XML is seen.
import { setupBuilder as words } from "../../../strings/setup-builder";

export const tagTitle = (tag: string): string => words.tags[tag] ?? tag;
export const itemTitle = (tag: string): string => words.items[tag] ?? tag;
export const valueTitle = (value: string): string => words.values[value] ?? value;

/** "toName" -> "To name": a setting's title is its attribute in words, where there is no better one. */
export const settingTitle = (attribute: string): string =>
  words.settings[attribute] ?? attribute.charAt(0).toUpperCase() + attribute.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
