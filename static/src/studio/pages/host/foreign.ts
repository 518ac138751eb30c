// Texts that visitors wrote, made fit to be looked at: nothing in them may pretend to be something else.

// Controls, marks that turn the reading direction, and characters without width: a title written with them
// reads as another one.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

const escape = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");

/** One line: every control and invisible character as \uXXXX, cut after `longest` characters. */
export function oneLine(text: string, longest = 200): string {
  const cut = [...text.slice(0, longest * 2 + 2)];
  const shown = cut.slice(0, longest).join("").replace(/[\n\r\t]+/g, " ").replace(UNSEEN, escape);
  return cut.length > longest || text.length > longest * 2 + 2 ? `${shown}…` : shown;
}

/** Several lines: as `oneLine`, with line ends and tabs as they are. */
export const manyLines = (text: string): string => text.replace(UNSEEN, (one) => ("\n\t".includes(one) ? one : escape(one)));

export interface Printed {
  readonly text: string;
  /** characters that are not shown */
  readonly left: number;
}

/** A JSON value with one entry a line, cut after `longest` characters. The escapes are JSON's own: nothing is lost. */
export function printed(value: unknown, longest = 100_000): Printed {
  const whole = manyLines(JSON.stringify(value, null, 2) ?? "");
  return { text: whole.slice(0, longest), left: Math.max(0, whole.length - longest) };
}

/** A task's data in one line: its values, without the JSON around them. Text that was cut is shown as it came. */
export function gist(json: string, longest = 160): string {
  return oneLine(values(json).join(" · ") || json, longest);
}

function values(json: string): string[] {
  try {
    const found: unknown = JSON.parse(json);
    if (typeof found !== "object" || found === null) return [String(found)];
    return Object.values(found).map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
