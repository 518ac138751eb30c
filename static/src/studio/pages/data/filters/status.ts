// The quick filter by status. The API has no such column: a status is one to three conditions on those it has.
import { columnName, type FilterItem, type Filters } from "./conditions";

export const STATUSES = ["new", "draft", "done", "skipped"] as const;
export type Status = (typeof STATUSES)[number];

const completed = (value: boolean): FilterItem => ({ filter: "filter:tasks:completed", operator: "equal", type: "Boolean", value });
const drafted = (value: boolean): FilterItem => ({ filter: "filter:tasks:draft_exists", operator: "equal", type: "Boolean", value });
const skips = (operator: "equal" | "greater"): FilterItem => ({ filter: "filter:tasks:cancelled_annotations", operator, type: "Number", value: 0 });

const ITEMS: Readonly<Record<Status, readonly FilterItem[]>> = {
  new: [completed(false), skips("equal"), drafted(false)],
  draft: [completed(false), skips("equal"), drafted(true)],
  done: [completed(true)],
  skipped: [completed(false), skips("greater")],
};
const OF_STATUS = new Set(["completed", "draft_exists", "cancelled_annotations"]);

const sameItem = (one: FilterItem, other: FilterItem): boolean =>
  one.filter === other.filter && one.operator === other.operator && String(one.value) === String(other.value);

/** True where a status can be asked: conditions that belong together need "all of them", unless they stand alone. */
export const statusFits = (filters: Filters): boolean => filters.conjunction === "and" || withoutStatus(filters).length === 0;

/** The status that the filters ask for; undefined for any. */
export function statusOf(filters: Filters): Status | undefined {
  if (filters.conjunction === "or" && filters.items.length > 1) return undefined;
  const own = filters.items.filter((item) => OF_STATUS.has(columnName(item)));
  return STATUSES.find((status) => own.length === ITEMS[status].length && ITEMS[status].every((item) => own.some((one) => sameItem(one, item))));
}

/** The filters that are no part of the status. */
export function withoutStatus(filters: Filters): readonly FilterItem[] {
  return statusOf(filters) === undefined ? filters.items : filters.items.filter((item) => !OF_STATUS.has(columnName(item)));
}

/** The same filters with another status; undefined takes it away. */
export function withStatus(filters: Filters, status: Status | undefined): Filters {
  const others = withoutStatus(filters);
  const conjunction = status !== undefined && others.length === 0 ? "and" : filters.conjunction;
  return { conjunction, items: [...(status === undefined ? [] : ITEMS[status]), ...others] };
}
