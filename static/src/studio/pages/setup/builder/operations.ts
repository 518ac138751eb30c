// What the visual builder does to a config: each is a text made of a text, in which nothing else changes.
import type { TagEntry, TagTable } from "../../../shared/tag-table";
import { attributeChange, changed, elementTree, everyElement, insertion, move, removal, valueOf, type Change, type ElementSource } from "../../../shared/xml-tree";
import { encodeAttribute } from "../../../shared/xml-source";
import { attributeNamed, dataAttribute, finder, itemAttribute, type Part } from "./model";

export const EMPTY = "<View>\n</View>\n";

export interface DataKey {
  readonly key: string;
  /** what its values look like */
  readonly display: "text" | "image" | "audio" | "video" | "other";
}

/** Sets or takes away an attribute. */
export const setAttribute = (text: string, element: ElementSource, name: string, value: string | undefined): string => changed(text, attributeChange(text, element, name, value));

/** Adds items with these names at the end of a control; those it has already, and empty ones, are left out. */
export function addItems(text: string, part: Part, names: readonly string[]): string {
  const there = new Set(part.items.map((item) => item.value));
  const fresh = [...new Set(names.map((name) => name.trim()))].filter((name) => name !== "" && !there.has(name));
  if (!part.itemEntry || fresh.length === 0) return text;
  const { itemEntry } = part;
  const named = attributeNamed(itemEntry, "name")?.required && itemAttribute(itemEntry) !== "name";
  const xml = (name: string): string => `<${itemEntry.tag}${named ? ` name="${encodeAttribute(name)}"` : ""} ${itemAttribute(itemEntry)}="${encodeAttribute(name)}"/>`;
  return changed(text, insertion(text, part.element, fresh.map(xml).join("\n")));
}

/** Moves the item at `from` to where the one at `to` is. */
export function moveItem(text: string, part: Part, from: number, to: number): string {
  const item = part.items[from];
  const target = part.items[to];
  if (!item || !target || from === to) return text;
  return changed(text, move(text, item.element, from < to ? part.items[to + 1]?.element : target.element));
}

export const removeElement = (text: string, element: ElementSource): string => changed(text, [removal(text, element)]);

/** The parts that point to an object and to too few others: they go with it. */
export const dependents = (part: Part, parts: readonly Part[]): readonly Part[] =>
  part.kind !== "object" || part.name === "" ? [] : parts.filter((other) => other.kind === "control" && other.targets.includes(part.name) && other.targets.length <= pointsTo(other.entry));

/** How many objects a control needs. */
const pointsTo = (entry: TagEntry | undefined): number => entry?.targets ?? 1;

/** Takes a part away, and with an object the controls that have no other. */
export function removePart(text: string, part: Part, parts: readonly Part[]): string {
  const gone = [part, ...dependents(part, parts)];
  const several = parts.filter((other) => !gone.includes(other) && other.targets.length > 1 && part.kind === "object" && other.targets.includes(part.name));
  const changes: Change[] = [
    ...gone.map(({ element }) => removal(text, element)),
    ...several.flatMap(({ element, targets }) => attributeChange(text, element, "toName", targets.filter((name) => name !== part.name).join(","))),
  ];
  return changed(text, changes);
}

/** The part that a step up or down would change places with; undefined at the ends. */
export function neighbour(part: Part, parts: readonly Part[], step: -1 | 1): Part | undefined {
  const siblings = parts.filter((other) => other.element.parent === part.element.parent);
  return siblings[siblings.indexOf(part) + step];
}

/** Changes the places of a part and the one before or after it. */
export function movePart(text: string, part: Part, parts: readonly Part[], step: -1 | 1): string {
  const other = neighbour(part, parts, step);
  if (!other) return text;
  const siblings = other.element.parent?.children ?? [];
  return changed(text, move(text, part.element, step < 0 ? other.element : siblings[siblings.indexOf(other.element) + 1]));
}

/** Gives an object or control another name, also where others point to it. */
export function renamePart(text: string, part: Part, name: string): string {
  const changes = [...attributeChange(text, part.element, "name", name)];
  if (part.name !== "") {
    for (const element of everyElement(elementTree(text))) {
      for (const attribute of ["toName", "whenTagName"]) {
        const names = valueOf(element, attribute)?.split(",") ?? [];
        if (!names.some((one) => one.trim() === part.name)) continue;
        changes.push(...attributeChange(text, element, attribute, names.map((one) => (one.trim() === part.name ? name : one)).join(",")));
      }
    }
  }
  return changed(text, changes);
}

/** Adds an object that shows a key of the tasks. */
export function addObject(text: string, entry: TagEntry, keys: readonly DataKey[]): string {
  const root = elementTree(text);
  const attribute = dataAttribute(entry) ?? "value";
  const key = keyFor(entry, keys, everyElement(root));
  return changed(text, insertion(text, root, `<${entry.tag} name="${freeName(entry, root)}" ${attribute}="$${encodeAttribute(key)}"/>`));
}

/** Objects whose data is a list or an object. */
const STRUCTURED: ReadonlySet<string> = new Set(["list", "paragraphs", "dialog", "table"]);

/** A key whose values fit the tag and that nothing shows yet; else a name of its own. */
function keyFor(entry: TagEntry, keys: readonly DataKey[], elements: readonly ElementSource[]): string {
  const used = new Set(elements.flatMap((element) => element.attributes.map(({ value }) => value)));
  const free = keys.filter(({ key }) => !used.has(`$${key}`));
  const kind = entry.tag.toLowerCase();
  const wanted = kind === "image" || kind === "audio" || kind === "video" ? kind : STRUCTURED.has(kind) ? "other" : "text";
  const fits = (display: DataKey["display"]): boolean => display === wanted;
  return (free.find(({ display }) => fits(display)) ?? keys.find(({ display }) => fits(display)))?.key ?? kind;
}

/** Adds a control for its objects: one that marks regions before the first, another one after everything. */
export function addControl(text: string, entry: TagEntry, targets: readonly Part[], table: TagTable): string {
  const root = elementTree(text);
  const find = finder(table);
  const element = everyElement(root).find(({ path }) => path === targets[0]?.element.path);
  const toName = targets.length > 0 ? ` toName="${encodeAttribute(targets.map(({ name }) => name).join(","))}"` : "";
  const start = `<${entry.tag} name="${freeName(entry, root)}"${toName}`;
  const holds = entry.children?.some((child) => find(child)?.kind === "item") ?? false;
  const choice = attributeNamed(entry, "choice") && toName && !entry.region ? ' choice="single"' : "";
  const xml = holds ? `${start}${choice}>\n</${entry.tag}>` : `${start}/>`;
  const before = entry.region && element?.parent ? element : undefined;
  return changed(text, insertion(text, before?.parent ?? root, xml, before));
}

/** Adds a heading: the first one on top, others at the end. */
export function addHeading(text: string, entry: TagEntry, words: string, parts: readonly Part[]): string {
  const root = elementTree(text);
  const first = parts.some(({ kind }) => kind === "heading") ? undefined : root.children[0];
  return changed(text, insertion(text, root, `<${entry.tag} ${dataAttribute(entry) ?? "value"}="${encodeAttribute(words)}"/>`, first));
}

/** The heading that stands right above a question: its words are the question. */
export function questionAbove(part: Part, parts: readonly Part[]): Part | undefined {
  const siblings = part.element.parent?.children ?? [];
  const above = siblings[siblings.indexOf(part.element) - 1];
  return parts.find(({ kind, element }) => kind === "heading" && element === above);
}

/** Changes the words of the question: those of the heading above it, which comes and goes with them. */
export function setQuestion(text: string, part: Part, parts: readonly Part[], entry: TagEntry, words: string): string {
  const above = questionAbove(part, parts);
  const name = dataAttribute(above?.entry ?? entry, above?.element) ?? "value";
  if (above) return words === "" ? removeElement(text, above.element) : setAttribute(text, above.element, name, words);
  if (words === "" || !part.element.parent) return text;
  return changed(text, insertion(text, part.element.parent, `<${entry.tag} ${name}="${encodeAttribute(words)}"/>`, part.element));
}

/** "text", "text2", "text3": the tag's name, where nothing has it yet. */
function freeName(entry: TagEntry, root: ElementSource): string {
  const base = entry.tag.toLowerCase().replace(/(?<=\w)s$/, "");
  const taken = new Set(everyElement(root).map((element) => valueOf(element, "name")));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The objects that a control may point to. */
export const fittingObjects = (entry: TagEntry, parts: readonly Part[]): readonly Part[] =>
  parts.filter((part) => part.kind === "object" && part.name !== "" && (entry.objects?.some((name) => name === "*" || name === part.entry?.tag) ?? true));

/** What a new control would point to; undefined when there is nothing for it yet. One that points nowhere goes with regions, once. */
export function targetsFor(entry: TagEntry, parts: readonly Part[]): readonly Part[] | undefined {
  if (!attributeNamed(entry, "toName")) return parts.some((part) => part.entry?.region) && !parts.some((part) => part.entry === entry) ? [] : undefined;
  const fitting = fittingObjects(entry, parts).slice(0, pointsTo(entry));
  return fitting.length === pointsTo(entry) ? fitting : undefined;
}
