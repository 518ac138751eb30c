// Texts of what asks a model.
import { catalogue } from "../../language/catalogue";

export const texts = catalogue("prompts", {
  noAnswer: "The model gave no answer. Draw once more to ask again.",
});
