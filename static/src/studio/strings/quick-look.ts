// The Data page's quick look: one task beside the table, in the editor.
import { catalogue } from "../../language/catalogue";
import { count } from "../format";

export const quickLook = catalogue("quickLook", {
  region: (task: number): string => `Task ${task}`,
  heading: (task: number): string => `Task ${task}`,
  place: (position: number, of: number): string => `${count(position)} of ${count(of)}`,
  previous: "Previous task",
  next: "Next task",
  openInLabel: "Open in Label",
  close: "Close the quick look",
  width: "Width of the quick look",
  missing: "This task is gone",
  missingDetail: "It was deleted, here or elsewhere.",
  noLabels: "No labels yet",
  noLabelsDetail: "The label config asks for nothing. Say in Setup what is to be labeled.",
  setup: "Open Setup",
  failed: "The task did not load",
  offlineDetail: "No connection. It is shown when the server answers again.",
  tryAgain: "Try again",
});
