// The language that is spoken. English is in the code; every other language is a chunk of its own.

export const CODES = ["en", "ar"] as const;
export type Language = (typeof CODES)[number];

/** The language that is spoken, and its locale for numbers and dates. */
export let language: Language = "en";
export let locale = "en-GB";

/** The first of `wanted` that there is, English else: "ar-EG" finds "ar". */
export const findLanguage = (wanted: readonly string[]): Language =>
  wanted.map((one) => CODES.find((code) => one.split("-")[0] === code)).find(Boolean) ?? "en";

/** Takes a language for numbers and dates; `speak` in languages.ts does this and what else belongs to it. */
export function useLanguage(code: Language, ofNumbers: string): void {
  language = code;
  locale = ofNumbers;
}
