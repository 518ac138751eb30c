// Marked stretches of a text, the lanes their lines take, and the flat pieces of a line that they cut.
import type { Stretch } from "./granularity";

/** One region as it is painted. */
export interface Span extends Stretch {
  readonly id: string;
  readonly color: string;
  /** what hangs under its start, "" for none */
  readonly name: string;
  /** a prediction: dashed, untinted */
  readonly ghost: boolean;
  /** another number after every change of the span */
  readonly revision: number;
}

/** 1 to 3; 4 when there is no lane left and the last one is shared. */
export type Lanes = ReadonlyMap<string, number>;

/** A piece of one line that the same spans cover. */
export interface Piece extends Stretch {
  /** shortest first; empty for plain text */
  readonly cover: readonly Span[];
  /** equal for two pieces that look the same */
  readonly key: string;
}

/**
 * Hands out lanes: short spans first, each into the highest lane that is free all along it, so that longer ones lie lower.
 * Costs n log n.
 */
export function assignLanes(spans: Iterable<Span>): Lanes {
  const byLength = [...spans].sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
  const lanes = new Map<string, number>();
  const taken: Stretch[][] = [[], [], []];
  for (const span of byLength) {
    const free = taken.findIndex((lane) => insertIfFree(lane, span));
    lanes.set(span.id, free < 0 ? 4 : free + 1);
  }
  return lanes;
}

/** Keeps a lane sorted; its stretches never overlap. */
function insertIfFree(lane: Stretch[], span: Stretch): boolean {
  const at = firstIndex(lane.length, (index) => lane[index]!.end > span.start);
  if (at < lane.length && lane[at]!.start < span.end) return false;
  lane.splice(at, 0, span);
  return true;
}

/** The first index for which `test` holds, when it holds for all after it. */
export function firstIndex(length: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Cuts one line into pieces, plain text included. `spans`: all that touch the line. */
export function cutLine(line: Stretch, spans: readonly Span[], lanes: Lanes): readonly Piece[] {
  const inside = (position: number): number => Math.min(Math.max(position, line.start), line.end);
  const cuts = new Set([line.start, line.end, ...spans.flatMap((span) => [inside(span.start), inside(span.end)])]);
  const positions = [...cuts].sort((a, b) => a - b);
  const waiting = [...spans].sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let next = 0;
  let active: Span[] = [];
  for (let at = 0; at + 1 < positions.length; at++) {
    const [start, end] = [positions[at]!, positions[at + 1]!];
    active = active.filter((span) => span.end > start);
    while (next < waiting.length && waiting[next]!.start <= start) active.push(waiting[next++]!);
    active = active.filter((span) => span.end > start);
    const cover = [...active].sort((a, b) => a.end - a.start - (b.end - b.start));
    pieces.push({ start, end, cover, key: keyOf(start, end, cover, lanes) });
  }
  return pieces;
}

function keyOf(start: number, end: number, cover: readonly Span[], lanes: Lanes): string {
  return `${start}-${end} ${cover.map((span) => `${span.revision}/${lanes.get(span.id)}`).join(" ")}`;
}
