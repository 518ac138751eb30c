// From what the hand marked to what is meant: without white space at the edges, widened to words, sentences, paragraphs.

export type Granularity = "symbol" | "word" | "sentence" | "paragraph";

/** A stretch of the text in UTF-16 units, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The meant stretch, or undefined when nothing but white space was marked. */
export function meant(text: string, { start, end }: Stretch, granularity: Granularity): Stretch | undefined {
  const marked = trimmed(text, { start: Math.min(start, end), end: Math.max(start, end) });
  if (!marked || granularity === "symbol") return marked;
  return trimmed(text, granularity === "paragraph" ? paragraph(text, marked) : segments(text, marked, granularity));
}

function trimmed(text: string, { start, end }: Stretch): Stretch | undefined {
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  if (isInsidePair(text, start)) start--;
  if (isInsidePair(text, end)) end++;
  return end > start ? { start, end } : undefined;
}

/** True between the two halves of one character. */
function isInsidePair(text: string, position: number): boolean {
  return /[\uDC00-\uDFFF]/.test(text[position] ?? "") && /[\uD800-\uDBFF]/.test(text[position - 1] ?? "");
}

function paragraph(text: string, { start, end }: Stretch): Stretch {
  const before = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const after = text.slice(end).search(/[\r\n]/);
  return { start: start === 0 ? 0 : before, end: after < 0 ? text.length : end + after };
}

/** Whole words or sentences; only the lines around are cut, however long the text is. */
function segments(text: string, marked: Stretch, granularity: "word" | "sentence"): Stretch {
  const around = paragraph(text, marked);
  let { start, end } = marked;
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity }).segment(text.slice(around.start, around.end))) {
    const from = around.start + index;
    const to = from + segment.length;
    if (from < marked.end && to > marked.start) {
      start = Math.min(start, from);
      end = Math.max(end, to);
    }
  }
  return { start, end };
}
