// Texts of the Paragraphs tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("paragraphs", {
  none: "This task has no paragraphs.",
  noJson: "What stands there is no JSON.",
  turn: (number: number): string => `turn ${number}`,
  only: "Show only",
  onlyOf: (author: string): string => `Only what ${author} says`,
});
