// From what the hand marked to what is meant: without white space at the edges, whole characters as people see them (an
// emoji of several parts, a flag, a letter with its accents), widened to words, sentences, paragraphs.

export type Granularity = "symbol" | "word" | "sentence" | "paragraph";

/** A stretch of the text in UTF-16 units, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const WIDEST: readonly string[] = ["symbol", "word", "sentence", "paragraph"] satisfies readonly Granularity[];

/** The widest of these names, in any case; what is none of them does not count. */
export function widest(names: readonly string[]): Granularity {
  return WIDEST[Math.max(0, ...names.map((name) => WIDEST.indexOf(name.trim().toLowerCase())))] as Granularity;
}

/** The meant stretch, or undefined when nothing but white space was marked. */
export function meant(text: string, { start, end }: Stretch, granularity: Granularity): Stretch | undefined {
  const marked = trimmed(text, { start: Math.min(start, end), end: Math.max(start, end) });
  return marked && trimmed(text, granularity === "paragraph" ? paragraph(text, marked) : units(text, marked, granularity));
}

/** The next place from a position where a unit begins or ends, with `step` 1 after it and with -1 before it. */
export function nextEdge(text: string, position: number, step: 1 | -1, granularity: Granularity): number {
  const at = step > 0 ? position : position - 1;
  if (at < 0 || at >= text.length) return position;
  if (/\s/.test(text[at]!)) return nextEdge(text, position + step, step, granularity);
  const { start, end } = granularity === "paragraph" ? paragraph(text, { start: at, end: at + 1 }) : units(text, { start: at, end: at + 1 }, granularity);
  return step > 0 ? end : start;
}

function trimmed(text: string, { start, end }: Stretch): Stretch | undefined {
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return end > start ? { start, end } : undefined;
}

function paragraph(text: string, { start, end }: Stretch): Stretch {
  const before = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const after = text.slice(end).search(/[\r\n]/);
  return { start: start === 0 ? 0 : before, end: after < 0 ? text.length : end + after };
}

/** Whole characters, words or sentences; only the lines around are cut, however long the text is. */
function units(text: string, marked: Stretch, granularity: "symbol" | "word" | "sentence"): Stretch {
  const around = paragraph(text, marked);
  const cut = new Intl.Segmenter(undefined, { granularity: granularity === "symbol" ? "grapheme" : granularity });
  const segments = cut.segment(text.slice(around.start, around.end));
  const first = segments.containing(marked.start - around.start)!;
  const last = segments.containing(marked.end - 1 - around.start)!;
  return { start: around.start + first.index, end: around.start + last.index + last.segment.length };
}
