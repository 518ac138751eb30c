// The welcome page.
import { catalogue } from "../../language/catalogue";
import { bytes, count, plural } from "../format";

export const welcome = catalogue("welcome", {
  heading: "Label something real, right now.",
  lead: "Pick a template and start. No account, nothing to install. What you make here is yours alone: only this browser can open it.",
  leadLocal: "Pick a template and start, or bring your own data. Everything stays on this computer.",
  own: "Bring your own data",
  formats: (limit: number | undefined): string => `Text, CSV, TSV, JSON, pictures.${limit ? ` Up to ${bytes(limit)}.` : ""}`,
  choose: "Choose files",
  paste: "Paste text",
  drop: "Drop the files to import them",
  search: (templates: number): string => `Search ${plural(templates, "template", "templates")}`,
  searchName: "Search templates",
  categories: "Categories",
  all: "All",
  category: (name: string): string =>
    ({ text: "Text", image: "Pictures", html: "Documents", audio: "Sound", questions: "Questions", series: "Time series", video: "Video", layouts: "Layouts", other: "More" })[name] ?? name,
  playground: (title: string): string => `${title}: the config, in the playground`,
  tryIt: "Try it",
  opening: "Opening…",
  noneFound: "No template matches",
  noneFoundDetail: (query: string): string =>
    `No name, description, category or tag has “${query}” in it. Try another word, or bring your own data.`,
  noneHere: (query: string, category: string, elsewhere: number): string =>
    `Nothing under ${category} has “${query}” in it. Other categories have ${plural(elsewhere, "match", "matches")}.`,
  everywhere: "Search all categories",
  clear: "Clear the search",
  build: "Build it yourself",
  moveCards: "Move between templates",
  found: (templates: number): string => plural(templates, "template", "templates"),
  around: "Show me around",
  aroundDetail: "Five steps, about a minute",
  none: "No templates on this server",
  noneDetail: "Bring your own data, then say in Setup what is to be labeled.",
  goOn: "Go on where you were",
  goOnDetail: (done: number, all: number): string => `${count(done)} of ${plural(all, "task", "tasks")} done`,
  goOnEmpty: "No tasks yet",
  replaceTitle: "Replace what is in this project?",
  replace: (tasks: number, done: number): string =>
    `This project holds ${plural(tasks, "task", "tasks")}, ${count(done)} of them labeled. The template takes their place. This cannot be undone.`,
  replaceButton: "Replace it",
  keep: "Keep it",
  downloadFirst: "Download first",
  privacy: "Privacy: what is kept, how long, and how to delete it",
  resume: "I have a resume code",
  promises: [
    ["Private", "No other visitor can see your project, not even by guessing its address."],
    ["Continue elsewhere", "Take a resume code, and go on with the same project on another computer."],
    ["Yours to take", "Download labels, or the whole project, at any time. Delete it when you like."],
  ] as const,
});
