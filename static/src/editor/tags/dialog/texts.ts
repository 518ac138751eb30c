// Texts of the Dialog tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("dialog", {
  none: "This task has no messages.",
});
