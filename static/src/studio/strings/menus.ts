// The menus behind the session badge, the project's name and the menu button; the hotkey sheet.
import { catalogue } from "../../language/catalogue";
import { count } from "../format";

export const menus = catalogue("menus", {
  theme: "Light or dark",
  tour: "Show me around",
  session: "Only this browser can open this project",
  local: "This project",
  keptUntil: "Kept until",
  unless: (moment: string): string => `${moment}, unless you come back before`,
  myProjects: "My projects",
  privacy: "Privacy",
  space: "Space",
  ofSpace: (used: string, most: string | undefined): string => (most === undefined ? used : `${used} of ${most}`),
  keptForEver: "You delete it",
  notYet: "Nothing is stored on the server yet. That begins with your first change.",
  holds: "Holds",
  tasks: (all: number, done: number): string => `${count(done)} of ${count(all)} tasks done`,
  settings: "All settings",
  resume: "Go on from another device",
  download: "Download project",
  delete: "Delete my data",
  projects: "Projects in this browser",
  openNow: "open now",
  open: "Open",
  done: (done: number, all: number): string => `${count(done)} / ${count(all)}`,
  templates: "Choose a template",
  commands: "All commands",
  language: "Language",
  asBrowser: "As the browser",
});
