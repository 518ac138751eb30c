// Arrow keys between the cards of the gallery, whatever number of columns the window has.

export interface Spot {
  readonly left: number;
  readonly top: number;
}

/** The index that a key leads to from `from`, or undefined when the key means nothing here or there is no card that way. */
export function cardAfter(key: string, from: number, spots: readonly Spot[]): number | undefined {
  const here = spots[from];
  if (!here) return undefined;
  switch (key) {
    case "ArrowRight":
      return from + 1 < spots.length ? from + 1 : undefined;
    case "ArrowLeft":
      return from > 0 ? from - 1 : undefined;
    case "Home":
      return 0;
    case "End":
      return spots.length - 1;
    case "ArrowDown":
      return inRow(spots, spots.find(({ top }) => top > here.top), here.left);
    case "ArrowUp":
      return inRow(spots, spots.findLast(({ top }) => top < here.top), here.left);
    default:
      return undefined;
  }
}

/** The card of a row that lies under (or over) `left`; the row's last one when it is too short. */
function inRow(spots: readonly Spot[], one: Spot | undefined, left: number): number | undefined {
  if (!one) return undefined;
  const row = spots.flatMap((spot, index) => (spot.top === one.top ? [index] : []));
  return row.findLast((index) => (spots[index]?.left ?? 0) <= left) ?? row[0];
}
