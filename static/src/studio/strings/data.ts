// The Data page: the table, its columns, its counts, and what it says when there is nothing to show.
import { catalogue } from "../../language/catalogue";
import { count, plural } from "../format";

export const data = catalogue("data", {
  heading: "Data",
  tasks: (number: number): string => plural(number, "task", "tasks"),
  done: (number: number): string => `${count(number)} done`,
  skipped: (number: number): string => `${count(number)} skipped`,
  figures: "Figures",
  add: "Add data",
  label: (open: number): string => `Label ${plural(open, "open task", "open tasks")}`,
  // the table
  tableLabel: "Tasks",
  gridLabel: "Pictures",
  shownAs: "Shown as",
  asTable: "Table",
  asGrid: "Pictures",
  selectTask: (id: number): string => `Select task ${id}`,
  selectPage: "Select this page",
  sortHint: "Sorts. With Shift as a further key.",
  sortKey: (place: number): string => `sort key ${count(place)}`,
  columnTitles: {
    id: "Task",
    inner_id: "Number",
    status: "Status",
    labels: "Labels",
    predictions_score: "Score",
    updated_at: "Changed",
    created_at: "Added",
    completed_at: "Labeled",
    completed: "Done",
    total_annotations: "Annotations",
    cancelled_annotations: "Skips",
    total_predictions: "Predictions",
    annotations_results: "Annotation results",
    predictions_results: "Prediction results",
    predictions_model_versions: "Model version",
    avg_lead_time: "Seconds per annotation",
    file_upload: "File",
    draft_exists: "Draft",
  } as Readonly<Record<string, string>>,
  status: { new: "New", draft: "Draft", done: "Done", skipped: "Skipped" },
  no: "no",
  noLabels: "none yet",
  labelCount: (label: string, number: number): string => `${label}: ${count(number)}`,
  more: (number: number): string => `+${count(number)}`,
  // selection
  rangeTooLong: (most: number): string => `A range holds at most ${count(most)} rows. Select everything that matches, then take out what is not meant.`,
  // the foot
  range: (first: number, last: number, total: number): string => `${count(first)}–${count(last)} of ${count(total)}`,
  previousPage: "Previous page",
  nextPage: "Next page",
  goToRow: "Go to row",
  goToRowHint: (total: number): string => `A number from 1 to ${count(total)}, then Enter`,
  // columns
  columns: "Columns",
  moveUp: (title: string): string => `Move ${title} up`,
  moveDown: (title: string): string => `Move ${title} down`,
  movedTo: (title: string, place: number, all: number): string => `${title} is column ${count(place)} of ${count(all)}.`,
  dragHint: "Drag, or press Alt with an arrow key",
  tightRows: "Low rows",
  usualColumns: "Usual columns",
  // nothing to show
  empty: "Nothing here yet",
  emptyDetail: "Add pictures, text or a table. Or fill the project with our samples and look around.",
  samples: "Use samples",
  nothingFound: "No task matches",
  nothingFoundDetail: (search: string, filters: number): string => {
    const words = search === "" ? "" : `“${search}”`;
    const conditions = filters === 0 ? "" : plural(filters, "filter", "filters");
    return `Nothing in this project fits ${[words, conditions].filter(Boolean).join(" with ")}.`;
  },
  clearSearch: "Clear the search",
  showAll: "Show all tasks",
  failed: "The table did not load",
  offline: "No connection",
  tooSlow: "This filter takes too long here",
  tooSlowDetail: "It looks at every task, and was given up after 20 seconds. Ask for less: a filter by status, dates or scores first.",
  otherProject: "Another project is open in this browser",
  otherProjectDetail: "A tab opened it after this page. Nothing was changed in either.",
  openIt: "Show that project",
});
