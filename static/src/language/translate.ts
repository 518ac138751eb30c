// Writes the texts of another language into the catalogues: those that are there, and those that come with later chunks.
import { afterwards, catalogues, type Texts } from "./catalogue";

/** Texts by the names of their catalogues. */
export type Translations = Readonly<Record<string, object>>;

/** Puts a language's texts in the place of the English ones. What it lacks stays English. */
export function translate(translations: Translations): void {
  const before = afterwards.fill;
  const fill = (name: string): void => {
    const texts = translations[name];
    const into = catalogues[name];
    if (texts && into) write(into, texts as Texts);
  };
  afterwards.fill = (name) => {
    before?.(name);
    fill(name);
  };
  for (const name of Object.keys(catalogues)) fill(name);
}

function write(into: Texts, texts: Texts): void {
  for (const [key, text] of Object.entries(texts)) {
    const there = into[key];
    if (isGroup(there) && isGroup(text)) write(there, text);
    else if (text !== undefined) into[key] = text;
  }
}

/** An object of texts; a list of texts is replaced as a whole. */
const isGroup = (value: unknown): value is Texts => typeof value === "object" && value !== null && !Array.isArray(value);
