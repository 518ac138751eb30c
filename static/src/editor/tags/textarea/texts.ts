// Texts of the TextArea tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("textarea", {
  placeholder: "Type, then Enter",
  add: "Add",
  takeOut: (text: string): string => `Take out: ${text}`,
  entry: (number: number): string => `Text ${number}`,
  duplicate: "This text is there already.",
  shortcuts: "Shortcuts",
  group: (name: string): string => `Shortcuts: ${name}`,
});
