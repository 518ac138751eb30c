// Where the tour's card stands: beside what it points at, inside the window, and not over it when there is room anywhere else.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels between the card and its target, and between the card and the edge of the window. */
const GAP = 12;

const clamp = (value: number, most: number): number => Math.max(GAP, Math.min(value, most));

/** The left and top of a card of this size. Tried in turn: below, above, right, left; over the target's foot when it fills
 *  the window. */
export function placeCard(target: Box, card: Size, view: Size): { readonly left: number; readonly top: number } {
  const most = { left: view.width - card.width - GAP, top: view.height - card.height - GAP };
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  const along = clamp(target.left + Math.min(target.width, 480) / 2 - card.width / 2, most.left);
  const beside = clamp(target.top + Math.min(target.height, 240) / 2 - card.height / 2, most.top);
  if (bottom + GAP <= most.top) return { left: along, top: bottom + GAP };
  if (target.top - GAP - card.height >= GAP) return { left: along, top: target.top - GAP - card.height };
  if (right + GAP <= most.left) return { left: right + GAP, top: beside };
  if (target.left - GAP - card.width >= GAP) return { left: target.left - GAP - card.width, top: beside };
  return { left: clamp(right - card.width - GAP, most.left), top: clamp(bottom - card.height - GAP, most.top) };
}
