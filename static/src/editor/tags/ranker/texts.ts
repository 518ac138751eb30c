// Texts of List, Ranker and Bucket.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("ranker", {
  order: "Order",
  movable: "movable item",
  help: "Drag, or press Space and move with the arrows; Space puts it down, Escape takes it back.",
  empty: "This task has no items to put in order.",
  taken: (item: string, place: number, of: number, column: string): string => `${item} is in hand. Place ${place} of ${of} ${column}.`,
  moved: (place: number, of: number, column: string): string => `Place ${place} of ${of} ${column}.`,
  dropped: (item: string, place: number, of: number, column: string): string => `${item} lies at place ${place} of ${of} ${column}.`,
  back: (item: string, place: number, of: number, column: string): string => `${item} is back at place ${place} of ${of} ${column}.`,
});
