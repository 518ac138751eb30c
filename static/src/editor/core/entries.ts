// The labels and choices of every control: from the config's items, or from a list in the task's data.
import { isTrue } from "./attributes";
import { lookColor, ownColor, UNKNOWN_COLOR } from "./colors";
import type { LabelColor } from "./colors";
import { above } from "./tree";
import type { ConfigNode, LabelEntry } from "./types";
import { texts } from "./texts";
import { resolve, resolveText } from "./variables";
import type { TaskData } from "./variables";

const KEYS = "1234567890qwetasdfgzxcvbyiopjklnm";

/**
 * Entries by control name, in tree order, with colours and hotkeys handed out. A taxonomy has none: it may hold thousands,
 * and none of them is a key or a colour. `taken`: the nodes that ask for keys by name.
 */
export function collectEntries(controls: readonly ConfigNode[], data: TaskData, taken: readonly ConfigNode[] = controls): ReadonlyMap<string, readonly LabelEntry[]> {
  const nodes = controls.filter(offersEntries).map((control) => ({ control, items: itemsOf(control, data) }));
  const nextKey = freeKeys([...taken, ...nodes.flatMap(({ items }) => items)]);
  const nextColor = colorsInOrder();
  const paths = new Map<ConfigNode, readonly string[]>();
  const entries = new Map<string, readonly LabelEntry[]>();
  for (const { control, items } of nodes) {
    if (items.length === 0) continue;
    const name = control.attributes["name"] ?? "";
    const takesKeys = control.attributes["layout"]?.toLowerCase() !== "select";
    entries.set(name, items.map((item) => entryOf(item, { control: name, data, paths, nextColor, nextKey: takesKeys ? nextKey : () => undefined })));
  }
  return entries;
}

interface Handing {
  readonly control: string;
  readonly data: TaskData;
  /** of the items so far */
  readonly paths: Map<ConfigNode, readonly string[]>;
  nextKey(): string | undefined;
  nextColor(title: string, background: string | undefined): LabelColor;
}

function offersEntries({ descriptor }: ConfigNode): boolean {
  return descriptor?.resultType !== "taxonomy" && (descriptor?.children ?? []).some((tag) => tag === "Label" || tag === "Choice");
}

function entryOf(node: ConfigNode, { control, data, paths, nextKey, nextColor }: Handing): LabelEntry {
  const attributes = node.attributes;
  const name = resolveText(attributes["value"] ?? node.text, data);
  const title = name || (isTrue(node.parent!, "allowempty") ? texts.empty : "");
  const color = !name ? UNKNOWN_COLOR : node.tag === "Label" ? nextColor(title, attributes["background"]) : ownColor(attributes["color"] ?? "var(--accent)");
  const value = attributes["alias"] || name;
  const parent = [...above(node)].find((each) => paths.has(each));
  const path = [...((parent && paths.get(parent)) ?? []), value];
  paths.set(node, path);
  return {
    control, title, ...color, node, value, path,
    hotkey: attributes["hotkey"]?.trim() || nextKey(),
    hint: attributes["hint"],
    selected: isTrue(node, "selected"),
  };
}

/** Items below a control, through Views and nested choices, then those that its `value` variable lists. */
function itemsOf(control: ConfigNode, data: TaskData): readonly ConfigNode[] {
  const items: ConfigNode[] = [];
  const visit = (node: ConfigNode): void => {
    for (const child of node.children) {
      const kind = child.descriptor?.kind;
      if (kind === "control" || kind === "object") continue;
      if (kind === "item") items.push(child);
      visit(child);
    }
  };
  visit(control);
  if (isTrue(control, "allowempty")) items.unshift({ tag: "Label", attributes: {}, children: [], text: "", parent: control, descriptor: undefined });
  const list = control.attributes["value"]?.startsWith("$") ? resolve(control.attributes["value"], data) : undefined;
  if (Array.isArray(list)) items.push(...list.flatMap((item) => listed(item, control, control)));
  return items;
}

/** One item of a list in the data (an object, or just a string) and those nested in it, as if the config had them. */
function listed(item: unknown, parent: ConfigNode, control: ConfigNode): readonly ConfigNode[] {
  const source: Record<string, unknown> = typeof item === "object" && item !== null ? (item as Record<string, unknown>) : { value: item };
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(source)) {
    if (key !== "children" && value !== null && typeof value !== "object") attributes[key.toLowerCase()] = String(value);
  }
  const tag = control.descriptor?.children?.find((name) => name === "Label" || name === "Choice") ?? "Label";
  const children: ConfigNode[] = [];
  const node: ConfigNode = { tag, attributes, children, text: "", parent, descriptor: undefined };
  const nested = Array.isArray(source["children"]) ? source["children"].flatMap((child) => listed(child, node, control)) : [];
  children.push(...nested.filter((child) => child.parent === node));
  return [node, ...nested];
}

/** Hands out keys that nobody asked for by name, in order; undefined when all are taken. */
function freeKeys(items: readonly ConfigNode[]): () => string | undefined {
  const taken = new Set(items.flatMap((item) => (item.attributes["hotkey"] ?? "").split(",").map((key) => key.trim().toLowerCase())));
  const free = [...KEYS].filter((key) => !taken.has(key));
  return () => free.shift();
}

/** The same name has the same colour in every control of a config. */
function colorsInOrder(): (title: string, background: string | undefined) => LabelColor {
  const given = new Map<string, LabelColor>();
  let next = 0;
  return (title, background) => {
    if (background) return ownColor(background);
    let color = given.get(title);
    if (!color) given.set(title, (color = lookColor(next++)));
    return color;
  };
}
