// Texts of Repeater.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("repeater", {
  previous: "Previous",
  next: "Next",
  position: (place: number, of: number): string => `${place} of ${of}`,
  group: "Entries",
  leftOut: (entries: number): string => `The list is too long for this config. Entries left out: ${entries}`,
  empty: "The list of this task is empty.",
});
