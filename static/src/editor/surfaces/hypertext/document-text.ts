// The text of a document as one string, and the way between positions in it and places in the document as it came: the marks
// that are painted into it later count for nothing.
import { meant, nextEdge } from "../text/granularity";
import type { Granularity, Stretch } from "../text/granularity";
import { CodePoints } from "../text/offsets";
import { firstIndex } from "../text/spans";
import { childSteps, normalPath } from "./xpath";

/** One text node of the document as it came, in UTF-16 units of the whole. */
export interface TextRun extends Stretch {
  readonly node: Text;
  /** its XPath from the root */
  readonly path: string;
  /** a mark may stand around parts of it */
  readonly paintable: boolean;
}

/** A place in a result: a node's XPath and code points inside of it. */
export interface Place {
  readonly path: string;
  readonly offset: number;
}

/** What stands in these is no text that anybody reads. */
const HIDDEN = new Set(["style", "script", "title", "noscript", "noembed", "noframes", "iframe", "object"]);
/** Text in these is shown, and takes no elements between. */
const SEALED = new Set(["textarea", "option", "select", "optgroup", "datalist"]);
/** White space in these is layout of the source; an element there would be a cell or an item. */
const STRUCTURE = new Set(["table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl", "menu", "ruby"]);
/** Where one paragraph ends and another one begins. */
const BLOCKS = new Set(
  ("address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul").split(" "),
);
const HTML = "http://www.w3.org/1999/xhtml";

export class DocumentText {
  /** all text nodes in the order of the document, a line feed for each <br> */
  readonly whole: string;
  readonly runs: readonly TextRun[];
  readonly #points: CodePoints;
  readonly #runs = new Map<string, TextRun>();
  /** for each element, by its path, where its children start and it ends */
  readonly #elements = new Map<string, readonly number[]>();
  readonly #hidden: Stretch[] = [];
  readonly #breaks: number[] = [];

  /** Reads everything below `root`; to be made before anything is painted into it. */
  constructor(root: Element) {
    const parts: string[] = [];
    const runs: TextRun[] = [];
    let length = 0;
    const enter = (element: Element, path: string, hidden: boolean): void => {
      const name = element.nodeName.toLowerCase();
      const block = BLOCKS.has(name);
      if (block) this.#breaks.push(length);
      if (name === "br") {
        parts.push("\n");
        length += 1;
      }
      const within = hidden || HIDDEN.has(name);
      const starts: number[] = [];
      for (const [child, step] of childSteps(element)) {
        starts.push(length);
        if (child.nodeType === Node.ELEMENT_NODE) enter(child as Element, `${path}/${step}`, within);
        if (child.nodeType !== Node.TEXT_NODE) continue;
        const node = child as Text;
        const run = { node, path: `${path}/${step}`, start: length, end: length + node.data.length, paintable: !within && takesMarks(element, name, node.data) };
        runs.push(run);
        this.#runs.set(run.path, run);
        if (within) this.#hidden.push(run);
        parts.push(node.data);
        length = run.end;
      }
      this.#elements.set(path, [...starts, length]);
      if (block) this.#breaks.push(length);
    };
    enter(root, "", false);
    this.whole = parts.join("");
    this.runs = runs;
    this.#points = new CodePoints(this.whole);
  }

  /** The stretch between two places, or undefined when one of them is not in this document. */
  between(start: Place, end: Place): Stretch | undefined {
    const [from, to] = [this.#resolve(start), this.#resolve(end)];
    return from !== undefined && to !== undefined && to > from ? { start: from, end: to } : undefined;
  }

  /** The stretch between two code points of the whole text, or undefined when it reaches beyond it. */
  global(start: number, end: number): Stretch | undefined {
    if (!(start >= 0 && end > start) || end > this.#points.fromUnits(this.whole.length)) return undefined;
    return { start: this.#points.toUnits(start), end: this.#points.toUnits(end) };
  }

  /** Where a stretch starts and ends, in text nodes of its own and in code points of the whole text. */
  placesOf({ start, end }: Stretch): { readonly start: Place; readonly end: Place; readonly globalStart: number; readonly globalEnd: number } | undefined {
    const { runs } = this;
    const first = runs[firstIndex(runs.length, (index) => runs[index]!.end > start)];
    const at = Math.min(firstIndex(runs.length, (index) => runs[index]!.end >= end), runs.length - 1);
    // an end in the break before a node belongs to what stands before the break
    const last = runs[at]?.start === end && at > 0 ? runs[at - 1] : runs[at];
    if (!first || !last) return undefined;
    return {
      start: this.#placeIn(first, Math.max(start, first.start)),
      end: this.#placeIn(last, Math.min(end, last.end)),
      globalStart: this.#points.fromUnits(start),
      globalEnd: this.#points.fromUnits(end),
    };
  }

  /** What can be read of a stretch: without styles and scripts. */
  textOf({ start, end }: Stretch): string {
    let text = "";
    let from = start;
    for (const hidden of this.#hidden) {
      if (hidden.end <= from || hidden.start >= end) continue;
      text += this.whole.slice(from, Math.max(from, hidden.start));
      from = hidden.end;
    }
    return text + this.whole.slice(from, Math.max(from, end));
  }

  /** What is meant by a marking: without white space at its edges, each edge widened inside of its own paragraph. */
  meant(marked: Stretch, granularity: Granularity): Stretch | undefined {
    const inside = { start: marked.start, end: Math.min(marked.end, this.whole.length) };
    const trimmed = meant(this.whole, inside, "symbol");
    if (!trimmed || granularity === "symbol") return trimmed;
    const first = this.#paragraphAt(trimmed.start);
    const last = this.#paragraphAt(trimmed.end - 1);
    const head = this.#widened(first, { start: trimmed.start, end: Math.min(trimmed.end, first.end) }, granularity);
    const tail = this.#widened(last, { start: Math.max(trimmed.start, last.start), end: trimmed.end }, granularity);
    return { start: head.start, end: tail.end };
  }

  /** The next place from a position where a unit begins or ends; see nextEdge of the text's. */
  nextEdge(position: number, step: 1 | -1, granularity: Granularity): number {
    let at = step > 0 ? position : position - 1;
    while (/\s/.test(this.whole[at] ?? "")) at += step;
    if (at < 0 || at >= this.whole.length) return position;
    const { start, end } = this.#paragraphAt(at);
    return start + nextEdge(flowing(this.whole.slice(start, end)), (step > 0 ? at : at + 1) - start, step, granularity);
  }

  #placeIn(run: TextRun, position: number): Place {
    return { path: run.path, offset: this.#points.fromUnits(position) - this.#points.fromUnits(run.start) };
  }

  #resolve({ path, offset }: Place): number | undefined {
    const key = normalPath(path);
    const run = this.#runs.get(key);
    // an element's offset counts its children
    if (!run) return this.#elements.get(key)?.[offset];
    const start = this.#points.fromUnits(run.start);
    return offset >= 0 && start + offset <= this.#points.fromUnits(run.end) ? this.#points.toUnits(start + offset) : undefined;
  }

  #paragraphAt(position: number): Stretch {
    const next = firstIndex(this.#breaks.length, (index) => this.#breaks[index]! > position);
    return { start: this.#breaks[next - 1] ?? 0, end: this.#breaks[next] ?? this.whole.length };
  }

  #widened(paragraph: Stretch, stretch: Stretch, granularity: Granularity): Stretch {
    const text = flowing(this.whole.slice(paragraph.start, paragraph.end));
    const found = meant(text, { start: stretch.start - paragraph.start, end: stretch.end - paragraph.start }, granularity);
    return found ? { start: found.start + paragraph.start, end: found.end + paragraph.start } : stretch;
  }
}

/** The source may break lines inside of a paragraph wherever it likes. */
function flowing(text: string): string {
  return text.replace(/[\n\r]/g, " ");
}

function takesMarks(parent: Element, name: string, text: string): boolean {
  if (parent.namespaceURI !== HTML || SEALED.has(name) || text === "") return false;
  return !(STRUCTURE.has(name) && text.trim() === "");
}
