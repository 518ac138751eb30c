// What can be done with the selected tasks of the Data page at once.
import { catalogue } from "../../language/catalogue";
import { count, plural } from "../format";

export const bulk = catalogue("bulk", {
  region: "Selected tasks",
  selected: (tasks: number): string => `${count(tasks)} selected`,
  selectAll: (tasks: number): string => `Select all ${count(tasks)}`,
  /** the same in the command palette */
  ofSelected: (action: string, tasks: number): string => `${action}: ${plural(tasks, "selected task", "selected tasks")}`,
  clear: "Clear the selection",
  more: "More actions",
  label: "Label",
  export: "Export",
  usePredictions: "Use predictions",
  skip: "Skip",
  deleteAnnotations: "Delete annotations",
  deletePredictions: "Delete predictions",
  delete: "Delete",
  doing: {
    predictions_to_annotations: (tasks: number): string => `Using the predictions of ${plural(tasks, "task", "tasks")}…`,
    skip_tasks: (tasks: number): string => `Skipping ${plural(tasks, "task", "tasks")}…`,
    delete_tasks_annotations: (tasks: number): string => `Deleting the annotations of ${plural(tasks, "task", "tasks")}…`,
    delete_tasks_predictions: (tasks: number): string => `Deleting the predictions of ${plural(tasks, "task", "tasks")}…`,
    delete_tasks: (tasks: number): string => `Deleting ${plural(tasks, "task", "tasks")}…`,
  },
  undoing: "Undoing…",
  takeBack: (what: string): string => `Undo: ${what}`,
  bringBack: "Undo",
  until: (time: string): string => `until ${time}`,
  everythingTitle: (tasks: number): string => `Delete all ${plural(tasks, "task", "tasks")}?`,
  everythingDetail: (annotations: number): string =>
    `${annotations === 0 ? "The project is empty then." : `${plural(annotations, "annotation goes", "annotations go")} with them, and the project is empty then.`} Undo brings everything back for a while; Export makes a copy that stays.`,
  keep: "Keep them",
  deleteAll: "Delete all",
  tooManyForLabel: (most: number): string => `At most ${count(most)} tasks picked one by one are labeled in a row. Filter for them, or select everything that matches.`,
  tooManyForExport: (most: number): string => `At most ${count(most)} tasks picked one by one are exported at once. Filter for them, or select everything that matches.`,
});
