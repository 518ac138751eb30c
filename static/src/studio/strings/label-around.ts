// The labeling page around the editor: the list of tasks, the way back, both sides of a comparison, another tab's version.
import { catalogue } from "../../language/catalogue";
import { count, plural } from "../format";

export const around = catalogue("around", {
  annotationDeleted: "Annotation deleted",
  keptSecond: (task: number): string => `Task ${count(task)} was changed elsewhere meanwhile. Yours is kept as a second annotation.`,
  broughtUpToDate: "This task was changed elsewhere. It is shown as it is now.",
  wentOnHere: "The other version stays as a second annotation.",
  wentOnThere: "Your version stays as a second annotation, as a draft.",
  draftFrom: (time: string): string => `Draft from ${time}`,
  draftHere: "Draft kept in this browser",

  // keys, in the hotkey sheet and the menu
  group: "Task",
  taskList: "All tasks",
  back: "Back to the last one",
  compare: "Compare two annotations",
  nothingBack: "Nothing was labeled before this. What you submit or skip is found here.",

  // the task bar
  time: (spent: string): string => `Time on this annotation: ${spent}. It stands still while you are away.`,
  suggestions: (open: number): string => plural(open, "suggestion", "suggestions"),
  suggestionsTitle: "What a model suggests and your annotation does not have",

  // the drawer
  drawer: "Tasks",
  tabs: { tasks: "All tasks", history: "What I did" } as const,
  find: "Find in the tasks",
  status: "Status",
  statuses: { all: "All", new: "To do", draft: "Drafts", done: "Done", skipped: "Skipped" } as const,
  found: (total: number): string => plural(total, "task", "tasks"),
  here: "shown now",
  noText: (task: number): string => `Task ${count(task)}`,
  nothingFound: "No task matches",
  nothingFoundDetail: "Change the text or the status.",
  clear: "Show all tasks",
  noTasks: "There are no tasks yet",
  historyEmpty: "Nothing yet",
  historyEmptyDetail: "What you submit, change or skip stands here, newest first.",
  historyDetail: "Newest first. At most the last 100 are kept.",
  did: { submitted: "Submitted", changed: "Changed", skipped: "Skipped" } as const,
  regions: (number: number): string => plural(number, "label", "labels"),

  // another tab's version
  conflict: "This task changed in another tab",
  conflictAgo: (ago: string): string => `This task changed in another tab ${ago}.`,
  conflictDetail: "Nothing is lost. Choose which one goes on; the other stays as a second annotation.",
  thisTab: "This tab",
  otherTab: "The other tab",
  regionCount: (number: number): string => plural(number, "region", "regions"),
  changedHere: "changed here, not submitted",
  savedThere: (ago: string): string => `saved ${ago}, as a draft`,
  submittedThere: (ago: string): string => `submitted ${ago}`,
  nothingNew: "nothing new",
  more: (number: number): string => `and ${count(number)} more`,
  lookAtBoth: "Look at both",
  goOnMine: "Go on with this tab",
  goOnTheirs: "Go on with the other tab",

  // comparing
  compareTitle: "Compare",
  left: "Left",
  right: "Right",
  draft: "Draft",
  mine: (name: string): string => `${name} (yours)`,
  prediction: "Prediction",
  sameAll: "No difference",
  sameAllDetail: (same: number): string => (same === 0 ? "Both are empty." : `${plural(same, "part is", "parts are")} the same in both.`),
  summary: (same: number, different: number): string => `${plural(same, "part", "parts")} the same, ${plural(different, "difference", "differences")}`,
  kept: (kept: number, changed: number, left: number): string => `Of what the model found you kept ${count(kept)}, changed ${count(changed)} and left out ${count(left)}.`,
  onlyIn: (side: string): string => `Only in ${side}`,
  otherLabels: "Other labels",
  otherPlace: "Another place",
  otherAnswer: "Another answer",
  noAnswer: "no answer",
  change: (from: string, to: string): string => `${from} → ${to}`,
  differences: "Differences",
  takeOver: "Take over",
  takeAll: "Take all over",
  takenOver: (number: number): string => `${plural(number, "difference", "differences")} taken over`,
  copyMine: "Only a draft or annotation of yours takes things over. Show one of them on the left.",
  whenDone: "What the right side has is copied into the left one.",
});
