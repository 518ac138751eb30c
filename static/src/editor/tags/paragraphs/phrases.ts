// A conversation as one text, and the way between places in it and those that results name: the number of a paragraph and a
// position in it. Those positions count UTF-16 units, as Label Studio's own do here (in Text it counts code points).
import { asText } from "../../core/variables";
import type { Stretch } from "../../surfaces/text/granularity";

export interface Phrase {
  readonly author: string;
  readonly text: string;
  /** seconds of the recording, when the task names them */
  readonly start: number | undefined;
}

/** The geometry of a region: numbers of paragraphs as text, positions in them, the end exclusive. */
export interface ParagraphRange {
  readonly start: string;
  readonly end: string;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** Reads a list of objects with an author and a text under these keys, or of plain texts. What is no list reads as none. */
export function readPhrases(value: unknown, nameKey: string, textKey: string): readonly Phrase[] {
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown): Phrase => {
    const source: Record<string, unknown> = typeof item === "object" && item !== null ? (item as Record<string, unknown>) : { [textKey]: item };
    const start = source["start"];
    const seconds = typeof start === "number" ? start : typeof start === "string" && start.trim() !== "" ? Number(start) : Number.NaN;
    return { author: asText(source[nameKey]), text: asText(source[textKey]), start: Number.isFinite(seconds) ? seconds : undefined };
  });
}

export class PhraseText {
  /** all paragraphs, a line end between each two */
  readonly text: string;
  /** where each paragraph begins in it */
  readonly #starts: readonly number[];
  readonly #phrases: readonly Phrase[];

  constructor(phrases: readonly Phrase[]) {
    this.#phrases = phrases;
    this.text = phrases.map((phrase) => phrase.text).join("\n");
    let at = 0;
    this.#starts = phrases.map((phrase) => {
      const start = at;
      at += phrase.text.length + 1;
      return start;
    });
  }

  /** The number of the paragraph at a position of the text. */
  paragraphAt(position: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  startOf(paragraph: number): number {
    return this.#starts[paragraph] ?? this.text.length;
  }

  rangeOf({ start, end }: Stretch): ParagraphRange {
    const first = this.paragraphAt(start);
    const last = this.paragraphAt(Math.max(start, end - 1));
    return { start: String(first), end: String(last), startOffset: start - this.startOf(first), endOffset: end - this.startOf(last) };
  }

  /** The stretch of the text; undefined when the values name no place in it. */
  stretchOf(value: Readonly<Record<string, unknown>>): Stretch | undefined {
    const start = this.#position(value["start"], value["startOffset"]);
    const end = this.#position(value["end"], value["endOffset"]);
    return start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
  }

  #position(paragraph: unknown, offset: unknown): number | undefined {
    const number = typeof paragraph === "string" && paragraph.trim() !== "" ? Number(paragraph) : paragraph;
    if (typeof number !== "number" || !Number.isInteger(number) || typeof offset !== "number") return undefined;
    const phrase = this.#phrases[number];
    return phrase && this.startOf(number) + Math.min(Math.max(0, offset), phrase.text.length);
  }
}
