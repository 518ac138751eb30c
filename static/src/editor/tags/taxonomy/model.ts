// A taxonomy as a tree of plain nodes, and which rows of it are shown; no screen in here.
import { resolveText } from "../../core/variables";
import type { TaskData } from "../../core/variables";
import type { ConfigNode } from "../../core/types";

export interface TaxonomyNode {
  readonly title: string;
  readonly hint: string | undefined;
  /** the values from the top down to this one: what is written */
  readonly path: readonly string[];
  readonly parent: TaxonomyNode | undefined;
  readonly children: TaxonomyNode[];
  /** what lies in it comes from an address when it is opened */
  readonly remote: boolean;
}

export interface TaxonomyRow {
  readonly node: TaxonomyNode;
  /** from 1 */
  readonly level: number;
  readonly open: boolean;
  /** its place among its siblings, from 1, and how many they are */
  readonly position: number;
  readonly siblings: number;
}

/** Deeper lists are no taxonomy but a mistake, or an attack. */
const MAX_DEPTH = 64;

/** The Choices of the config, then those of a list in the task: objects with value, alias, hint and children, or strings. */
export function taxonomyOf(control: ConfigNode, list: unknown, data: TaskData): readonly TaxonomyNode[] {
  const written = control.children.flatMap((child) => configured(child, undefined, data));
  return [...written, ...(Array.isArray(list) ? listed(list, undefined) : [])];
}

export function keyOf(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** Every node, parents before children. */
export function* eachNode(nodes: readonly TaxonomyNode[]): Generator<TaxonomyNode> {
  for (const node of nodes) {
    yield node;
    yield* eachNode(node.children);
  }
}

/** What is to be seen of a tree: what stands in opened nodes; with words to find, what has them and the way to it. */
export function rowsOf(roots: readonly TaxonomyNode[], opened: ReadonlySet<TaxonomyNode>, query = ""): readonly TaxonomyRow[] {
  const found = query.trim() === "" ? undefined : search(roots, query);
  const rows: TaxonomyRow[] = [];
  const visit = (nodes: readonly TaxonomyNode[], level: number): void => {
    const shown = found ? nodes.filter((node) => found.has(node)) : nodes;
    shown.forEach((node, at) => {
      const open = node.children.length > 0 && (found ? node.children.some((child) => found.has(child)) : opened.has(node));
      rows.push({ node, level, open, position: at + 1, siblings: shown.length });
      if (open) visit(node.children, level + 1);
    });
  };
  visit(roots, 1);
  return rows;
}

export function isLeaf(node: TaxonomyNode): boolean {
  return node.children.length === 0 && !node.remote;
}

/** Where the words stand in a title; [0, 0] when they do not. */
export function matchIn(title: string, query: string): readonly [start: number, end: number] {
  const words = query.trim().toLowerCase();
  const at = words === "" ? -1 : title.toLowerCase().indexOf(words);
  return at < 0 ? [0, 0] : [at, at + words.length];
}

/** Nodes whose title has the words, and all nodes above them. */
function search(roots: readonly TaxonomyNode[], query: string): ReadonlySet<TaxonomyNode> {
  const words = query.trim().toLowerCase();
  const found = new Set<TaxonomyNode>();
  for (const node of eachNode(roots)) {
    if (!node.title.toLowerCase().includes(words)) continue;
    for (let each: TaxonomyNode | undefined = node; each && !found.has(each); each = each.parent) found.add(each);
  }
  return found;
}

function configured(node: ConfigNode, parent: TaxonomyNode | undefined, data: TaskData): readonly TaxonomyNode[] {
  if (node.tag !== "Choice") return node.children.flatMap((child) => configured(child, parent, data));
  const title = resolveText(node.attributes["value"] ?? node.text, data);
  const made = nodeOf({ title, value: node.attributes["alias"] || title, hint: node.attributes["hint"] }, parent);
  made.children.push(...node.children.flatMap((child) => configured(child, made, data)));
  return [made];
}

/** The items of a list, wherever it comes from. */
export function listed(list: readonly unknown[], parent: TaxonomyNode | undefined): readonly TaxonomyNode[] {
  if ((parent?.path.length ?? 0) >= MAX_DEPTH) return [];
  return list.flatMap((item) => {
    const source: Readonly<Record<string, unknown>> = typeof item === "object" && item !== null ? (item as Record<string, unknown>) : { value: item };
    const title = wordsIn(source, "label", "title", "value", "alias");
    if (title === undefined) return [];
    const made = nodeOf({ title, value: wordsIn(source, "alias", "value", "label", "title")!, hint: wordsIn(source, "hint"), remote: source["isLeaf"] === false }, parent);
    if (Array.isArray(source["children"])) made.children.push(...listed(source["children"], made));
    return [made];
  });
}

function nodeOf({ title, value, hint, remote = false }: { title: string; value: string; hint: string | undefined; remote?: boolean }, parent: TaxonomyNode | undefined): TaxonomyNode {
  return { title, hint, path: [...(parent?.path ?? []), value], parent, children: [], remote };
}

function wordsIn(source: Readonly<Record<string, unknown>>, ...keys: readonly string[]): string | undefined {
  const value = keys.map((key) => source[key]).find((each) => typeof each === "string" || typeof each === "number");
  return value === undefined || value === "" ? undefined : String(value);
}
