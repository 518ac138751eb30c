// Colours for a label config: XML cut into pieces with a class each. It never fails: what is not XML is plain text.
export type PieceKind = "text" | "tag" | "attribute" | "value" | "comment";

export interface Piece {
  readonly kind: PieceKind;
  readonly text: string;
}

const COMMENT = /<!--[^]*?(?:-->|$)/y;
const TAG_START = /<[/?!]?[\w:.-]*/y;
const TAG_END = /[/?]?>/y;
const ATTRIBUTE = /[^\s=<>/"']+/y;
const VALUE = /"[^"<]*"?|'[^'<]*'?/y;
const INSIDE = /[^]/y;
const OUTSIDE = /[^<]+/y;

/** Cuts a text into pieces; joined they are the text again. */
export function highlight(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let inTag = false;
  const take = (pattern: RegExp, kind: PieceKind): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (!found) return false;
    const last = pieces[pieces.length - 1];
    if (last?.kind === kind && kind === "text") pieces[pieces.length - 1] = { kind, text: last.text + found };
    else pieces.push({ kind, text: found });
    at += found.length;
    return true;
  };
  while (at < text.length) {
    if (!inTag) {
      if (take(COMMENT, "comment") || take(OUTSIDE, "text")) continue;
      inTag = take(TAG_START, "tag");
    } else if (text[at] === "<") inTag = false;
    else if (take(TAG_END, "tag")) inTag = false;
    else if (!take(VALUE, "value") && !take(ATTRIBUTE, "attribute")) take(INSIDE, "text");
  }
  return pieces;
}

/** The pieces of each line; a piece that runs over lines is cut. */
export function highlightLines(text: string): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const piece of highlight(text)) {
    piece.text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part) lines[lines.length - 1]?.push({ kind: piece.kind, text: part });
    });
  }
  return lines;
}
