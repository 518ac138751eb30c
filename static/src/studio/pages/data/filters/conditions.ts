// A filter as the API takes it, and what can be asked of each kind of column (docs/data.md).
import type { Column, ColumnType, FilterItem } from "../types";

export type { FilterItem, Filters } from "../types";
export type Kind = ColumnType;

/** What a filter needs to know of a column. */
export type FilterColumn = Pick<Column, "id" | "title" | "type">;

/** What the value of a condition is made of; "truth" is yes or no, "none" has no value to give. */
export type Shape = "one" | "range" | "several" | "truth" | "none";

/** One thing that can be asked. `empty` is offered as two of them, since its value is part of the question. */
export interface Condition {
  readonly id: ConditionId;
  readonly operator: string;
  readonly shape: Shape;
  /** the value when there is none to give */
  readonly fixed?: boolean;
}

const CONDITIONS = {
  contains: { operator: "contains", shape: "one" },
  not_contains: { operator: "not_contains", shape: "one" },
  equal: { operator: "equal", shape: "one" },
  not_equal: { operator: "not_equal", shape: "one" },
  less: { operator: "less", shape: "one" },
  less_or_equal: { operator: "less_or_equal", shape: "one" },
  greater: { operator: "greater", shape: "one" },
  greater_or_equal: { operator: "greater_or_equal", shape: "one" },
  in: { operator: "in", shape: "range" },
  not_in: { operator: "not_in", shape: "range" },
  in_list: { operator: "in_list", shape: "several" },
  not_in_list: { operator: "not_in_list", shape: "several" },
  is: { operator: "equal", shape: "truth" },
  is_not: { operator: "not_equal", shape: "truth" },
  empty: { operator: "empty", shape: "none", fixed: true },
  filled: { operator: "empty", shape: "none", fixed: false },
} as const satisfies Readonly<Record<string, Omit<Condition, "id">>>;
export type ConditionId = keyof typeof CONDITIONS;

// what is asked most often comes first: it is what a new filter begins with
const OF_KIND: Readonly<Record<Kind, readonly ConditionId[]>> = {
  String: ["contains", "not_contains", "equal", "not_equal", "in_list", "not_in_list", "empty", "filled"],
  Number: ["less", "less_or_equal", "greater", "greater_or_equal", "in", "not_in", "equal", "not_equal", "in_list", "not_in_list", "empty", "filled"],
  Datetime: ["greater_or_equal", "less", "in", "not_in", "greater", "less_or_equal", "equal", "not_equal", "empty", "filled"],
  Boolean: ["is", "is_not", "empty", "filled"],
  List: ["contains", "not_contains", "empty", "filled"],
};
/** Columns with several texts a task. */
const SEVERAL_TEXTS: ReadonlySet<string> = new Set(["annotations_results", "predictions_results", "predictions_model_versions"]);
const ALWAYS_KNOWN: ReadonlySet<string> = new Set(["completed", "draft_exists", "ground_truth"]);

const condition = (id: ConditionId): Condition => ({ id, ...CONDITIONS[id] });

/** What can be asked of a column, the usual first. */
export function conditionsOf(column: FilterColumn): readonly Condition[] {
  if (SEVERAL_TEXTS.has(column.id)) return OF_KIND.List.map(condition);
  return (ALWAYS_KNOWN.has(column.id) ? (["is"] as const) : OF_KIND[column.type]).map(condition);
}

/** Which of them an item asks; undefined for one that this page cannot word. */
export function conditionOf(item: FilterItem): Condition | undefined {
  if (item.operator === "empty") return condition(item.value === false || item.value === "false" ? "filled" : "empty");
  const truth = item.type === "Boolean";
  return (Object.keys(CONDITIONS) as ConditionId[])
    .map(condition)
    .find((one) => one.operator === item.operator && one.fixed === undefined && (one.shape === "truth") === truth);
}

const PREFIX = "filter:tasks:";

/** The column's name in an item. */
export const columnName = (item: FilterItem): string => (item.filter.startsWith(PREFIX) ? item.filter.slice(PREFIX.length) : item.filter);

/** The item that asks this of a column. */
export function filterItem(column: FilterColumn, asked: Condition, value: unknown): FilterItem {
  return { filter: PREFIX + column.id, operator: asked.operator, type: column.type, value: asked.fixed ?? value };
}
