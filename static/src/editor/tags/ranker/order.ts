// Items in columns: what the list of a task holds, where a result puts each, and what a move changes; no screen in here.
import { resolve } from "../../core/variables";

export interface RankItem {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly html: string | undefined;
}

export interface RankColumn {
  readonly key: string;
  readonly title: string;
}

/** The column of a ranker with buckets for what is in none of them. */
export const REST = "_";

/** Column -> ids in order. */
export type Order = ReadonlyMap<string, readonly string[]>;

/**
 * The items of a list in the task: objects with id, title, body and html, or strings. What has no id goes by its place,
 * of two with one id the first counts. `element`: the older spelling, which field of an item is shown.
 */
export function itemsIn(list: unknown, element = ""): readonly RankItem[] {
  const items = (Array.isArray(list) ? list : []).map((raw: unknown, at): RankItem => {
    const source: Readonly<Record<string, unknown>> = typeof raw === "object" && raw !== null ? (raw as Record<string, unknown>) : { title: raw };
    const title = element === "" ? text(source["title"]) : text(resolve(element, source));
    const html = text(source["html"]);
    const body = text(source["body"]);
    return { id: text(source["id"]) || String(at), title: title || (body || html ? "" : text(source["text"]) || `#${at + 1}`), body, html: html || undefined };
  });
  return [...new Map(items.toReversed().map((item) => [item.id, item])).values()].toReversed();
}

/** Where each item stands: as the result says, and all others in `fallback`, in the order of the list. */
export function orderOf(content: unknown, ids: readonly string[], columns: readonly RankColumn[], fallback: string): Order {
  const written = Array.isArray(content) ? { [columns[0]!.key]: content } : ((content ?? {}) as Readonly<Record<string, unknown>>);
  const left = new Set(ids);
  const order = new Map<string, readonly string[]>();
  for (const { key } of columns) {
    const list = Array.isArray(written[key]) ? (written[key] as readonly unknown[]).map(String) : [];
    order.set(key, [...new Set(list)].filter((id) => left.delete(id)));
  }
  return order.set(fallback, [...order.get(fallback)!, ...left]);
}

/** The order with one item taken from where it is and put at a place of a column. */
export function moved(order: Order, id: string, to: string, at: number): Order {
  const next = new Map([...order].map(([key, ids]) => [key, ids.filter((other) => other !== id)]));
  next.get(to)!.splice(at, 0, id);
  return next;
}

/** What is written: every column, also an empty one. */
export function writtenOrder(order: Order): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(order);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
