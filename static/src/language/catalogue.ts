// The texts that people read. Each group of them is a catalogue: an object in English, into which another language's texts
// are written before anything is drawn. Read texts when you draw them, never into constants of a module.

export type Texts = Record<string, unknown>;

/** The same texts in another language; what it leaves out stays English. */
export type Translation<T> = {
  readonly [K in keyof T]?: T[K] extends string
    ? string
    : T[K] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : T[K] extends readonly string[]
        ? readonly string[]
        : Translation<T[K]>;
};

/** Every catalogue that was made so far, by its name. */
export const catalogues: Record<string, Texts> = {};

/** What is done to each catalogue that is made after a language was chosen; see translate.ts. */
export const afterwards: { fill?: (name: string) => void } = {};

/** Makes a catalogue of English texts and returns it. `name` is the key under which translations hold its texts. */
export function catalogue<T extends object>(name: string, english: T): T {
  catalogues[name] = english as Texts;
  afterwards.fill?.(name);
  return english;
}
