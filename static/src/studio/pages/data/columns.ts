// The columns: what the server knows of, which of them are shown at first, and what a cell holds.
import { data as words } from "../../strings/data";
import type { Column, ColumnType, Display, Layout, Row } from "./types";

/** One entry of GET /api/dm/columns. */
export interface ColumnView {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly help?: string;
  readonly parent?: string;
  readonly children?: readonly string[];
  readonly display?: Display;
  readonly visibility_defaults?: { readonly explore?: boolean };
}

/** Our own columns: the server filters by what they are made of. */
export const STATUS = "status";
export const LABELS = "labels";

/** The columns in one list: groups go, and data keys get their full name. */
export function readColumns(views: readonly ColumnView[]): readonly Column[] {
  return views
    .filter((view) => view.children === undefined)
    .map((view) => ({ ...view, id: view.parent === undefined || view.id.startsWith(`${view.parent}.`) ? view.id : `${view.parent}.${view.id}` }))
    .map((view) => ({
      id: view.id,
      title: words.columnTitles[view.id] ?? view.title,
      type: view.type as ColumnType,
      ...(view.help === undefined ? {} : { help: view.help }),
      ...(view.display === undefined ? {} : { display: view.display }),
      usual: view.visibility_defaults?.explore !== false,
    }));
}

/** Every column that the table can show: the server's, and ours. */
export const showable = (columns: readonly Column[]): readonly Column[] => {
  const own = ["id", STATUS, LABELS, "updated_at"].filter((id) => !columns.some((column) => column.id === id));
  return [...columns.filter((column) => !NOT_SHOWN.has(column.id)), ...own.map(ownColumn)];
};

const ownColumn = (id: string): Column => ({
  id,
  title: words.columnTitles[id] ?? id,
  type: id === "id" ? "Number" : id === LABELS ? "List" : id === "updated_at" ? "Datetime" : "String",
  usual: true,
});

/** Rows of the table do not carry these; they can be filtered by. */
const NOT_SHOWN = new Set(["annotations_results", "predictions_results", "predictions_model_versions", "annotators", "annotations_ids", "storage_filename", "updated_by"]);

/** The server has no order for these. */
const UNSORTED = new Set([STATUS, LABELS]);
export const sortable = (column: Column): boolean => !UNSORTED.has(column.id);

export const dataKey = (column: string): string | undefined => (column.startsWith("data.") ? column.slice(5) : undefined);

/** What a row holds in a column; undefined where it has nothing. */
export function valueOf(row: Row, column: string): unknown {
  const key = dataKey(column);
  if (key === undefined) return (row as unknown as Readonly<Record<string, unknown>>)[column] ?? undefined;
  if (Object.hasOwn(row.data, key)) return row.data[key] ?? undefined;
  let inner: unknown = row.data;
  for (const part of key.split(".")) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, part)) return undefined;
    inner = (inner as Readonly<Record<string, unknown>>)[part];
  }
  return inner ?? undefined;
}

const MOST_DATA_COLUMNS = 3;

/** What is shown at first: the task, its picture or text and what else it holds, then how far it is. */
export function usualColumns(columns: readonly Column[], hasPredictions: boolean): readonly string[] {
  const order: readonly (Display | undefined)[] = ["image", "audio", "text"];
  const rank = (column: Column): number => (order.indexOf(column.display) + order.length + 1) % (order.length + 1);
  const data = columns.filter((column) => dataKey(column.id) !== undefined && column.usual);
  const first = data.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST_DATA_COLUMNS);
  return ["id", ...first.map((column) => column.id), STATUS, LABELS, ...(hasPredictions ? ["predictions_score"] : []), "updated_at"];
}

export const USUAL_LAYOUT: Layout = { display: "table", columns: undefined, widths: {}, density: "roomy" };

/** Reads a layout from a view's data or from this browser's storage. */
export function readLayout(data: Readonly<Record<string, unknown>>): Layout {
  const shown = data["columns"];
  const widths = data["columnsWidth"];
  return {
    display: data["type"] === "grid" ? "grid" : "table",
    columns: Array.isArray(shown) ? shown.filter((id): id is string => typeof id === "string") : undefined,
    widths: typeof widths === "object" && widths !== null ? Object.fromEntries(Object.entries(widths).filter(([, width]) => Number(width) > 0)) : {},
    density: data["density"] === "tight" ? "tight" : "roomy",
  };
}

/** The layout as a view's data holds it; `type` and `columnsWidth` as the SDK's tabs name them. */
export const layoutData = (layout: Layout): Readonly<Record<string, unknown>> => ({
  type: layout.display === "grid" ? "grid" : "list",
  columns: layout.columns ?? null,
  columnsWidth: layout.widths,
  density: layout.density,
});

export const sameLayout = (one: Layout, other: Layout): boolean => JSON.stringify(layoutData(one)) === JSON.stringify(layoutData(other));
