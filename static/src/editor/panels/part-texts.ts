// Texts of the shell's parts that come after its first paint.
import { catalogue } from "../../language/catalogue";

export const texts = catalogue("panels", {
  close: "Close",
  hotkeys: "Hotkeys",
  missing: (answers: number): string => (answers === 1 ? "1 answer is missing" : `${answers} answers are missing`),
  continuousLabeling: "Keep the label after each region",
  selectAfterCreate: "Select a region after making it",
  showLabels: "Show label names on regions",
  selected: (regions: number): string => `${regions} selected`,
  note: "Note",
  addNote: "Add a note to this region",
  changeLabel: "Change label",
  findLabel: "Find a label",
  show: "Show",
  hide: "Hide",
  lock: "Lock",
  unlock: "Unlock",
  delete: "Delete",
  regionsByLabel: "Regions by label",
  regionsByTime: "Regions by time",
});
