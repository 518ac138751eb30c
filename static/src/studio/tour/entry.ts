// The way into the tour: the tour itself is a chunk that comes when it is asked for.
import { stored } from "../storage";
import { toastError } from "../toasts";

/** Where this browser remembers that the tour need not be offered again. */
export const TOUR_SEEN = "tour-seen";

/** Shows the visitor around; opens a template first when there is nothing to label. */
export function startTour(): void {
  void import("./index").then(({ start }) => start(), toastError);
}

/** Offers the tour on the labeling page, unless this visitor has had it or wants none. */
export function offerTour(): void {
  if (stored.read<boolean>(TOUR_SEEN)) return;
  void import("./index").then(({ offer }) => offer(), () => undefined); // nobody asked for it
}
