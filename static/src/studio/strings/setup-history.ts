// Earlier label configs on the Setup page, and what a change takes from annotations.
import { catalogue } from "../../language/catalogue";
import { count, plural } from "../format";

/** Names in a sentence; of many the first ones and how many more. */
const list = (names: readonly string[]): string =>
  names.slice(0, 6).map((name) => `“${name}”`).join(", ") + (names.length > 6 ? ` and ${count(names.length - 6)} more` : "");

export const setupHistory = catalogue("setupHistory", {
  open: "History",
  openTitle: "Earlier versions of the config",
  title: "Earlier versions",
  nothing: "The config has not been changed yet. What a save replaces is kept here.",
  present: "in use",
  byHand: "Edited by hand",
  start: "At the start",
  added: (names: readonly string[]): string => `Added ${list(names)}`,
  removed: (names: readonly string[]): string => `Removed ${list(names)}`,
  looks: "Only looks, order or comments",
  unreadable: "Could not be read",
  differs: "What would change in the editor",
  same: "This is what is in the editor.",
  restore: "Put it into the editor",
  restored: "The earlier config is in the editor. It is not saved yet.",
  effects: "What this takes from annotations",
  removesLabel: (annotations: number, label: string): string => `${plural(annotations, "annotation uses", "annotations use")} “${label}”, which this removes.`,
  removesTag: (annotations: number, tag: string): string => `${plural(annotations, "annotation belongs", "annotations belong")} to “${tag}”, which this removes.`,
  keep: (name: string): string => `Keep as “${name}”`,
  keepTitle: (old: string, name: string): string => `“${name}” is shown, “${old}” stays in the results`,
  effectsDetail: "They stay in the annotations, but are not shown while the config lacks them.",
});
