// What could stand at a place of a label config: tags, attributes and values, from the tag table and the text itself.
import { attributeOf, tagsOf, type TagSource } from "../../shared/xml-source";
import type { TagAttribute, TagEntry, TagTable } from "../../shared/tag-table";

/** Where the caret is. */
export type Place =
  | { readonly kind: "tag"; readonly from: number; readonly parents: readonly string[] }
  | { readonly kind: "close"; readonly from: number; readonly tag: string }
  | { readonly kind: "attribute"; readonly from: number; readonly tag: string; readonly given: readonly string[] }
  | { readonly kind: "value"; readonly from: number; readonly tag: string; readonly attribute: string }
  | { readonly kind: "content"; readonly from: number; readonly parents: readonly string[] };

export interface Suggestion {
  readonly text: string;
  readonly kind: "tag" | "attribute" | "value";
  readonly doc?: string | undefined;
  /** what it is, in a word: the kind of a tag, the type of an attribute */
  readonly detail?: string | undefined;
  readonly important: boolean;
}

export interface Suggestions {
  readonly from: number;
  readonly options: readonly Suggestion[];
}

/** What the place of an offset is; undefined inside of comments and where nothing can be said. */
export function placeAt(text: string, offset: number): Place | undefined {
  const head = text.slice(0, offset);
  if (head.lastIndexOf("<!--") > head.lastIndexOf("-->")) return undefined;
  const tags = tagsOf(head);
  const last = tags[tags.length - 1];
  if (!last || last.finished) return { kind: "content", from: offset, parents: openTags(tags) };
  if (last.end < offset) return undefined;
  const parents = openTags(tags.slice(0, -1));
  if (last.kind === "close") return { kind: "close", from: last.nameStart, tag: parents[parents.length - 1] ?? "" };
  if (offset <= last.nameEnd) return { kind: "tag", from: last.nameStart, parents };
  return insideTag(last, offset);
}

function insideTag(tag: TagSource, offset: number): Place | undefined {
  const attribute = tag.attributes[tag.attributes.length - 1];
  const given = tag.attributes.filter((one) => one.end < offset || one !== attribute).map((one) => one.name.toLowerCase());
  if (!attribute || attribute.end < offset) return { kind: "attribute", from: offset, tag: tag.name, given };
  if (attribute.value === undefined) return attribute.finished ? { kind: "attribute", from: attribute.start, tag: tag.name, given } : undefined;
  return attribute.finished ? undefined : { kind: "value", from: attribute.valueStart, tag: tag.name, attribute: attribute.name };
}

/** Names of the elements that are open at the end of these tags, the outermost first. */
function openTags(tags: readonly TagSource[]): readonly string[] {
  const open: string[] = [];
  for (const tag of tags) {
    if (tag.kind === "open" && tag.finished) open.push(tag.name);
    else if (tag.kind === "close" && open[open.length - 1] === tag.name) open.pop();
  }
  return open;
}

/** The tag that an offset is in: the one around the caret, else the innermost element that is open there. */
export function tagAt(text: string, offset: number): string | undefined {
  const tags = tagsOf(text);
  const around = tags.find((tag) => tag.start < offset && offset < tag.end);
  if (around) return around.name;
  return openTags(tags.filter((tag) => tag.end <= offset)).at(-1);
}

/** What could be written at an offset. `keys` are the keys of the tasks' data. */
export function suggestionsAt(text: string, offset: number, table: TagTable, keys: readonly string[]): Suggestions | undefined {
  const place = placeAt(text, offset);
  if (!place) return undefined;
  switch (place.kind) {
    case "close":
      return place.tag === "" ? undefined : { from: place.from, options: [{ text: place.tag, kind: "tag", important: true }] };
    case "content":
    case "tag":
      return { from: place.from, options: tagOptions(place.parents, table).map((one) => (place.kind === "tag" ? one : { ...one, text: `<${one.text}` })) };
    case "attribute":
      return { from: place.from, options: attributeOptions(place.tag, place.given, table) };
    case "value":
      return valueOptions(text, place, table, keys, offset);
  }
}

function tagOptions(parents: readonly string[], table: TagTable): readonly Suggestion[] {
  const inside = table.get(parents[parents.length - 1] ?? "");
  return [...table.values()]
    .filter((entry) => !entry.parents || entry.parents.some((name) => parents.includes(name)))
    .map((entry) => ({ text: entry.tag, kind: "tag", detail: entry.kind, doc: entry.doc, important: inside?.children?.includes(entry.tag) ?? false }));
}

function attributeOptions(tag: string, given: readonly string[], table: TagTable): readonly Suggestion[] {
  return Object.entries(table.get(tag)?.attributes ?? {})
    .filter(([name]) => !given.includes(name.toLowerCase()))
    .map(([name, attribute]) => ({ text: name, kind: "attribute", detail: attribute.type, doc: attribute.doc, important: attribute.required ?? false }));
}

function valueOptions(text: string, place: Place & { readonly kind: "value" }, table: TagTable, keys: readonly string[], offset: number): Suggestions | undefined {
  const entry = table.get(place.tag);
  const [, attribute] = Object.entries(entry?.attributes ?? {}).find(([name]) => name.toLowerCase() === place.attribute.toLowerCase()) ?? [];
  if (!entry || !attribute) return undefined;
  const values = valuesOf(text, place.attribute, attribute, entry, table, keys, place.from);
  if (values.length === 0) return undefined;
  // several names or labels are separated by commas
  const several = attribute.type === "names" || /^when\w+Value$/i.test(place.attribute);
  const comma = several ? text.lastIndexOf(",", offset - 1) + 1 : 0;
  return { from: Math.max(place.from, comma), options: values.map((value) => ({ text: value, kind: "value", important: false })) };
}

function valuesOf(text: string, name: string, attribute: TagAttribute, entry: TagEntry, table: TagTable, keys: readonly string[], from: number): readonly string[] {
  if (attribute.values) return attribute.values;
  if (attribute.type === "boolean") return ["true", "false"];
  if (attribute.type === "data") return distinct([...keys.map((key) => `$${key}`), ...variablesOf(text, name, from)]);
  if (attribute.type === "names") return namesOf(text, table, (one) => one.kind === "object" && takes(entry, one.tag));
  if (/^whenTagName$/i.test(name)) return namesOf(text, table, (one) => one.kind === "control");
  if (/^whenLabelValue$/i.test(name)) return itemsOf(text, /^Label$/);
  if (/^whenChoiceValue$/i.test(name)) return itemsOf(text, /^Choice$/);
  return [];
}

/** True when a control goes with an object. */
export const takes = (control: TagEntry, object: string): boolean => control.objects?.some((name) => name === "*" || name === object) ?? false;

function namesOf(text: string, table: TagTable, wanted: (entry: TagEntry) => boolean): readonly string[] {
  return distinct(
    tagsOf(text).flatMap((tag) => {
      const entry = table.get(tag.name);
      return entry && wanted(entry) ? [attributeOf(tag, "name")?.value ?? ""] : [];
    }),
  );
}

/** What the text itself takes from tasks by this attribute, but for the value that begins at `from`. */
const variablesOf = (text: string, name: string, from: number): readonly string[] =>
  tagsOf(text)
    .map((tag) => attributeOf(tag, name))
    .map((attribute) => (attribute?.valueStart === from ? "" : (attribute?.value ?? "")))
    .filter((value) => /^\$[\w.]+$/.test(value));

const itemsOf = (text: string, tag: RegExp): readonly string[] =>
  distinct(tagsOf(text).flatMap((one) => (tag.test(one.name) ? [attributeOf(one, "value")?.value ?? ""] : [])));

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].filter((value) => value !== "");
