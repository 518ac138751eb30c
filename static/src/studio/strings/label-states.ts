// The labeling page when there is no task to show.
import { catalogue } from "../../language/catalogue";
import { count, plural } from "../format";

export const labelStates = catalogue("labelStates", {
  nothing: "Nothing to label yet",
  nothingDetail: "Add pictures, text or a table. Or open a template, which brings its own tasks.",
  addData: "Add data",
  templates: "Choose a template",
  noLabels: "No labels yet",
  noLabelsDetail: (tasks: number): string => `${plural(tasks, "task waits", "tasks wait")}. Say in Setup what is to be marked or answered.`,
  setUp: "Set up the labels",
  done: (tasks: number): string => (tasks === 1 ? "The one task is done" : `All ${count(tasks)} done`),
  doneDetail: "You can go back to any task, or take your labels with you.",
  doneSkipped: (skipped: number): string => `${plural(skipped, "was skipped and is still without labels", "were skipped and are still without labels")}.`,
  lookAtSkipped: "Label the skipped ones",
  // the end of a selection, or of the open tasks of a view
  throughSelected: (tasks: number): string => (tasks === 1 ? "That was the selected task" : `That was the last of ${count(tasks)} selected tasks`),
  throughOpen: (tasks: number): string => (tasks === 1 ? "The one open task is done" : `All ${count(tasks)} done`),
  throughPassed: (tasks: number): string => `That was the last of ${plural(tasks, "open task", "open tasks")}`,
  throughPassedDetail: (passed: number): string => `${plural(passed, "was passed by and is still open", "were passed by and are still open")}.`,
  throughNone: "None of these tasks is there",
  throughNoneDetail: "They were deleted, or they are done.",
  throughDetail: "You can go back to the table, or on with the other tasks.",
  throughAgain: "Go through those",
  backToData: "Back to Data",
  otherTasks: (open: number): string => `Label the other ${plural(open, "open task", "open tasks")}`,
  history: "What I did",
  addMore: "Add more data",
  figures: "See the figures",
  export: "Export labels",
  look: "Look through them",
  missing: "This task is not here",
  missingDetail: "It was deleted, or it belongs to another project.",
  next: "Go to the next task",
  failed: "This task did not load",
  offlineEnd: "No connection",
  offlineEndDetail: (changes: number): string =>
    `${plural(changes, "change waits", "changes wait")} in this browser and is sent when the server answers. The next task comes with it.`,
});
