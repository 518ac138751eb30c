// Keys of the config editor, written as insertions, so that the browser's own undo keeps working.
const INDENT = "  ";

/** Puts text in the place of a range; goes through the browser's undo history. */
export function replaceRange(field: HTMLTextAreaElement, start: number, end: number, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  // execCommand is the one way to change a field's text that Undo knows of
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (!done) {
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

/** Tab, Shift+Tab and Enter. Returns true when the key was handled. */
export function editKey(field: HTMLTextAreaElement, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "Tab") return changeIndent(field, event.shiftKey);
  if (event.key === "Enter" && !event.shiftKey) return newLine(field);
  return false;
}

function changeIndent(field: HTMLTextAreaElement, less: boolean): boolean {
  const { value, selectionStart, selectionEnd } = field;
  const oneLine = !value.slice(selectionStart, selectionEnd).includes("\n");
  if (oneLine && !less) {
    replaceRange(field, selectionStart, selectionEnd, INDENT);
    return true;
  }
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const after = value.indexOf("\n", selectionEnd);
  const end = after < 0 ? value.length : after;
  const lines = value.slice(start, end).split("\n");
  const changed = lines.map((line) => (less ? line.replace(/^( {1,2}|\t)/, "") : line && INDENT + line)).join("\n");
  if (changed === lines.join("\n")) return true;
  const first = changed.length - (value.slice(start, end).length);
  replaceRange(field, start, end, changed);
  if (oneLine) field.setSelectionRange(Math.max(start, selectionStart + first), Math.max(start, selectionEnd + first));
  else field.setSelectionRange(start, start + changed.length);
  return true;
}

/** A new line starts where the one before does, one step further in after an opening tag. */
export function indentAfter(before: string): string {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const opens = /<[A-Za-z][^<>]*[^/<>]>\s*$|<[A-Za-z]>\s*$/.test(line);
  return opens ? indent + INDENT : indent;
}

function newLine(field: HTMLTextAreaElement): boolean {
  const indent = indentAfter(field.value.slice(0, field.selectionStart));
  if (indent === "") return false;
  replaceRange(field, field.selectionStart, field.selectionEnd, `\n${indent}`);
  return true;
}
