// Texts of Filter.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("filter", {
  find: "Find",
  group: "Lists",
  found: (shown: number, all: number): string => (shown === 0 ? `None of ${all}` : `${shown} of ${all}`),
});
