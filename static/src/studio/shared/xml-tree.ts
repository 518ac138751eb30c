// XML as a tree of elements that know their places in the text, and edits that touch nothing else: comments, order, quotes,
// indentation and whatever nobody knows stay byte for byte.
import { attributeOf, encodeAttribute, tagsOf, type AttributeSource, type TagSource } from "./xml-source";

export interface ElementSource {
  readonly name: string;
  readonly attributes: readonly AttributeSource[];
  readonly open: TagSource;
  /** undefined for <Tag/> */
  readonly close: TagSource | undefined;
  readonly start: number;
  /** after its closing tag */
  readonly end: number;
  readonly parent: ElementSource | undefined;
  readonly children: readonly ElementSource[];
  /** where it stands: the indexes from the root down, "0.2.1"; "" is the root */
  readonly path: string;
}

/** The text has no tree. `line` (from 1) is where reading stopped. */
export class NoTree extends Error {
  override readonly name = "NoTree";
  constructor(readonly line: number) {
    super(`no tree after line ${line}`);
  }
}

interface Growing extends ElementSource {
  close: TagSource | undefined;
  end: number;
  readonly children: Growing[];
}

/** The root element. Throws NoTree for what is not one well-formed element. */
export function elementTree(text: string): ElementSource {
  let root: Growing | undefined;
  let inside: Growing | undefined;
  const fail = (at: number): never => {
    throw new NoTree(text.slice(0, at).split("\n").length);
  };
  for (const tag of tagsOf(text)) {
    if (!tag.finished || tag.name === "" || tag.attributes.some((one) => !one.finished || one.value === undefined)) return fail(tag.start);
    if (tag.kind === "close") {
      if (!inside || inside.name !== tag.name) return fail(tag.start);
      inside.close = tag;
      inside.end = tag.end;
      inside = inside.parent as Growing | undefined;
      continue;
    }
    if (root && !inside) return fail(tag.start);
    const element: Growing = grown(tag, inside);
    inside?.children.push(element);
    root ??= element;
    if (tag.kind === "open") inside = element;
  }
  return root && !inside ? root : fail(text.length);
}

function grown(tag: TagSource, parent: Growing | undefined): Growing {
  const path = parent ? `${parent.path}${parent.path && "."}${parent.children.length}` : "";
  return { name: tag.name, attributes: tag.attributes, open: tag, close: undefined, start: tag.start, end: tag.end, parent, children: [], path };
}

/** An element and all below it, in the order of the text. */
export const everyElement = (root: ElementSource): readonly ElementSource[] => [root, ...root.children.flatMap(everyElement)];

/** The value of an attribute, undefined when it has none of that name. */
export const valueOf = (element: ElementSource, attribute: string): string | undefined => attributeOf(element, attribute)?.value;

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Makes all changes at once; each is told by places in `text`, and no two overlap. */
export function changed(text: string, changes: readonly Change[]): string {
  let result = text;
  for (const { from, to, insert } of [...changes].sort((a, b) => b.from - a.from)) result = result.slice(0, from) + insert + result.slice(to);
  return result;
}

/** Sets an attribute, or takes it away with undefined. */
export function attributeChange(text: string, element: ElementSource, name: string, value: string | undefined): readonly Change[] {
  const found = attributeOf(element, name);
  if (!found) {
    if (value === undefined) return [];
    const at = element.attributes.at(-1)?.end ?? element.open.nameEnd;
    return [{ from: at, to: at, insert: ` ${name}="${encodeAttribute(value)}"` }];
  }
  if (value === undefined) return [{ from: spaceBefore(text, found.start), to: found.end, insert: "" }];
  const encoded = encodeAttribute(value);
  const quoted = text.charAt(found.valueEnd) === "'" ? encoded.replaceAll("'", "&apos;") : encoded;
  return found.value === value ? [] : [{ from: found.valueStart, to: found.valueEnd, insert: quoted }];
}

/** Takes an element away, with its line where it stands alone on one. */
export function removal(text: string, element: ElementSource): Change {
  const lineStart = spaceBefore(text, element.start, /[ \t]/);
  const alone = lineStart === 0 || text[lineStart - 1] === "\n";
  const after = /^[ \t]*(\r?\n|$)/.exec(text.slice(element.end, element.end + 1000));
  if (alone && after) return { from: lineStart, to: element.end + after[0].length, insert: "" };
  return { from: element.start, to: element.end, insert: "" };
}

/** Puts XML (lines without indentation of the first level) into an element, before one of its children or at the end. */
export function insertion(text: string, parent: ElementSource, xml: string, before?: ElementSource): readonly Change[] {
  const newLine = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = (of: number): string => indentAt(text, of);
  if (before) return [{ from: before.start, to: before.start, insert: standsAlone(text, before) ? indented(xml, indent(before.start), newLine) + newLine + indent(before.start) : xml }];
  const last = parent.children.at(-1);
  if (last) return [{ from: last.end, to: last.end, insert: standsAlone(text, last) ? newLine + indent(last.start) + indented(xml, indent(last.start), newLine) : xml }];
  const outer = indent(parent.start);
  const inner = `${newLine}${outer}  ${indented(xml, `${outer}  `, newLine)}`;
  if (!parent.close) {
    const from = spaceBefore(text, parent.end - 2);
    return [{ from, to: parent.end, insert: `>${inner}${newLine}${outer}</${parent.name}>` }];
  }
  const from = spaceBefore(text, parent.close.start);
  return [{ from, to: parent.close.start, insert: `${inner}${newLine}${outer}` }];
}

/** Moves an element to before one of its siblings, or with undefined to the end of them. */
export function move(text: string, element: ElementSource, before: ElementSource | undefined): readonly Change[] {
  if (!element.parent || element === before) return [];
  const siblings = element.parent.children;
  if (siblings[siblings.indexOf(element) + 1] === before) return [];
  const chunk = text.slice(element.start, element.end);
  const target = before ?? siblings[siblings.length - 1]!;
  const newLine = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = standsAlone(text, target) ? newLine + indentAt(text, target.start) : "";
  const at = before ? target.start : target.end;
  return [removal(text, element), { from: at, to: at, insert: before ? chunk + gap : gap + chunk }];
}

const spaceBefore = (text: string, at: number, space = /\s/): number => {
  let from = at;
  while (from > 0 && space.test(text.charAt(from - 1))) from -= 1;
  return from;
};

/** True when nothing but space is before an element on its line. */
const standsAlone = (text: string, element: ElementSource): boolean => {
  const from = spaceBefore(text, element.start, /[ \t]/);
  return from > 0 && text[from - 1] === "\n";
};

const indentAt = (text: string, at: number): string => {
  const line = text.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, at))?.[0] ?? "";
};

const indented = (xml: string, indent: string, newLine: string): string => xml.split("\n").join(newLine + indent);
