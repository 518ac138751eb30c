// Texts of the Text tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("text", {
  empty: "This text is empty.",
  noBase64: "The field does not hold base64.",
  failed: (reason: string): string => `This text did not load. ${reason} Labels already made are safe.`,
  unreachable: (address: string): string => `${address} could not be reached, or does not allow this page to read it.`,
  answered: (status: string): string => `The address answered "${status}".`,
});
