// Where a result says that a region of a text lies. Other tools have counted otherwise than in code points (the build 1.0.1 of
// Label Studio in UTF-16 units, 1.4.0 one too many after a line with an emoji); the words that stand beside the numbers tell.
import type { Stretch } from "../../surfaces/text/granularity";
import type { CodePoints } from "../../surfaces/text/offsets";

/** how far from the written place the words are looked for, in UTF-16 units */
const NEAR = 20_000;

/** In UTF-16 units: the written place, or where the written words really are; undefined when no place is written. */
export function writtenPlace(text: string, points: CodePoints, { start, end, text: words }: Readonly<Record<string, unknown>>): Stretch | undefined {
  if (typeof start !== "number" || typeof end !== "number") return undefined;
  const counted = { start: points.toUnits(start), end: points.toUnits(end) };
  if (typeof words !== "string" || words === "") return counted;
  const read = (stretch: Stretch): string => plain(text.slice(stretch.start, stretch.end));
  const wanted = plain(words);
  if (read(counted) === wanted) return counted;
  const inUnits = { start, end };
  if (read(inUnits) === wanted) return inUnits;
  // line ends may be written otherwise than they stand in the text: such words are not looked for
  return nearest(text, words, counted.start) ?? counted;
}

/** Words without what is written in several ways: line ends. */
const plain = (words: string): string => words.replace(/\\n|\r\n?/g, "\n");

/** The occurrence of the words that begins nearest to a position, the earlier of two. */
function nearest(text: string, words: string, position: number): Stretch | undefined {
  const from = Math.max(0, position - NEAR);
  const near = text.slice(from, position + NEAR + words.length);
  const inside = position - from;
  const before = near.lastIndexOf(words, inside);
  const after = near.indexOf(words, inside);
  const found = before >= 0 && (after < 0 || inside - before <= after - inside) ? before : after;
  return found < 0 ? undefined : { start: from + found, end: from + found + words.length };
}
