// A label config as the visual builder shows it: objects, questions and headings in the order of the text. What a tag can do
// is read from the tag table, so that a tag of a later version joins by itself.
import { collectEntries } from "../../../../editor/core/entries";
import type { ConfigNode, TagDescriptor } from "../../../../editor/core/types";
import type { TagEntry, TagTable } from "../../../shared/tag-table";
import { elementTree, NoTree, valueOf, type ElementSource } from "../../../shared/xml-tree";

/** One label, choice or other item of a control. */
export interface Item {
  readonly element: ElementSource;
  readonly value: string;
  /** as the editor draws it: handed out, or the config's own */
  readonly color: string;
  readonly ownColor: string | undefined;
  readonly hotkey: string | undefined;
  readonly ownHotkey: string | undefined;
}

export interface Part {
  readonly kind: "object" | "control" | "heading" | "other";
  readonly element: ElementSource;
  /** undefined for a tag that nobody knows */
  readonly entry: TagEntry | undefined;
  readonly name: string;
  /** names that a control points to */
  readonly targets: readonly string[];
  /** the tag of its items, for a control that has some */
  readonly itemEntry: TagEntry | undefined;
  readonly items: readonly Item[];
  /** why its items are not shown one by one */
  readonly closed: "nested" | undefined;
  /** it shows only under a condition */
  readonly conditional: boolean;
  /** the key of the task's data from which it takes more items */
  readonly listKey: string | undefined;
}

export type Shown = { readonly root: ElementSource; readonly parts: readonly Part[] } | { readonly cannot: "mistake" | "root"; readonly line: number; readonly tag: string };

/** Reads a config for the builder; what cannot be shown says why. */
export function readParts(text: string, table: TagTable): Shown {
  try {
    const root = elementTree(text);
    const find = finder(table);
    if (find(root.name)?.kind !== "visual") return { cannot: "root", line: 1, tag: root.name };
    const looks = looksOf(root, find);
    return { root, parts: root.children.flatMap((child) => partsOf(child, find, looks, conditional(root))) };
  } catch (error) {
    if (!(error instanceof NoTree)) throw error;
    return { cannot: "mistake", line: error.line, tag: "" };
  }
}

export type Find = (name: string) => TagEntry | undefined;

/** Finds a tag by its name or alias, in any case as the editor does. */
export function finder(table: TagTable): Find {
  const byName = new Map<string, TagEntry>();
  for (const entry of table.values()) for (const name of [entry.tag, ...(entry.aliases ?? [])]) byName.set(name.toLowerCase(), entry);
  return (name) => byName.get(name.toLowerCase());
}

const conditional = (element: ElementSource): boolean => (valueOf(element, "visibleWhen") ?? "") !== "";

/** An attribute of a tag by its name, with what the table says of it. */
export const attributeNamed = (entry: TagEntry | undefined, name: string) => entry?.attributes[Object.keys(entry.attributes).find((key) => key.toLowerCase() === name.toLowerCase()) ?? ""];

/** The attribute by which a tag takes task data: for an object what it shows, for a heading its words. */
export function dataAttribute(entry: TagEntry | undefined, element?: ElementSource): string | undefined {
  const names = Object.entries(entry?.attributes ?? {}).filter(([, { type }]) => type === "data").map(([name]) => name);
  return names.find((name) => element && valueOf(element, name) !== undefined) ?? names.find((name) => name === "value") ?? names[0];
}

/** Whether a tag is words that stand above something; what holds other tags is arrangement, whatever words it has. */
export const isHeading = (entry: TagEntry | undefined): boolean => entry?.kind === "visual" && dataAttribute(entry) === "value" && entry.parents === undefined;

/** The attribute that an item is known by. */
export const itemAttribute = (entry: TagEntry | undefined): string => ["value", "title"].find((name) => attributeNamed(entry, name)) ?? "name";

function partsOf(element: ElementSource, find: Find, looks: Looks, within: boolean): readonly Part[] {
  const entry = find(element.name);
  const shown = within || conditional(element);
  if (entry?.kind === "visual" && !isHeading(entry)) return element.children.flatMap((child) => partsOf(child, find, looks, shown));
  const kind = entry?.kind === "object" || entry?.kind === "control" ? entry.kind : entry?.kind === "visual" ? "heading" : "other";
  return [{ kind, element, entry, name: valueOf(element, "name") ?? "", conditional: shown, ...(kind === "control" ? controlOf(element, entry, find, looks) : NO_ITEMS) }];
}

const NO_ITEMS = { targets: [], itemEntry: undefined, items: [], closed: undefined, listKey: undefined } as const;

function controlOf(element: ElementSource, entry: TagEntry | undefined, find: Find, looks: Looks) {
  const itemEntry = entry?.children?.map(find).find((child) => child?.kind === "item");
  const own = element.children.filter((child) => find(child.name)?.kind === "item");
  const nested = own.length < element.children.length || own.some((child) => child.children.length > 0);
  const list = valueOf(element, "value");
  return {
    targets: (valueOf(element, "toName") ?? "").split(",").map((name) => name.trim()).filter((name) => name !== ""),
    itemEntry,
    items: own.map((child) => itemOf(child, find(child.name), looks)),
    closed: nested ? ("nested" as const) : undefined,
    listKey: list?.startsWith("$") ? list.slice(1) : undefined,
  };
}

function itemOf(element: ElementSource, entry: TagEntry | undefined, looks: Looks): Item {
  const look = looks.get(element);
  const own = (name: string): string | undefined => valueOf(element, name) || undefined;
  const color = look?.color ?? own("background") ?? String(attributeNamed(entry, "background")?.default ?? "var(--text-3)");
  return { element, value: own(itemAttribute(entry)) ?? own("name") ?? "", color, hotkey: look ? look.hotkey : own("hotkey"), ownColor: own("background"), ownHotkey: own("hotkey") };
}

type Looks = ReadonlyMap<ElementSource, { readonly color: string; readonly hotkey: string | undefined }>;

/** Colour and hotkey of each item, handed out by the editor's own code. */
function looksOf(root: ElementSource, find: Find): Looks {
  const sources = new Map<ConfigNode, ElementSource>();
  const controls: ConfigNode[] = [];
  const grow = (element: ElementSource, parent: ConfigNode | null): ConfigNode => {
    const entry = find(element.name);
    const children: ConfigNode[] = [];
    const attributes = Object.fromEntries(element.attributes.map(({ name, value = "" }) => [name.toLowerCase(), value]));
    const node: ConfigNode = { tag: entry?.tag ?? element.name, attributes, children, text: "", parent, descriptor: entry as TagDescriptor | undefined };
    sources.set(node, element);
    if (entry?.kind === "control") controls.push(node);
    children.push(...element.children.map((child) => grow(child, node)));
    return node;
  };
  grow(root, null);
  const looks = new Map<ElementSource, { readonly color: string; readonly hotkey: string | undefined }>();
  for (const entries of collectEntries(controls, {}).values()) {
    for (const { node, color, hotkey } of entries) {
      const element = sources.get(node);
      if (element) looks.set(element, { color, hotkey });
    }
  }
  return looks;
}
