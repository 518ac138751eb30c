// A result as readable JSON: an item on two lines, what it is and what its value holds; cut into pieces for colours.

export type JsonKind = "plain" | "key" | "string" | "number";

export interface JsonPiece {
  readonly kind: JsonKind;
  readonly text: string;
}

const PIECE = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|[^"\d-]+|-/g;

/** One result item: the keys on the first line, the value on the second. */
export function itemText(item: Readonly<Record<string, unknown>>): string {
  const { value, ...rest } = item;
  const head = spaced(rest).slice(1, -1).trim();
  if (value === undefined) return `{ ${head} }`;
  return `{ ${head}${head ? "," : ""}\n  "value": ${spaced(value)} }`;
}

/** JSON on one line, with the spaces that people write. */
export function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const inner = Object.entries(value).filter(([, one]) => one !== undefined).map(([key, one]) => `${JSON.stringify(key)}: ${spaced(one)}`);
    return inner.length > 0 ? `{ ${inner.join(", ")} }` : "{}";
  }
  return JSON.stringify(value) ?? "null";
}

/** Cuts JSON into pieces with a kind each; joined they are the text again. */
export function pieces(text: string): readonly JsonPiece[] {
  const found: JsonPiece[] = [];
  for (const [whole, quoted, colon, figure] of text.matchAll(PIECE)) {
    if (quoted !== undefined && colon !== undefined) found.push({ kind: "key", text: quoted }, { kind: "plain", text: colon });
    else found.push({ kind: quoted !== undefined ? "string" : figure !== undefined ? "number" : "plain", text: whole });
  }
  return found;
}
