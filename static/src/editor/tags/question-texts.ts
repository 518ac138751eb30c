// Texts of every control that asks something.
import { catalogue } from "../../language/catalogue";

export const texts = catalogue("question", {
  required: "required",
});
