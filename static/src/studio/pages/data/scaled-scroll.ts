// Scrolling over more lines than an element can be tall. The scroll bar belongs to an element of at most TALLEST pixels; small
// movements move the lines pixel by pixel, large ones (the bar is dragged) go to the proportional place. Small movements
// make the bar fall behind its proportional place; once the hand is still, it is put right, and nothing is seen of that.

/** Browsers stop at 17 to 33 million pixels, and lose single pixels before that. */
export const TALLEST = 8_000_000;
/** So many pixels at both ends are never scaled: the bar meets its ends exactly where the lines do. */
const END = 40_000;
/** A movement of at least this many pixels, and of more than a view, is a jump. */
const JUMP = 400;

export class ScaledScroll {
  #content = 0;
  #view = 0;
  /** where the view begins within the lines, in pixels of the lines */
  #offset = 0;
  /** where the scroll bar is, in pixels of the element */
  #bar = 0;

  /** The height that the element gets. */
  get height(): number {
    return Math.min(this.#content, TALLEST);
  }

  get offset(): number {
    return this.#offset;
  }

  /** What is added to a line's place within the lines to get its place within the element. */
  get shift(): number {
    return this.#bar - this.#offset;
  }

  /** Tells how tall all lines are and how much of them is seen. */
  resize(content: number, view: number): void {
    this.#content = content;
    this.#view = view;
    this.#offset = this.#within(this.#offset);
  }

  /** The scroll bar was moved to here, by a hand; further than the last line where something stands below it. */
  moved(place: number): void {
    const far = Math.max(0, this.height - this.#view);
    const bar = Math.min(place, far);
    const by = bar - this.#bar;
    this.#bar = bar;
    const atEnd = bar <= 0 || bar >= far - 1;
    const jumped = Math.abs(by) > Math.max(this.#view, JUMP);
    this.#offset = jumped || atEnd || this.#content <= TALLEST ? this.#offsetAt(bar) : this.#within(this.#offset + by);
  }

  /** Goes to a place within the lines; returns where the scroll bar has to be put. */
  to(offset: number): number {
    this.#offset = this.#within(offset);
    this.#bar = this.#place;
    return this.#bar;
  }

  /** True when the bar comes to an end of its way and the lines do not: it has to be put right at once. */
  get pressing(): boolean {
    const nearEnd = this.#bar < END / 2 || this.#bar > this.height - this.#view - END / 2;
    return nearEnd && Math.abs(this.#place - this.#bar) >= 1;
  }

  /** Where the scroll bar should be put now that the hand is still; undefined when it is there. */
  settle(): number | undefined {
    const place = this.#place;
    if (Math.abs(place - this.#bar) < 1) return undefined;
    this.#bar = place;
    return place;
  }

  get #farthest(): number {
    return Math.max(0, this.#content - this.#view);
  }

  #within(offset: number): number {
    return Math.max(0, Math.min(offset, this.#farthest));
  }

  /** Pixels of lines for a pixel of the bar, between the two ends. */
  get #scale(): number {
    return (this.#farthest - 2 * END) / (this.height - this.#view - 2 * END);
  }

  /** Where the bar belongs. */
  get #place(): number {
    if (this.#content <= TALLEST || this.#offset <= END) return this.#offset;
    const left = this.#farthest - this.#offset;
    if (left <= END) return this.height - this.#view - left;
    return Math.round(END + (this.#offset - END) / this.#scale);
  }

  #offsetAt(bar: number): number {
    if (this.#content <= TALLEST || bar <= END) return this.#within(bar);
    const left = this.height - this.#view - bar;
    if (left <= END) return this.#within(this.#farthest - left);
    return this.#within(END + (bar - END) * this.#scale);
  }
}

/** Lines come and go in groups, so that most movements draw nothing. */
export const GROUP = 4;

/** Which lines of one height are drawn: those in view and at least `more` on both sides; `last` is not included. */
export function linesInView(offset: number, view: number, height: number, count: number, more: number): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor((offset / height - more) / GROUP) * GROUP);
  const last = Math.min(count, Math.ceil(((offset + view) / height + more) / GROUP) * GROUP);
  return { first: Math.min(first, Math.max(0, last)), last: Math.max(0, last) };
}
