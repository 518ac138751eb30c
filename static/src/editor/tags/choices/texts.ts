// Texts of the Choices tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("choices", {
  choose: "Choose",
  inside: (choice: string): string => `Choices in ${choice}`,
  group: (name: string): string => `Choices: ${name}`,
});
