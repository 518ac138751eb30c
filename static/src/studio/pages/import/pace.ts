// How fast something goes, over the last seconds, and how long the rest takes.
const WINDOW = 5_000;

export interface Pace {
  /** a second; undefined while it is too early to say */
  readonly speed: number | undefined;
  /** seconds; undefined while it is too early to say */
  readonly left: number | undefined;
}

export class Pacer {
  private readonly marks: { readonly at: number; readonly amount: number }[] = [];

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Notes how much is done now, and says how it goes. */
  note(amount: number, total: number): Pace {
    const at = this.clock();
    this.marks.push({ at, amount });
    while (this.marks.length > 2 && (this.marks[1]?.at ?? at) < at - WINDOW) this.marks.shift();
    const first = this.marks[0] ?? { at, amount };
    const seconds = (at - first.at) / 1000;
    if (seconds < 0.5 || amount <= first.amount) return { speed: undefined, left: undefined };
    const speed = (amount - first.amount) / seconds;
    return { speed, left: Math.max(0, total - amount) / speed };
  }
}
