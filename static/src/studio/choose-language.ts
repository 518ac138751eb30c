// Choosing the language of the pages.
import { findLanguage, language, type Language } from "../language/language";
import { KEY } from "./language";
import { stored } from "./storage";

/** Keeps the choice in this browser and shows the page anew in it; undefined follows the browser's own languages. What a
 *  page has not saved is asked about, or sent, as when it is loaded again by hand. */
export function chooseLanguage(next: Language | undefined): void {
  if (next === undefined) stored.remove(KEY);
  else stored.write(KEY, next);
  if ((next ?? findLanguage(navigator.languages)) !== language) location.reload();
}
