// Results count Unicode code points (an emoji is one), the browser counts UTF-16 units (it is two).

export class CodePoints {
  /** UTF-16 positions of the pairs, ascending */
  readonly #pairs: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const pairs: number[] = [];
    for (const match of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) pairs.push(match.index);
    this.#pairs = pairs;
    this.#length = text.length;
  }

  /** Code points before a UTF-16 position. */
  fromUnits(position: number): number {
    return position - this.#pairsBefore((pair) => pair < position);
  }

  /** The UTF-16 position of a code point; positions outside of the text are moved to its edge. */
  toUnits(codePoint: number): number {
    const inside = Math.max(0, codePoint);
    // the nth pair stands at code point (position - n)
    return Math.min(this.#length, inside + this.#pairsBefore((pair, n) => pair - n < inside));
  }

  #pairsBefore(isBefore: (pair: number, n: number) => boolean): number {
    let low = 0;
    let high = this.#pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(this.#pairs[middle]!, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
