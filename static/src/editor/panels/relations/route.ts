// The way of an arrow between two regions, in the pixels of the drawing.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its edges. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Route {
  /** the `d` of a path */
  readonly path: string;
  /** where it ends and from where it comes there, for the arrow heads: at the first and at the second region */
  readonly first: { readonly at: Point; readonly from: Point };
  readonly second: { readonly at: Point; readonly from: Point };
  /** where its name stands */
  readonly middle: Point;
}

/** Of a text: how high above the line it runs, how far from the middle of a word it ends, where the gutter is that it takes between lines. */
export interface Lanes {
  readonly height: number;
  readonly shift?: number;
  readonly gutter: number;
}

const ROUND = 5;

/** Between words: up into the gap over the line, along it (for another line through the gutter), and down again. */
export function textRoute(a: Edges, b: Edges, { height, shift = 0, gutter }: Lanes): Route {
  const start = { x: shifted(a, shift), y: a.top };
  const end = { x: shifted(b, shift), y: b.top };
  const up = { x: start.x, y: start.y - height };
  const down = { x: end.x, y: end.y - height };
  const sameLine = Math.abs(start.y - end.y) < 4;
  const corners = sameLine ? [start, { x: up.x, y: Math.min(up.y, down.y) }, { x: down.x, y: Math.min(up.y, down.y) }, end]
    : [start, up, { x: gutter, y: up.y }, { x: gutter, y: down.y }, down, end];
  const to = sameLine ? down.x : gutter;
  return {
    path: rounded(corners), first: { at: start, from: up }, second: { at: end, from: down },
    middle: { x: sameLine ? (up.x + to) / 2 : to + Math.sign(up.x - to) * Math.min(60, Math.abs(up.x - to) / 2), y: up.y },
  };
}

/** Between boxes: a light bow from edge to edge, so that the way there and the way back are two lines. */
export function boxRoute(a: Edges, b: Edges): Route {
  const [from, to] = [middleOf(a), middleOf(b)];
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const bow = Math.min(40, length * 0.14);
  const control = { x: (from.x + to.x) / 2 + ((from.y - to.y) / length) * bow, y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bow };
  const start = edgeTowards(a, control);
  const end = edgeTowards(b, control);
  return {
    path: `M${pair(start)}Q${pair(control)} ${pair(end)}`,
    first: { at: start, from: control }, second: { at: end, from: control },
    middle: { x: (start.x + 2 * control.x + end.x) / 4, y: (start.y + 2 * control.y + end.y) / 4 },
  };
}

/** A triangle that points from `from` to `at`. */
export function arrowHead({ at, from }: Route["first"], size: number): string {
  const length = Math.hypot(at.x - from.x, at.y - from.y) || 1;
  const [dx, dy] = [(at.x - from.x) / length, (at.y - from.y) / length];
  const back = { x: at.x - dx * size, y: at.y - dy * size };
  const half = size * 0.55;
  return `M${pair(at)}L${pair({ x: back.x - dy * half, y: back.y + dx * half })}L${pair({ x: back.x + dy * half, y: back.y - dx * half })}Z`;
}

function middleOf({ left, top, right, bottom }: Edges): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Beside the middle of a box, but not far from it in a short one. */
function shifted(box: Edges, shift: number): number {
  const most = (box.right - box.left) / 3;
  return middleOf(box).x + Math.max(-most, Math.min(most, shift));
}

/** Where the line from the middle of a box to a point leaves it; the middle when the point is inside. */
function edgeTowards(box: Edges, point: Point): Point {
  const middle = middleOf(box);
  const [dx, dy] = [point.x - middle.x, point.y - middle.y];
  const share = Math.min((box.right - box.left) / 2 / Math.abs(dx || 1e-9), (box.bottom - box.top) / 2 / Math.abs(dy || 1e-9));
  return share >= 1 ? middle : { x: middle.x + dx * share, y: middle.y + dy * share };
}

/** Straight lines through all corners, with the inner ones rounded. */
function rounded(corners: readonly Point[]): string {
  let path = `M${pair(corners[0]!)}`;
  for (let at = 1; at < corners.length - 1; at++) {
    const [before, corner, after] = [corners[at - 1]!, corners[at]!, corners[at + 1]!];
    path += `L${pair(towards(corner, before))}Q${pair(corner)} ${pair(towards(corner, after))}`;
  }
  return `${path}L${pair(corners.at(-1)!)}`;
}

function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  const share = length === 0 ? 0 : Math.min(ROUND, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}

function pair({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
