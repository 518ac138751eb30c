// XML cut into tags with the place of each part, for those who read or change a config without touching the rest of it.
// It takes any text: what is not finished yet is said to be so.

export interface AttributeSource {
  /** as written */
  readonly name: string;
  readonly start: number;
  readonly nameEnd: number;
  /** between the quotes, entities decoded; undefined without a quoted value */
  readonly value: string | undefined;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** after the closing quote */
  readonly end: number;
  /** false where the text ends before the closing quote */
  readonly finished: boolean;
}

export interface TagSource {
  readonly kind: "open" | "close" | "empty";
  readonly name: string;
  /** of the < */
  readonly start: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** after the > */
  readonly end: number;
  /** false where the text ends, or another tag begins, before the > */
  readonly finished: boolean;
  readonly attributes: readonly AttributeSource[];
}

const MARKUP = /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<[?!][^>]*>?|<\/?([^\s/<>"'=]*)/g;
const PART = /\s+|([^\s/<>"'=]+)(\s*=\s*)?|(\/?>)|[^]/y;
const QUOTED = /"[^"<]*"?|'[^'<]*'?/y;

/** The tags of a text in their order; comments, CDATA and declarations are passed over. */
export function tagsOf(text: string): readonly TagSource[] {
  const tags: TagSource[] = [];
  MARKUP.lastIndex = 0;
  for (let found = MARKUP.exec(text); found; found = MARKUP.exec(text)) {
    if (found[1] === undefined) continue;
    const tag = readTag(text, found.index, found[1], MARKUP.lastIndex);
    tags.push(tag);
    MARKUP.lastIndex = tag.end;
  }
  return tags;
}

function readTag(text: string, start: number, name: string, nameEnd: number): TagSource {
  const closing = text[start + 1] === "/";
  const attributes: AttributeSource[] = [];
  const base = { name, start, nameStart: nameEnd - name.length, nameEnd, attributes };
  let at = nameEnd;
  while (at < text.length && text[at] !== "<") {
    PART.lastIndex = at;
    const found = PART.exec(text);
    if (!found) break;
    if (found[3]) return { ...base, kind: closing ? "close" : found[3] === "/>" ? "empty" : "open", end: PART.lastIndex, finished: true };
    if (found[1] === undefined) at = PART.lastIndex;
    else {
      const attribute = readAttribute(text, at, found[1], found[2] === undefined ? undefined : PART.lastIndex);
      attributes.push(attribute);
      at = attribute.end;
    }
  }
  return { ...base, kind: closing ? "close" : "open", end: at, finished: false };
}

/** `from` is where a value would begin; undefined where there is no equals sign. */
function readAttribute(text: string, start: number, name: string, from: number | undefined): AttributeSource {
  const nameEnd = start + name.length;
  const after = from ?? nameEnd;
  QUOTED.lastIndex = after;
  const quoted = from === undefined ? undefined : QUOTED.exec(text)?.[0];
  if (quoted === undefined) return { name, start, nameEnd, value: undefined, valueStart: after, valueEnd: after, end: after, finished: from === undefined };
  const finished = quoted.length > 1 && quoted.endsWith(quoted.charAt(0));
  const end = after + quoted.length;
  const valueEnd = finished ? end - 1 : end;
  return { name, start, nameEnd, value: decodeEntities(text.slice(after + 1, valueEnd)), valueStart: after + 1, valueEnd, end, finished };
}

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Text of XML with its entities and character references as the characters that they mean. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;" };

/** A text as it stands between double quotes. */
export const encodeAttribute = (text: string): string => text.replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);

/** The attribute of a tag by its name, which is compared without case as the editor does. */
export const attributeOf = (tag: { readonly attributes: readonly AttributeSource[] }, name: string): AttributeSource | undefined =>
  tag.attributes.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase());
