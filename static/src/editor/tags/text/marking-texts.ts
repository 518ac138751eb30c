// Texts of what can be done with the regions of a text.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("marking", {
  group: "Regions of a text",
  start: "Move the start",
  end: "Move the end",
});
