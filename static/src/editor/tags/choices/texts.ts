// Texts of the Choices tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("choices", {
  choose: "Choose",
  group: (name: string): string => `Choices: ${name}`,
});
