// What a Ranker's config says: the list it points to, its columns, and where an item is that nobody has moved.
import { attributesOf, isTrue } from "../../core/attributes";
import { above, targetsOf, walk } from "../../core/tree";
import type { ConfigNode } from "../../core/types";
import { resolve, resolveText } from "../../core/variables";
import type { TaskData } from "../../core/variables";
import { itemsIn, REST } from "./order";
import type { RankColumn, RankItem } from "./order";

export interface RankSettings {
  readonly items: readonly RankItem[];
  readonly columns: readonly RankColumn[];
  readonly fallback: string;
}

/** Without buckets one column, named like the Ranker; with them a column each, and one for the rest unless a bucket takes it. */
export function rankSettings(node: ConfigNode, data: TaskData): RankSettings {
  const list = listOf(node);
  const buckets = [...walk(node)].filter(({ tag }) => tag === "Bucket");
  const title = list ? resolveText(attributesOf(list).string("title"), data) : "";
  const named = buckets.map((bucket) => {
    const key = bucket.attributes["name"] ?? "";
    return { key, title: resolveText(bucket.attributes["title"] ?? key, data) };
  });
  const taking = buckets.find((bucket) => isTrue(bucket, "default"))?.attributes["name"];
  const own = node.attributes["name"] ?? "";
  const columns = buckets.length === 0 ? [{ key: own, title }] : taking === undefined ? [{ key: REST, title }, ...named] : named;
  return { items: list ? listItems(list, data) : [], columns, fallback: buckets.length === 0 ? own : (taking ?? REST) };
}

export function listItems(list: ConfigNode, data: TaskData): readonly RankItem[] {
  return itemsIn(resolve(list.attributes["value"] ?? "", data), list.attributes["elementvalue"] ?? "");
}

/** Whether a Ranker points to the list, and so shows its items itself. */
export function isRanked(list: ConfigNode): boolean {
  return [...walk(rootOf(list))].some((node) => node.tag === "Ranker" && targetsOf(node).includes(list.attributes["name"] ?? ""));
}

function listOf(node: ConfigNode): ConfigNode | undefined {
  const [target] = targetsOf(node);
  return [...walk(rootOf(node))].find((other) => other.tag === "List" && other.attributes["name"] === target);
}

function rootOf(node: ConfigNode): ConfigNode {
  return [...above(node)].at(-1) ?? node;
}
