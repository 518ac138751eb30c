// Finding commands by what is typed: letters in order, word beginnings first, accents and Arabic vowel signs left aside.

/** How a text is compared: lower case, without marks on letters. */
export const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const WORD = 8;
const NEXT = 4;
const WHOLE = 40;

/** How well `query` fits `text`, higher is better; undefined when its letters do not all occur in order. */
export function fit(query: string, text: string): number | undefined {
  const wanted = folded(query).replace(/\s+/g, " ").trim();
  const given = folded(text);
  if (wanted === "") return 0;
  const whole = given.indexOf(wanted);
  const nearer = -given.length / 100;
  if (whole >= 0) return WHOLE + wanted.length * (startsWord(given, whole) ? WORD : NEXT) - whole / 10 + nearer;
  const letters = inOrder(wanted.replaceAll(" ", ""), given);
  return letters === undefined ? undefined : letters + nearer;
}

const startsWord = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!);

/** Each letter is taken at the next beginning of a word that has it, else at the next place; jumps cost. */
function inOrder(wanted: string, given: string): number | undefined {
  let points = 0;
  let last = -1;
  for (const letter of wanted) {
    const next = given.indexOf(letter, last + 1);
    if (next < 0) return undefined;
    const at = next === last + 1 ? next : (wordWith(letter, given, last + 1) ?? next);
    points += at === last + 1 ? NEXT : startsWord(given, at) ? WORD / 2 : -1;
    last = at;
  }
  // letters strewn over a sentence are no match that anybody means
  return points > 0 ? points : undefined;
}

function wordWith(letter: string, given: string, from: number): number | undefined {
  for (let at = given.indexOf(letter, from); at >= 0; at = given.indexOf(letter, at + 1)) if (startsWord(given, at)) return at;
  return undefined;
}

/** Those that fit, the best first; equal ones in their given order. `also` are other words that lead to an item. */
export function search<T extends { readonly title: string; readonly also?: string | undefined }>(query: string, items: readonly T[]): readonly T[] {
  return items
    .map((item, at) => ({ item, at, points: Math.max(fit(query, item.title) ?? -Infinity, (fit(query, item.also ?? "") ?? -Infinity) - WORD) }))
    .filter(({ points }) => points > -Infinity)
    .sort((one, other) => other.points - one.points || one.at - other.at)
    .map(({ item }) => item);
}
