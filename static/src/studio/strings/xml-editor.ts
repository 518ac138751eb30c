// The editor of a label config's XML.
import { catalogue } from "../../language/catalogue";

export const xmlEditor = catalogue("xmlEditor", {
  use: (what: string): string => `Use “${what}”`,
  line: (line: number): string => `Line ${line}`,
  keys: "Tab indents. Escape, then Tab, leaves the field.",
  /** what CodeMirror says itself, by its own English */
  phrases: {
    Find: "Find",
    Replace: "Replace with",
    next: "Next",
    previous: "Previous",
    all: "All",
    "match case": "Match case",
    regexp: "Pattern",
    "by word": "Whole words",
    replace: "Replace",
    "replace all": "Replace all",
    close: "Close",
    "Go to line": "Go to line",
    go: "Go",
    "current match": "found",
    "on line": "on line",
    "replaced match on line $": "Replaced on line $",
    "replaced $ matches": "$ replaced",
    Completions: "What could stand here",
    "Selection deleted": "Selection deleted",
  },
});
