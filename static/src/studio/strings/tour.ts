// The tour of the labeling page.
import { catalogue } from "../../language/catalogue";

export const tour = catalogue("tour", {
  name: "Tour",
  step: (number: number, all: number): string => `Step ${number} of ${all}`,
  next: "Next",
  finish: "Finish",
  end: "End the tour",
  offer: "First time here?",
  offerDetail: "Five steps on this page, about a minute.",
  start: "Show me around",
  never: "No, thanks",
  done: "That was the tour. The menu at the top has it again.",
  nothing: "There is nothing to label here now. Open a template, then start the tour again.",
  label: ["Pick a label", "Press a label here, or its number on the keyboard. It stays picked for the next thing that you mark."],
  answer: ["Answer", "Press an answer, or its number on the keyboard. Press it again to take it back."],
  markText: ["Mark some words", "Drag over words of the text, or double-click one. They get the label that you picked."],
  touchText: ["Mark some words", "Touch and hold a word, then pull its ends. The words get the label that you picked."],
  markPicture: ["Draw a box", "Drag from one corner of a thing to the other. It gets the label that you picked."],
  read: ["Read the task", "This is what is to be labeled. The questions stand with it."],
  regions: ["What you marked", "Everything you mark is listed here. Press a row to see it selected; Delete removes it, Undo brings it back."],
  regionsSmall: ["What you marked", "Everything you mark is listed here. Pull this sheet up to see, change or delete it."],
  kept: ["Kept as you go", "Whatever you do is kept within a second or two. You can close this page and come back to it."],
  submit: ["Submit", "Press Submit when the task is done. The next one comes at once; nothing is lost if you stop here."],
  takeAlong: ["Take it along", "Export has your labels as a file whenever you like. Open it to have a look."],
  takeAlongSmall: ["Take it along", "The menu leads to Export, which has your labels as a file whenever you like. Open it to have a look."],
} as const);
