// The command palette.
import { catalogue } from "../../language/catalogue";
import { count } from "../format";

export const palette = catalogue("palette", {
  name: "Command palette",
  field: "What to do",
  hint: "A page, an action or a task's number",
  results: (number: number): string => (number === 1 ? "1 result" : `${count(number)} results`),
  none: "Nothing matches",
  noneDetail: (query: string): string => `Nothing that can be done here has “${query}” in its name.`,
  keys: "choose",
  run: "run",
  close: "close",
  groups: {
    recent: "Used last",
    task: "Task",
    here: "On this page",
    pages: "Go to",
    project: "Project",
    projects: "My projects",
    templates: "Templates",
    appearance: "Appearance",
    language: "Language",
    help: "Help",
  },
  goToTask: (number: number): string => `Go to task ${number}`,
  openTemplate: (title: string): string => `Open the template “${title}”`,
  openProject: (title: string): string => `Open “${title}”`,
  resume: "Make a resume code",
  token: "Show the API token",
  download: "Download project",
  light: "Light",
  dark: "Dark",
  system: "Colours as the system",
  asBrowser: "Language of the browser",
  hotkeys: "Hotkeys",
  tour: "Show me around",
});
