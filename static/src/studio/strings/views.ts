// The Data page's saved views, which are its tabs.
import { catalogue } from "../../language/catalogue";
import { count } from "../format";

export const views = catalogue("views", {
  tabs: "Views",
  allTasks: "All tasks",
  untitled: (number: number): string => `View ${count(number)}`,
  copyOf: (title: string): string => `${title} (copy)`,
  saveAs: "Save as a view",
  name: "Name of the view",
  namePlaceholder: "Least certain first",
  save: "Save",
  full: (most: number): string => `This project has ${count(most)} views, which is all it can hold. Delete one to save another.`,
  changed: "changed since it was saved",
  saveChanges: "Save changes",
  discard: "Discard",
  menu: (title: string): string => `What to do with the view ${title}`,
  rename: "Rename",
  duplicate: "Duplicate",
  earlier: "Move earlier",
  later: "Move later",
  delete: "Delete",
  moveHint: "Alt with an arrow key moves it",
  deleted: (title: string): string => `The view ${title} is deleted. Its tasks stay.`,
  moved: (title: string, place: number, of: number): string => `${title} is now ${count(place)} of ${count(of)}`,
});
