// The pages in other languages than English. This comes with the first of them; each is a chunk of its own.
import type { Language } from "../language/language";
import { speak } from "../language/languages";
import type { Translations } from "../language/translate";

const TRANSLATIONS: Readonly<Record<Language, () => Promise<{ readonly default: Translations }>>> = {
  en: async () => ({ default: {} }),
  ar: () => import("./strings/ar/index"),
};

/** Fetches a language's texts and speaks it. */
export async function speakOnPages(code: Language): Promise<void> {
  speak(code, (await TRANSLATIONS[code]()).default, document.documentElement);
}
