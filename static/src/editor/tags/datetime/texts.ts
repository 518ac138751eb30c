// Texts of the DateTime tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("datetime", {
  month: "Month",
  year: "Year",
  between: (min: string, max: string): string => `Choose from ${min} to ${max}.`,
  atLeast: (min: string): string => `Choose ${min} or later.`,
  atMost: (max: string): string => `Choose ${max} or earlier.`,
  unread: (written: string): string => `Saved: ${written}`,
});
