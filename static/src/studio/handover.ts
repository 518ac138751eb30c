// What is carried from one page to the next in memory: files dropped on the welcome page, for Import.
import type { Dropped } from "./components/file-drop";

export interface Handover extends Dropped {
  /** open the field for pasting */
  readonly paste: boolean;
}

let waiting: Handover | undefined;

export function handOver(what: Handover): void {
  waiting = what;
}

/** Takes what was handed over; there is nothing left afterwards. */
export function takeHandover(): Handover | undefined {
  const taken = waiting;
  waiting = undefined;
  return taken;
}
