// The shapes of the data table: rows, columns and saved views as the server writes them.
export type Status = "new" | "draft" | "done" | "skipped";

/** What the newest annotation of a task says, counted by label. */
export interface LabelCount {
  readonly from_name: string;
  readonly label: string;
  readonly count: number;
}

/** A task as `fields=table` gives it: strings of its data are cut to 300 characters. */
export interface Row {
  readonly id: number;
  readonly inner_id: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly created_at: string;
  readonly updated_at: string;
  readonly completed_at: string | null;
  readonly is_labeled: boolean;
  readonly total_annotations: number;
  readonly cancelled_annotations: number;
  readonly total_predictions: number;
  readonly file_upload: string | null;
  readonly draft_exists: boolean;
  /** it has an annotation that is ground truth and no skip */
  readonly ground_truth: boolean;
  readonly predictions_score: number | null;
  readonly avg_lead_time: number | null;
  readonly labels: readonly LabelCount[];
  readonly status: Status;
}

export type ColumnType = "Number" | "String" | "Datetime" | "Boolean" | "List";
export type Display = "text" | "image" | "audio" | "number" | "datetime" | "list" | "json";

/** A column that can be filtered by and shown; `id` is "total_annotations" or "data.<key>". */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly type: ColumnType;
  readonly help?: string;
  /** only for keys of the task's data */
  readonly display?: Display;
  /** false: it can be filtered by, and is not shown unless somebody asks */
  readonly usual: boolean;
}

export interface FilterItem {
  /** "filter:tasks:<column>" */
  readonly filter: string;
  readonly operator: string;
  /** a ColumnType; the server refuses others by name */
  readonly type: string;
  readonly value?: unknown;
}

export interface Filters {
  readonly conjunction: "and" | "or";
  readonly items: readonly FilterItem[];
}

/** What the table shows and in which order. */
export interface Query {
  readonly filters: Filters;
  /** "tasks:<column>", with "-" before it for the largest first; the first counts most */
  readonly ordering: readonly string[];
  /** in AND with the filters: found anywhere in a task's data */
  readonly search: string;
}

/** How the table is laid out; kept in the saved view, else in this browser. */
export interface Layout {
  readonly display: "table" | "grid";
  /** ids of the columns that are shown, from the start; undefined: the usual ones */
  readonly columns: readonly string[] | undefined;
  /** widths in pixels of columns that were made wider or narrower */
  readonly widths: Readonly<Record<string, number>>;
  readonly density: "roomy" | "tight";
}

export interface SavedView {
  readonly id: number;
  readonly order: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Which tasks an action takes: with `all`, those that the query finds except `ids`. */
export interface Selected {
  readonly all: boolean;
  readonly ids: ReadonlySet<number>;
}

/** How POST /api/dm/actions/ and `selectedItems` of a query take a selection. */
export type SelectedItems =
  | { readonly all: true; readonly excluded: readonly number[] }
  | { readonly all: false; readonly included: readonly number[] };
