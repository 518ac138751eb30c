// Texts of the Rating tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("rating", {
  group: "Rating",
  of: (given: number, most: number): string => `${given} of ${most}`,
  oneMore: (name: string): string => `One more: ${name}`,
});
