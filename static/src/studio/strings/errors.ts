// What went wrong: what is, then what to do.
import { catalogue } from "../../language/catalogue";

export const errors = catalogue("errors", {
  noConnection: "The server does not answer. Check the connection; nothing in this browser is lost.",
  server: "The server could not finish this. Try again; what was saved before is safe.",
  refused: (status: number): string => `The server refused this (${status}).`,
  /** what a proxy in front of the server says without a sentence; the server itself always gives one */
  byStatus: {
    413: "This is larger than the server accepts. Split it and send the parts.",
    429: "Too much at once. Wait a moment, then try again.",
  } as Readonly<Record<number, string>>,
  /** sentences of the server by their code, for other languages than English: there the server's own is shown, which knows more */
  byCode: {} as Readonly<Record<string, string>>,
  part: "A part of this page did not arrive. It comes when the connection is back.",
  page: "This page did not load",
  pageDetail: "A part of it did not arrive. Your work is safe.",
  tryAgain: "Try again",
});
