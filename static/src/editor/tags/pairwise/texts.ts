// Texts of the Pairwise tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("pairwise", {
  left: "Left",
  right: "Right",
  group: (name: string): string => `Pair: ${name}`,
});
