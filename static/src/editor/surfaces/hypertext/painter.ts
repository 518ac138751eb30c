// Paints spans into a document's text nodes as flat <region-mark> pieces, and repaints only the pieces that changed. An element of
// that name is styled by nothing in the document.
import { dressMark } from "../text/dress";
import type { Stretch } from "../text/granularity";
import { linesOf } from "../text/lines";
import { assignLanes, cutLine, firstIndex } from "../text/spans";
import type { Lanes, Piece, Span } from "../text/spans";
import type { DocumentText, TextRun } from "./document-text";

export const MARK = "region-mark";

interface Painted {
  readonly piece: Piece;
  /** a mark, or the text itself */
  readonly node: HTMLElement | Text;
}

/** A text node as it came, and what stands in its place now. */
interface Line extends Stretch {
  readonly run: TextRun;
  readonly spans: Set<string>;
  pieces: readonly Painted[];
}

export class DocumentPainter {
  readonly #root: Node;
  readonly #text: DocumentText;
  readonly #lines: readonly Line[];
  /** whether anything in the document can be a flex or grid box: to ask each element costs a layout */
  readonly #boxes: boolean;
  readonly #spans = new Map<string, Span>();
  readonly #starts = new WeakMap<Node, number>();
  readonly #pieces = new WeakMap<Node, Piece>();
  #lanes: Lanes = new Map();
  #selected: ReadonlySet<string> = new Set();

  /** `root` holds the document's text; nothing is painted yet. */
  constructor(root: Node, text: DocumentText) {
    this.#root = root;
    this.#text = text;
    this.#boxes = root.ownerDocument?.querySelector('style,[style*="flex" i],[style*="grid" i]') !== null;
    this.#lines = text.runs.map((run) => ({ run, start: run.start, end: run.end, spans: new Set(), pieces: [] }));
    for (const { node, start } of text.runs) this.#starts.set(node, start);
  }

  /** Puts spans in place of those with the same id; undefined takes one away. */
  apply(changes: ReadonlyMap<string, Span | undefined>): void {
    const dirty = new Set<Line>();
    for (const [id, span] of changes) {
      const before = this.#spans.get(id);
      for (const line of before ? this.#touched(before) : []) {
        line.spans.delete(id);
        dirty.add(line);
      }
      this.#spans.delete(id);
      if (span) this.#spans.set(id, span);
      for (const line of span ? this.#touched(span) : []) {
        line.spans.add(id);
        dirty.add(line);
      }
    }
    this.#relane(dirty);
    if (this.#boxes) keepWhole([...dirty].filter((line) => line.pieces.length === 0));
    for (const line of dirty) this.#repaint(line);
  }

  /** Shows these regions as selected and all others not. */
  select(ids: ReadonlySet<string>): void {
    const before = this.#selected;
    this.#selected = ids;
    for (const id of new Set([...before, ...ids])) {
      if (before.has(id) !== ids.has(id)) for (const mark of this.marksOf(id)) this.#showSelected(mark, this.#pieces.get(mark)!);
    }
  }

  /** The regions under a node of the document, the shortest first. */
  regionsAt(node: Node): readonly string[] {
    const piece = this.#pieces.get(node) ?? (node.parentNode ? this.#pieces.get(node.parentNode) : undefined);
    return piece ? piece.cover.map((span) => span.id) : [];
  }

  /** The marks of a region, in the order of the document. */
  marksOf(id: string): readonly HTMLElement[] {
    const span = this.#spans.get(id);
    if (!span) return [];
    return this.#touched(span).flatMap((line) => piecesIn(line, span)).map(({ node }) => node as HTMLElement);
  }

  span(id: string): Span | undefined {
    return this.#spans.get(id);
  }

  /** The position in the text of a place in the document; a place between nodes is the start of the text after it. */
  positionOf(node: Node, offset: number): number {
    const start = node.nodeType === Node.TEXT_NODE ? this.#starts.get(node) : undefined;
    if (start !== undefined) return start + offset;
    const range = node.ownerDocument!.createRange();
    range.setStart(node, offset);
    const next = firstIndex(this.#lines.length, (index) => range.comparePoint(this.#firstNode(this.#lines[index]!), 0) >= 0);
    return this.#lines[next]?.start ?? this.#text.whole.length;
  }

  /** The place in the document of a position in the text. */
  placeOf(position: number): readonly [Node, number] {
    const at = firstIndex(this.#lines.length, (index) => this.#lines[index]!.end > position);
    const line = this.#lines[at] ?? this.#lines.at(-1);
    if (!line) return [this.#root, 0];
    const inside = Math.min(Math.max(position, line.start), line.end);
    const painted = line.pieces.find(({ piece }) => piece.end >= inside);
    if (!painted) return [line.run.node, inside - line.start];
    return [textIn(painted.node), inside - painted.piece.start];
  }

  #firstNode(line: Line): Node {
    const first = line.pieces[0]?.node;
    return first ? textIn(first) : line.run.node;
  }

  #touched(span: Stretch): readonly Line[] {
    return this.#lines.slice(...linesOf(this.#lines, span)).filter(({ run }) => run.paintable);
  }

  #relane(dirty: Set<Line>): void {
    const lanes = assignLanes(this.#spans.values());
    for (const [id, lane] of lanes) {
      if (this.#lanes.has(id) && this.#lanes.get(id) !== lane) this.#touched(this.#spans.get(id)!).forEach((line) => dirty.add(line));
    }
    this.#lanes = lanes;
  }

  /** Replaces what differs between the pieces at both ends that stayed the same. */
  #repaint(line: Line): void {
    const pieces = cutLine(line, Array.from(line.spans, (id) => this.#spans.get(id)!), this.#lanes);
    const untouched = { piece: { start: line.start, end: line.end, cover: [], key: "" }, node: line.run.node };
    const old: readonly Painted[] = line.pieces.length > 0 ? line.pieces : [untouched];
    const most = Math.min(old.length, pieces.length);
    let head = 0;
    while (head < most && old[head]!.piece.key === pieces[head]!.key) head++;
    let tail = 0;
    while (tail < most - head && old.at(-1 - tail)!.piece.key === pieces.at(-1 - tail)!.key) tail++;
    const stale = old.slice(head, old.length - tail);
    const fresh = pieces.slice(head, pieces.length - tail).map((piece) => ({ piece, node: this.#paint(line, piece) }));
    stale[0]?.node.before(...fresh.map(({ node }) => node));
    for (const { node } of stale) node.remove();
    line.pieces = [...old.slice(0, head), ...fresh, ...old.slice(old.length - tail)];
  }

  #paint(line: Line, piece: Piece): HTMLElement | Text {
    const { ownerDocument } = line.run.node;
    const text = ownerDocument.createTextNode(this.#text.whole.slice(piece.start, piece.end));
    this.#starts.set(text, piece.start);
    if (piece.cover.length === 0) return text;
    const mark = ownerDocument.createElement(MARK);
    mark.setAttribute("role", "mark");
    mark.append(text);
    dressMark(mark, piece, this.#lanes);
    if (piece.cover.some((span) => this.#selected.has(span.id))) this.#showSelected(mark, piece);
    this.#pieces.set(mark, piece);
    return mark;
  }

  #showSelected(mark: HTMLElement, piece: Piece): void {
    const selected = piece.cover.find((span) => this.#selected.has(span.id));
    mark.classList.toggle("sel", selected !== undefined);
    const tint = selected ?? piece.cover.find((span) => !span.ghost);
    if (tint) mark.style.setProperty("--t", tint.color);
  }
}

/** Text that stands right in a flex or grid box is one item of it; its pieces must stay one. */
function keepWhole(lines: readonly Line[]): void {
  const displays = new Map<Element, string>();
  const boxed = lines.filter(({ run: { node } }) => {
    const parent = node.parentElement;
    if (!parent) return false;
    const known = displays.get(parent) ?? parent.ownerDocument.defaultView?.getComputedStyle(parent).display ?? "";
    displays.set(parent, known);
    return /flex|grid/.test(known);
  });
  for (const { run: { node } } of boxed) {
    const item = node.ownerDocument.createElement("region-text");
    node.before(item);
    item.append(node);
  }
}

function piecesIn(line: Line, { start, end }: Stretch): readonly Painted[] {
  const from = firstIndex(line.pieces.length, (index) => line.pieces[index]!.piece.end > start);
  const to = firstIndex(line.pieces.length, (index) => line.pieces[index]!.piece.start >= end);
  return line.pieces.slice(from, to);
}

function textIn(node: Node): Node {
  return node.nodeType === Node.TEXT_NODE ? node : node.firstChild!;
}
