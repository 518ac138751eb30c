// A project's life as its owner sees it: how long it is kept, the warning, the end, and what the host refuses.
import { catalogue } from "../../language/catalogue";
import { bytes, plural } from "../format";
import type { Left } from "../life/span";

const listed = ({ days, hours, minutes }: Left): string =>
  [
    ...(days === undefined ? [] : [plural(days, "day", "days")]),
    ...(hours === undefined ? [] : [plural(hours, "hour", "hours")]),
    ...(minutes === undefined ? [] : [plural(minutes, "minute", "minutes")]),
  ].join(" ");

/** 604800 -> "7 days": a span that the host set. */
export function span(seconds: number): string {
  const [size, one, many] = seconds % 86_400 === 0 ? [86_400, "day", "days"] : seconds >= 7200 ? [3600, "hour", "hours"] : seconds >= 120 ? [60, "minute", "minutes"] : [1, "second", "seconds"];
  return plural(Math.round(seconds / Number(size)), String(one), String(many));
}

/** 38 -> "38 s", 240 -> "4 min" */
const wait = (seconds: number): string => (seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`);
const about = (seconds: number): string => (seconds < 90 ? plural(seconds, "second", "seconds") : `about ${plural(Math.ceil(seconds / 60), "minute", "minutes")}`);

export const life = catalogue("life", {
  offline: "No connection.",
  offlineElsewhere: "Nothing can be saved until the server answers again. This page tries by itself.",
  offlineWaiting: (changes: number): string =>
    changes === 0 ? "What you do next waits in this browser." : `${plural(changes, "change waits", "changes wait")} in this browser.`,
  left: (left: Left): string => `kept ${listed(left) || "less than a minute"}`,
  region: "About this project",
  deleted: (at: string): string => `Deleted ${at}`,
  unless: "unless you come back.",
  oldAge: (seconds: number): string => (seconds > 0 ? `Projects are kept ${span(seconds)} here, however often you come.` : "Take along what you need."),
  ending: "The time of this project is over.",
  endingDetail: "It may be deleted at any moment.",
  keep: "Keep it",
  keeping: "Asking…",
  keptUntil: (at: string): string => `Kept until ${at}`,
  keptDetail: "unless you come back before. Then the time begins anew.",
  download: "Download everything",
  frozen: "The host froze this project.",
  frozenDetail: "Reading and export go on.",
  waiting: (changes: number): string => `${plural(changes, "change waits", "changes wait")} in this browser, and ${changes === 1 ? "is" : "are"} sent when that is over.`,
  closed: "Closed to new projects.",
  closedDetail: "You can look around. Who has a project goes on with it.",
  nextTry: (seconds: number): string => `Next try in ${wait(seconds)}`,
  trying: "Trying…",
  tryNow: "Try now",
  dismiss: "Close this notice",
  toMessage: "Go to the message",
  // the project that this browser had is gone; told once
  goneIdle: (day: string, idle: number): string => `Your project was deleted on ${day}${idle > 0 ? `, after ${span(idle)} without a visit` : ""}.`,
  goneAge: (day: string, age: number): string => `Your project was deleted on ${day}${age > 0 ? `. Projects are kept ${span(age)} here` : ""}.`,
  goneDeleted: (day: string): string => `Your project was deleted on ${day}, in another window or on another device of yours.`,
  goneHost: (day: string): string => `The host deleted your project on ${day}.`,
  goneNext: "With your next change a new one begins.",
  templates: "Choose a template",
  resume: "I have a resume code",
  projects: "My projects",
  leftHere: (changes: number): string => `${plural(changes, "change", "changes")} of it never reached the server and ${changes === 1 ? "is" : "are"} still in this browser.`,
  downloadChanges: (changes: number): string => `Download ${plural(changes, "change", "changes")}`,
  forget: "Forget them",
  // the page stays open while its project ends
  endedTitle: "This project has ended",
  endedIdle: (at: string, idle: number): string => `It was deleted from the server ${at}${idle > 0 ? `, ${span(idle)} after the last visit` : ""}.`,
  endedAge: (at: string, age: number): string => `It was deleted from the server ${at}${age > 0 ? `, ${span(age)} after it was begun` : ""}.`,
  endedDeleted: "It was deleted from the server, in another window or on another device of yours.",
  endedHost: "The host deleted it from the server.",
  endedUnknown: "The server does not have it any more.",
  nothingHere: "Nothing of it is left in this browser that was not saved before.",
  here: (changes: number): string =>
    `${plural(changes, "change was", "changes were")} not saved on the server. ${changes === 1 ? "It is" : "They are"} still in this browser: download ${changes === 1 ? "it" : "them"} before you go on.`,
  newProject: "Start a new project",
  // what is downloaded
  file: "unsaved-labels",
});

const size = (value: number): string => bytes(value);

/** What the host refuses: a title, what still works, and when it changes. */
export const refusals = catalogue("refusals", {
  creations: "Many people are here",
  creationsDetail: (seconds: number): string => `New projects open again in ${about(seconds)}. This page tries by itself.`,
  rate: "Too much at once",
  rateDetail: (seconds: number): string => `This page goes on by itself in ${about(seconds)}.`,
  sessions: "This studio is full",
  sessionsDetail: "No new project fits until an old one ends. You can look around; this page tries by itself.",
  closed: "Closed to new projects",
  maintenance: "The host is working on the studio",
  tries: "This page tries by itself.",
  disk: "The server's disk is nearly full",
  diskDetail: "New projects and files do not fit; labels are taken. This page tries by itself.",
  full: "This project is full",
  fullDetail: (used: number, limit: number): string => `It holds ${size(used)} of ${size(limit)}. You can go on labeling; new files do not fit.`,
  tooLarge: "That does not fit",
  tooLargeDetail: (used: number, limit: number): string => `The project holds ${size(used)} of ${size(limit)}. What is smaller fits, and you can go on labeling.`,
  fullPlain: "You can go on labeling; new files do not fit.",
  tasks: "This project has all the tasks it may hold",
  tasksDetail: (limit: number): string => `It may add ${plural(limit, "task", "tasks")}. You can go on labeling these, or start another project.`,
  uploads: "This project has all the files it may hold",
  uploadsDetail: (limit: number): string => `It may keep ${plural(limit, "file", "files")}. You can go on labeling; new files do not fit.`,
  frozen: "The host froze this project",
  frozenDetail: "Reading and export go on.",
  other: "Another project is open",
  otherDetail: "It was opened in another tab. Nothing of this page is saved there. Load the page again to go on with that project, or come back to this one under My projects.",
  cookies: "This browser keeps no cookie for this site",
  cookiesDetail: "Without it the server cannot tell which project is yours. Allow cookies for this site, then try again.",
  space: "See what takes space",
  look: "Look around",
});
