// Texts of the HyperText tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("hypertext", {
  document: (name: string): string => `Document: ${name}`,
});
