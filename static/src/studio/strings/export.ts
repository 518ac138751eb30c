// The Export page.
import { catalogue } from "../../language/catalogue";
import { count, plural } from "../format";

export const exporting = catalogue("exporting", {
  heading: "Export",
  lead: "Take your labels with you. Each format says what it leaves out.",
  format: "Format",
  formats: (formats: number): string => plural(formats, "format", "formats"),
  keepsAll: "keeps the labels",
  leavesOut: (things: number): string => `leaves out ${plural(things, "thing", "things")}`,
  goesIn: "What goes in",
  tasks: "Tasks",
  labeled: (tasks: number): string => `Labeled ${count(tasks)}`,
  all: (tasks: number): string => `All ${count(tasks)}`,
  taskCount: "tasks",
  annotationCount: "annotations",
  skippedCount: "skipped",
  exportTasks: (tasks: number): string => `Export ${plural(tasks, "task", "tasks")}`,
  python: "Same from Python",
  firstItem: "First lines",
  copy: "Copy",
  nothing: "Nothing to export yet",
  nothingDetail: "Export holds what you have labeled. Label a task, or import some first.",
  nothingLabeled: (tasks: number): string => `${plural(tasks, "task waits", "tasks wait")}, none is labeled yet. You can export the tasks without labels.`,
  goLabel: "Start labeling",
  goImport: "Add data",
  exportAll: "Export the tasks",
  failed: "The formats did not load",
  peekFailed: "The preview did not load. The export itself works without it.",
  project: "The whole project",
  projectDetail: "One zip with config, tasks, labels and files. It opens on any computer with this program.",
  download: "Download project",
});
