// Which language the pages speak: the one chosen in this browser, else the first of the browser's own that there is.
import { findLanguage, type Language } from "../language/language";
import { stored } from "./storage";

export const KEY = "language";

/** The language that was chosen here; undefined: the browser's own. */
export const chosenLanguage = (): Language | undefined => stored.read<Language>(KEY);

/** Takes up the language, then calls `start`: at once in English, which is also what is left when the texts do not arrive. */
export function startLanguage(start: () => void): void {
  const wanted = findLanguage([chosenLanguage() ?? "", ...navigator.languages]);
  if (wanted === "en") start();
  else void import("./speak").then(({ speakOnPages }) => speakOnPages(wanted)).catch(console.error).then(start);
}
