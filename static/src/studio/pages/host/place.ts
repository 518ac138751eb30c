// Where one is in the console, kept in the address's query, so that Back, reload and a bookmark find the same.
import { signal } from "@preact/signals-core";
import { SORTS, type SessionQuery, type SessionState, type Sort } from "./host-api";

export const VIEWS = ["sessions", "load", "mode"] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
  readonly view: View;
  /** the session that is open to be read */
  readonly session: string | undefined;
  readonly task: number | undefined;
  /** the page of its tasks */
  readonly tasks: number;
  /** what the table of sessions shows */
  readonly query: SessionQuery;
}

export const PAGE_SIZE = 25;
export const FIRST: SessionQuery = { search: "", state: "", sort: "last_seen", order: "desc", page: 1, page_size: PAGE_SIZE };
const STATES: readonly SessionState[] = ["live", "frozen", "removed"];

/** Reads a query; what it does not understand it leaves at its first value. */
export function placeOf(search: string): Place {
  const given = new URLSearchParams(search);
  const session = given.get("session") ?? "";
  return {
    view: oneOf(VIEWS, given.get("view")) ?? "sessions",
    session: /^[0-9a-f]{32}$/.test(session) ? session : undefined,
    task: whole(given.get("task")),
    tasks: whole(given.get("tasks")) ?? 1,
    query: {
      ...FIRST,
      search: given.get("search") ?? "",
      state: oneOf(STATES, given.get("state")) ?? "",
      sort: oneOf<Sort>(SORTS, given.get("sort")) ?? FIRST.sort,
      order: given.get("order") === "asc" ? "asc" : "desc",
      page: whole(given.get("page")) ?? 1,
    },
  };
}

/** The query of a place, without what is at its first value; "" for the first place of all. */
export function searchOf({ view, session, task, tasks, query }: Place): string {
  const given = new URLSearchParams();
  const put = (name: string, value: string | number | undefined, first: string | number): void => {
    if (value !== undefined && value !== first) given.set(name, String(value));
  };
  put("view", view, "sessions");
  put("session", session, "");
  put("task", task, "");
  put("tasks", tasks, 1);
  put("search", query.search, "");
  put("state", query.state, "");
  put("sort", query.sort, FIRST.sort);
  put("order", query.order, FIRST.order);
  put("page", query.page, 1);
  const text = given.toString();
  return text ? `?${text}` : "";
}

const oneOf = <T extends string>(all: readonly T[], given: string | null): T | undefined => all.find((one) => one === given);
const whole = (given: string | null): number | undefined => (given !== null && /^[1-9]\d{0,14}$/.test(given) ? Number(given) : undefined);

export const place = signal<Place>(placeOf(""));

/** Goes to another place; `replace` when it is no step that Back should return from. */
export function go(change: Partial<Place>, { replace = false } = {}): void {
  const next = { ...place.peek(), ...change };
  history[replace ? "replaceState" : "pushState"](null, "", `${location.pathname}${searchOf(next)}`);
  place.value = next;
}

/** The address of another place, for links. */
export const href = (change: Partial<Place>): string => `${location.pathname}${searchOf({ ...place.peek(), ...change })}`;

/** Follows the address from now on. */
export function followAddress(): void {
  place.value = placeOf(location.search);
  addEventListener("popstate", () => (place.value = placeOf(location.search)));
}
