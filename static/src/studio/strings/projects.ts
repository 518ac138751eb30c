// My projects, and deleting one: what is lost, and what was.
import { catalogue } from "../../language/catalogue";
import { bytes, count, plural } from "../format";

export const projects = catalogue("projects", {
  heading: "My projects",
  lead: "The projects that this browser can open. Nobody else sees this list.",
  leadLocal: "This studio holds one project, for everybody who can open its address.",
  newProject: "New project",
  newHint: "The one that is open now stays in the list.",
  listed: "Projects of this browser",
  amount: (listed: number, most: number): string => `${count(listed)} of ${count(most)}`,
  made: (day: string): string => `begun ${day}`,
  done: (done: number, all: number): string => (all === 0 ? "no tasks yet" : `${count(done)} of ${count(all)} done`),
  progress: (title: string): string => `Progress of ${title}`,
  until: (at: string): string => `deleted ${at}, unless it is opened before`,
  oldAge: (at: string): string => `deleted ${at}`,
  forEver: "kept until you delete it",
  openNow: "open now",
  frozen: "frozen by the host",
  open: "Open",
  openNamed: (title: string): string => `Open ${title}`,
  goOn: "Go on",
  download: (title: string): string => `Download ${title}`,
  remove: (title: string): string => `Delete ${title}`,
  empty: "No project yet",
  emptyDetail: "Looking around stores nothing. Your first change makes a project, and it appears here.",
  templates: "Choose a template",
  full: (most: number): string => `This browser has ${count(most)} of ${count(most)} projects.`,
  fullDetail: "To begin another, download one that you are done with, then delete it.",
  resume: "A project from another browser",
  resumeField: "Resume code",
  resumeHint: "Twelve words, made in Settings of the other browser. Your projects here stay in the list.",
  resumeButton: "Open",
  failed: "The list did not load",
  // deleting
  confirmTitle: "Delete this project for good?",
  confirmNamed: (title: string): string => `Delete “${title}” for good?`,
  loses: (tasks: number, annotations: number, files: number | undefined): string => {
    const parts = [plural(tasks, "task", "tasks"), ...(annotations > 0 ? [plural(annotations, "annotation", "annotations")] : []), ...(files === undefined ? ["all its files"] : files > 0 ? [plural(files, "file", "files")] : [])];
    const last = parts.pop() ?? "";
    return `${parts.length > 0 ? `${parts.join(", ")} and ${last}` : last} ${parts.length === 0 && tasks === 1 ? "is" : "are"} removed from this server. This cannot be undone.`;
  },
  downloadFirst: "Download first",
  keepIt: "Keep it",
  deleteIt: "Delete",
  deletedTitle: "Your data is deleted",
  deletedNamed: (title: string): string => `“${title}” is deleted`,
  deletedDetail: "This is what was removed from the server. Its tokens and its resume code open nothing any more.",
  nothing: "There was nothing on the server to remove.",
  counts: {
    tasks: (number: number): string => (number === 1 ? "task" : "tasks"),
    annotations: (number: number): string => (number === 1 ? "annotation" : "annotations"),
    skipped: "skipped",
    predictions: (number: number): string => (number === 1 ? "prediction" : "predictions"),
    files: (number: number): string => (number === 1 ? "file" : "files"),
    size: "in all",
    bytes: (number: number): string => bytes(number),
  },
  startAgain: "Start a new project",
  others: "My other projects",
});

export const privacy = catalogue("privacy", {
  heading: "Privacy",
  lead: "What this studio keeps of you, for how long, and how to get rid of it. Made from its settings.",
  delete: "Delete my data",
  download: "Download my project",
  failed: "The notice did not load",
});
