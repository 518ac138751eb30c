// What went wrong: what is, then what to do.
export const errors = {
  noConnection: "The server does not answer. Check the connection; nothing in this browser is lost.",
  server: "The server could not finish this. Try again; what was saved before is safe.",
  refused: (status: number): string => `The server refused this (${status}).`,
  byStatus: {
    401: "This browser is not known to the server yet. Reload the page and try again.",
    403: "This is not allowed here.",
    404: "This is not here any more. Reload the page to see what is.",
    410: "This has been removed.",
    413: "This is larger than the server accepts. Split it and send the parts.",
    415: "The server cannot read this kind of file.",
    429: "Too much at once. Wait a moment, then try again.",
    507: "The server's disk is full. What was saved is safe; new files do not fit.",
  } as Readonly<Record<number, string>>,
  page: "This page did not load",
  pageDetail: "A part of it did not arrive. Your work is safe.",
  tryAgain: "Try again",
};
