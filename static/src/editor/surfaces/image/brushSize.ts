// How wide the brush is and how much colours may differ, for all pictures of this page.
import { signal } from "@preact/signals-core";
import { clamp } from "./points";

export interface Measure {
  readonly value: () => number;
  set(value: number): void;
  smaller(): void;
  larger(): void;
  /** where it stands on a slider from 0 to 100, and the reverse */
  readonly position: () => number;
  slide(position: number): void;
}

const WIDEST = 1000;
/** one press of a key, as a factor */
const STEP = 1.2;
const MOST = 255;

const width = signal(40);
const tolerance = signal(15);

/** Of the brush, in pixels of the picture: a slider in equal factors, from 1 to 1,000. */
export const brushWidth: Measure = {
  value: () => width.value,
  set: (value) => void (width.value = clamp(Math.round(value), 1, WIDEST)),
  smaller: () => brushWidth.set(Math.min(width.peek() - 1, width.peek() / STEP)),
  larger: () => brushWidth.set(Math.max(width.peek() + 1, width.peek() * STEP)),
  position: () => (Math.log(width.value) / Math.log(WIDEST)) * 100,
  slide: (position) => brushWidth.set(WIDEST ** (position / 100)),
};

/** How far red, green or blue may be from that of the pressed spot, from 0 to 255. */
export const colorTolerance: Measure = {
  value: () => tolerance.value,
  set: (value) => void (tolerance.value = clamp(Math.round(value), 0, MOST)),
  smaller: () => colorTolerance.set(tolerance.peek() - 5),
  larger: () => colorTolerance.set(tolerance.peek() + 5),
  position: () => (tolerance.value / MOST) * 100,
  slide: (position) => colorTolerance.set((position / 100) * MOST),
};
