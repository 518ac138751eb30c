// What each language lacks: every catalogue of the pages and of the editor against its translation.
import { expect, it } from "vitest";
import { catalogues, type Texts } from "../../language/catalogue";
import arabic, { complete } from "./ar/index";

// every module that makes a catalogue, but the host's console, which is English
await Promise.all(
  Object.values(import.meta.glob(["./*.ts", "!./*.test.ts", "!./host*.ts", "../../editor/**/*texts.ts", "../../editor/**/*Texts.ts", "../../editor/core/keymap.ts"])).map((load) => load()),
);

/** The places of texts that `translation` lacks, and of those that are of another kind. */
function* missing(english: Texts, translation: Texts | undefined, place: string): Generator<string> {
  for (const [key, text] of Object.entries(english)) {
    const given = translation?.[key];
    const here = `${place}.${key}`;
    if (place.startsWith("keymap.") && key !== "description") continue;
    if (isGroup(text)) yield* missing(text, given as Texts | undefined, here);
    else if (given === undefined) yield here;
    else if (typeof given !== typeof text || Array.isArray(given) !== Array.isArray(text)) yield `${here} (another kind)`;
  }
}

const isGroup = (value: unknown): value is Texts => typeof value === "object" && value !== null && !Array.isArray(value);

it.each([["ar", arabic as Record<string, Texts>, complete]])("%s has every text of the catalogues that it calls complete", (_, translation, names) => {
  const lacking = Object.entries(catalogues).flatMap(([name, english]) => [...missing(english, translation[name], name)]);
  const others = lacking.filter((place) => !names.includes(place.split(".")[0]!));
  if (others.length > 0) console.info(`still English: ${others.length} texts\n${others.join("\n")}`);
  expect(lacking.filter((place) => names.includes(place.split(".")[0]!))).toEqual([]);
});

it.each([["ar", arabic as Record<string, Texts>]])("%s has no text that nothing reads", (_, translation) => {
  const known = (english: Texts | undefined, texts: Texts, place: string): string[] =>
    Object.entries(texts).flatMap(([key, text]) => {
      const original = english?.[key];
      if (original === undefined && !OPEN.test(place)) return [`${place}.${key}`];
      return isGroup(text) ? known(original as Texts | undefined, text, `${place}.${key}`) : [];
    });
  expect(Object.entries(translation).flatMap(([name, texts]) => known(catalogues[name], texts, name))).toEqual([]);
});

/** Groups that English leaves empty or open: the server says it in English. */
const OPEN = /^errors\.byCode$/;
