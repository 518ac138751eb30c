// Reading and marking with the keyboard alone: arrows move a caret, with shift they mark, as in any text field.

const STEPS: Readonly<Record<string, readonly [direction: "forward" | "backward" | "left" | "right", granularity: string]>> = {
  ArrowLeft: ["left", "character"],
  ArrowRight: ["right", "character"],
  ArrowUp: ["backward", "line"],
  ArrowDown: ["forward", "line"],
  Home: ["backward", "lineboundary"],
  End: ["forward", "lineboundary"],
};

/** Moves or extends the document's selection by one key press; false when the key is none of the caret's. */
export function moveCaret(event: KeyboardEvent, selection: Selection): boolean {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.metaKey) return false;
  const [direction, granularity] = step;
  selection.modify(event.shiftKey ? "extend" : "move", direction, event.ctrlKey ? wide(granularity) : granularity);
  return true;
}

function wide(granularity: string): string {
  return granularity === "character" ? "word" : granularity === "line" ? "paragraph" : "documentboundary";
}
