// What is to be known of each language, and how it is taken up.
import "./right-to-left.css";
import { useLanguage, type Language } from "./language";
import { translate, type Translations } from "./translate";

interface About {
  /** in its own words */
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  /** what Intl is given */
  readonly locale: string;
}

export const LANGUAGES: Readonly<Record<Language, About>> = {
  en: { name: "English", direction: "ltr", locale: "en-GB" },
  // with the digits of hotkeys, ids and data, which are Latin
  ar: { name: "العربية", direction: "rtl", locale: "ar-u-nu-latn" },
};

/** Speaks a language: its texts in the catalogues, its numbers and dates, and its direction on an element. */
export function speak(code: Language, translations: Translations, element: HTMLElement): void {
  const { direction, locale } = LANGUAGES[code];
  translate(translations);
  useLanguage(code, locale);
  element.lang = code;
  element.dir = direction;
}
