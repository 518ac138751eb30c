// What the table shows, as text: in the address, in a request, in a saved view.
import type { Column, Filters, Query } from "./types";

export const NO_FILTERS: Filters = { conjunction: "and", items: [] };
export const EVERYTHING: Query = { filters: NO_FILTERS, ordering: [], search: "" };

/** True when some tasks may be left out. */
export const narrows = (query: Query): boolean => query.filters.items.length > 0 || query.search !== "";

export const sameQuery = (one: Query, other: Query): boolean => queryText(one) === queryText(other);

/** The JSON of a query for the server and the address; "" for all tasks in their own order. */
export function queryText(query: Query): string {
  const parts = {
    ...(query.filters.items.length > 0 ? { filters: query.filters } : {}),
    ...(query.ordering.length > 0 ? { ordering: query.ordering } : {}),
    ...(query.search === "" ? {} : { search: query.search }),
  };
  return Object.keys(parts).length === 0 ? "" : JSON.stringify(parts);
}

/** Reads a query from JSON text or from a view's data; what is not of its shape is left out. */
export function readQuery(from: string | Readonly<Record<string, unknown>>): Query {
  const found = typeof from === "string" ? parsed(from) : from;
  const filters = found["filters"] as Partial<Filters> | undefined;
  const items = Array.isArray(filters?.items) ? filters.items.filter((item) => typeof item?.filter === "string" && typeof item.operator === "string") : [];
  const ordering = Array.isArray(found["ordering"]) ? found["ordering"].filter((key): key is string => typeof key === "string") : [];
  return {
    filters: { conjunction: filters?.conjunction === "or" ? "or" : "and", items },
    ordering,
    search: typeof found["search"] === "string" ? found["search"] : "",
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {}; // somebody cut the address short
    throw error;
  }
}

export type Direction = "ascending" | "descending";

/** In which direction a column is sorted by, and as which key (counted from 1); undefined when it is not. */
export function sortOf(query: Query, column: string): { readonly direction: Direction; readonly place: number } | undefined {
  const place = query.ordering.findIndex((key) => key.replace(/^-/, "") === `tasks:${column}`);
  if (place < 0) return undefined;
  return { direction: query.ordering[place]?.startsWith("-") ? "descending" : "ascending", place: place + 1 };
}

const MOST_KEYS = 5;

/** The ordering after a press on a column's header: first its own direction, then the other, then none.
 *  With `add` the other keys stay. */
export function sortedBy(ordering: readonly string[], column: Column, add: boolean): readonly string[] {
  const up = `tasks:${column.id}`;
  const down = `-${up}`;
  // the newest first, and the tasks the other way round than they stand; else from the smallest, the least certain, from A
  const [first, second] = column.type === "Datetime" || column.id === "id" ? [down, up] : [up, down];
  const now = ordering.find((key) => key === up || key === down);
  const next = now === undefined ? first : now === first ? second : undefined;
  if (!add) return next === undefined ? [] : [next];
  if (now === undefined) return [...ordering, first].slice(-MOST_KEYS);
  return ordering.flatMap((key) => (key !== now ? [key] : next === undefined ? [] : [next]));
}
