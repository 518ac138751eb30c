// The editor in other languages than English: each a chunk, fetched when a host asks for it.
import { findLanguage, type Language } from "../../language/language";
import { speak } from "../../language/languages";
import type { Translations } from "../../language/translate";

const TRANSLATIONS: Readonly<Record<Language, () => Promise<{ readonly default: Translations }>>> = {
  en: async () => ({ default: {} }),
  ar: () => import("./ar"),
};

/** Speaks the language, or English where it is not known, and says so on the editor's element. */
export async function speakIn(wanted: string, element: HTMLElement): Promise<void> {
  const code = findLanguage([wanted]);
  speak(code, (await TRANSLATIONS[code]()).default, element);
}
