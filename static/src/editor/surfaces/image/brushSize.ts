// How wide the brush is and how much colours may differ, for all pictures of this page.
import { signal } from "@preact/signals-core";
import { clamp } from "./points";

export interface Measure {
  readonly value: () => number;
  set(value: number): void;
  /** what it is until somebody sets it */
  offer(value: number): void;
  smaller(): void;
  larger(): void;
  /** where it stands on a slider from 0 to 100, and the reverse */
  readonly position: () => number;
  slide(position: number): void;
}

interface Steps {
  smaller(now: number): number;
  larger(now: number): number;
}

const WIDEST = 1000;
/** one press of a key, as a factor */
const STEP = 1.2;
const MOST = 255;

/** A whole number between two bounds, and the two steps that a key takes. */
function measure(start: number, [least, most]: readonly [number, number], { smaller, larger }: Steps): Omit<Measure, "position" | "slide"> {
  const held = signal(start);
  let chosen = false;
  const put = (value: number) => void (held.value = clamp(Math.round(value), least, most));
  const set = (value: number) => {
    chosen = true;
    put(value);
  };
  return {
    value: () => held.value,
    set,
    offer: (value) => (chosen ? undefined : put(value)),
    smaller: () => set(smaller(held.peek())),
    larger: () => set(larger(held.peek())),
  };
}

const width = measure(40, [1, WIDEST], { smaller: (now) => Math.min(now - 1, now / STEP), larger: (now) => Math.max(now + 1, now * STEP) });
const tolerance = measure(15, [0, MOST], { smaller: (now) => now - 5, larger: (now) => now + 5 });

/** Of the brush, in pixels of the picture: a slider in equal factors, from 1 to 1,000. */
export const brushWidth: Measure = {
  ...width,
  position: () => (Math.log(width.value()) / Math.log(WIDEST)) * 100,
  slide: (position) => width.set(WIDEST ** (position / 100)),
};

/** How far red, green or blue may be from that of the pressed spot, from 0 to 255. */
export const colorTolerance: Measure = {
  ...tolerance,
  position: () => (tolerance.value() / MOST) * 100,
  slide: (position) => tolerance.set((position / 100) * MOST),
};
