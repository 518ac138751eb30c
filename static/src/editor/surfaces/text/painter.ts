// Paints spans as flat <mark> pieces, one element a line (of a very long line several), and repaints only the pieces that
// changed.
import { dressMark } from "./dress";
import type { Stretch } from "./granularity";
import { lineAt, linesOf, splitLines } from "./lines";
import { blocksOf, isLong } from "./rows";
import { assignLanes, cutLine, firstIndex } from "./spans";
import type { Lanes, Piece, Span } from "./spans";

interface Painted {
  readonly piece: Piece;
  /** a mark, or the text itself */
  readonly node: HTMLElement | Text;
}

interface Line extends Stretch {
  readonly element: HTMLElement;
  readonly spans: Set<string>;
  pieces: readonly Painted[];
}

/** About how many letters stand in a line on the screen: only for the height of what was never painted. */
const LETTERS = 78;
const LINE_HEIGHT = 43;

export class TextPainter {
  readonly #text: string;
  readonly #root: HTMLElement;
  #lines: readonly Line[] = [];
  readonly #spans = new Map<string, Span>();
  readonly #starts = new WeakMap<Node, number>();
  readonly #pieces = new WeakMap<Node, Piece>();
  #lanes: Lanes = new Map();
  #selected: ReadonlySet<string> = new Set();
  readonly #lineMade: ((line: HTMLElement, start: number) => void) | undefined;

  /** Fills `root` with the plain text; `lineMade` may dress each of its lines. */
  constructor(root: HTMLElement, text: string, lineMade?: (line: HTMLElement, start: number) => void) {
    this.#text = text;
    this.#root = root;
    this.#lineMade = lineMade;
    this.#setLines(splitLines(text));
  }

  /**
   * Cuts paragraphs that are long enough to be slow where their rows start. To be called when the text was laid out, and
   * again when its width changed; the text looks the same. True when anything was cut.
   */
  fitRows(): boolean {
    const paragraphs = splitLines(this.#text);
    if (!paragraphs.some(isLong)) return false;
    if (this.#lines.length > paragraphs.length) this.#setLines(paragraphs);
    this.#setLines(paragraphs.flatMap((paragraph) => blocksOf(this.#text, paragraph, (position) => this.#topOf(position))));
    return true;
  }

  /** Puts spans in place of those with the same id; undefined takes one away. */
  apply(changes: ReadonlyMap<string, Span | undefined>): void {
    const dirty = new Set<Line>();
    for (const [id, span] of changes) {
      this.#detach(id, dirty);
      if (span) this.#attach(span, dirty);
    }
    this.#relane(dirty);
    for (const line of dirty) this.#repaint(line);
  }

  /** Shows these regions as selected and all others not. */
  select(ids: ReadonlySet<string>): void {
    const before = this.#selected;
    this.#selected = ids;
    for (const id of new Set([...before, ...ids])) {
      if (before.has(id) !== ids.has(id)) this.#markSelected(id);
    }
  }

  /** The regions under a node of the text, the shortest first. */
  regionsAt(node: Node): readonly string[] {
    const piece = this.#pieces.get(node) ?? (node.parentNode ? this.#pieces.get(node.parentNode) : undefined);
    return piece ? piece.cover.map((span) => span.id) : [];
  }

  /** The marks of a region, in the order of the text. */
  marksOf(id: string): readonly HTMLElement[] {
    const span = this.#spans.get(id);
    if (!span) return [];
    const [from, to] = linesOf(this.#lines, span);
    return this.#lines.slice(from, to).flatMap((line) => this.#piecesIn(line, span)).map(({ node }) => node as HTMLElement);
  }

  span(id: string): Span | undefined {
    return this.#spans.get(id);
  }

  /** The position in the text of a place in the document, or undefined when it lies elsewhere. */
  positionOf(node: Node, offset: number): number | undefined {
    const start = this.#starts.get(node);
    if (start !== undefined) return start + (node.nodeType === Node.TEXT_NODE ? offset : offset === 0 ? 0 : this.#lengthOf(node));
    const line = this.#lines.find(({ element }) => element === node);
    if (line) return line.pieces[offset]?.piece.start ?? line.end;
    const first = this.#lines[0];
    if (first?.element.parentNode !== node) return undefined;
    return this.#lines[offset]?.start ?? this.#text.length;
  }

  /** The place in the document of a position in the text. */
  placeOf(position: number): readonly [Node, number] {
    const line = this.#lines[lineAt(this.#lines, position)]!;
    const inside = Math.min(position, line.end);
    const at = firstIndex(line.pieces.length, (index) => line.pieces[index]!.piece.end >= inside);
    const painted = line.pieces[at];
    if (!painted) return [line.element, 0];
    const text = painted.node.nodeType === Node.TEXT_NODE ? painted.node : painted.node.firstChild!;
    return [text, inside - painted.piece.start];
  }

  /** Keeps the lines that stay, makes the others and paints them. */
  #setLines(stretches: readonly Stretch[]): void {
    const kept = new Map(this.#lines.map((line) => [`${line.start}-${line.end}`, line]));
    const fresh: Line[] = [];
    this.#lines = stretches.map((stretch) => {
      const line = kept.get(`${stretch.start}-${stretch.end}`);
      if (line) return line;
      fresh.push({ start: stretch.start, end: stretch.end, element: lineElement(stretch), spans: new Set(), pieces: [] });
      return fresh.at(-1)!;
    });
    for (const span of this.#spans.values()) for (const line of this.#touched(span)) line.spans.add(span.id);
    for (const line of fresh) {
      this.#lineMade?.(line.element, line.start);
      this.#repaint(line);
    }
    // the names under a line lie over the line after it, so that they can be pressed
    this.#lines.forEach(({ element }, at) => (element.style.zIndex = String(this.#lines.length - at)));
    this.#root.replaceChildren(...this.#lines.map((line) => line.element));
  }

  #topOf(position: number): number {
    const range = document.createRange();
    range.setStart(...this.placeOf(position));
    range.setEnd(...this.placeOf(position + 1));
    return [...range.getClientRects()].at(-1)?.top ?? 0;
  }

  #lengthOf(node: Node): number {
    const piece = this.#pieces.get(node);
    return piece ? piece.end - piece.start : 0;
  }

  #detach(id: string, dirty: Set<Line>): void {
    const span = this.#spans.get(id);
    if (!span) return;
    this.#spans.delete(id);
    for (const line of this.#touched(span)) {
      line.spans.delete(id);
      dirty.add(line);
    }
  }

  #attach(span: Span, dirty: Set<Line>): void {
    this.#spans.set(span.id, span);
    for (const line of this.#touched(span)) {
      line.spans.add(span.id);
      dirty.add(line);
    }
  }

  #touched(span: Span): readonly Line[] {
    return this.#lines.slice(...linesOf(this.#lines, span));
  }

  #relane(dirty: Set<Line>): void {
    const lanes = assignLanes(this.#spans.values());
    for (const [id, lane] of lanes) {
      if (this.#lanes.get(id) !== lane && this.#lanes.has(id)) this.#touched(this.#spans.get(id)!).forEach((line) => dirty.add(line));
    }
    this.#lanes = lanes;
  }

  /** Replaces what differs between the pieces at both ends that stayed the same. */
  #repaint(line: Line): void {
    const spans = Array.from(line.spans, (id) => this.#spans.get(id)!);
    const pieces = cutLine(line, spans, this.#lanes);
    const old = line.pieces;
    const most = Math.min(old.length, pieces.length);
    let head = 0;
    while (head < most && old[head]!.piece.key === pieces[head]!.key) head++;
    let tail = 0;
    while (tail < most - head && old.at(-1 - tail)!.piece.key === pieces.at(-1 - tail)!.key) tail++;
    const stale = old.slice(head, old.length - tail);
    const wanted = pieces.slice(head, pieces.length - tail);
    const fresh = this.#restyle(stale, wanted) ?? this.#replace(line, stale, wanted, old[old.length - tail]?.node);
    line.pieces = [...old.slice(0, head), ...fresh, ...old.slice(old.length - tail)];
    if (pieces.length === 0 && !line.element.firstChild) line.element.append(document.createElement("br"));
  }

  /** The same pieces in other colours: nothing has to be laid out again. */
  #restyle(stale: readonly Painted[], wanted: readonly Piece[]): readonly Painted[] | undefined {
    const same = stale.length === wanted.length && stale.every(({ piece }, at) => {
      const other = wanted[at]!;
      return piece.start === other.start && piece.end === other.end && (piece.cover.length === 0) === (other.cover.length === 0);
    });
    if (!same) return undefined;
    return wanted.map((piece, at) => {
      const { node } = stale[at]!;
      if (node instanceof HTMLElement) this.#dress(node, piece);
      return { piece, node };
    });
  }

  #replace(line: Line, stale: readonly Painted[], wanted: readonly Piece[], after: Node | undefined): readonly Painted[] {
    const fresh = wanted.map((piece) => ({ piece, node: this.#paint(piece) }));
    for (const { node } of stale) node.remove();
    const fragment = document.createDocumentFragment();
    fragment.append(...fresh.map(({ node }) => node));
    line.element.insertBefore(fragment, after ?? null);
    return fresh;
  }

  #dress(mark: HTMLElement, piece: Piece): void {
    dressMark(mark, piece, this.#lanes);
    if (piece.cover.some((span) => this.#selected.has(span.id))) this.#showSelected(mark, piece);
    this.#pieces.set(mark, piece);
  }

  #paint(piece: Piece): HTMLElement | Text {
    const text = document.createTextNode(this.#text.slice(piece.start, piece.end));
    this.#starts.set(text, piece.start);
    if (piece.cover.length === 0) return text;
    const mark = document.createElement("mark");
    mark.append(text);
    this.#dress(mark, piece);
    this.#starts.set(mark, piece.start);
    return mark;
  }

  #markSelected(id: string): void {
    for (const mark of this.marksOf(id)) this.#showSelected(mark, this.#pieces.get(mark)!);
  }

  #showSelected(mark: HTMLElement, piece: Piece): void {
    const selected = piece.cover.find((span) => this.#selected.has(span.id));
    mark.classList.toggle("sel", selected !== undefined);
    const tint = selected ?? piece.cover.find((span) => !span.ghost);
    if (tint) mark.style.setProperty("--t", tint.color);
  }

  #piecesIn(line: Line, { start, end }: Stretch): readonly Painted[] {
    const from = firstIndex(line.pieces.length, (index) => line.pieces[index]!.piece.end > start);
    const to = firstIndex(line.pieces.length, (index) => line.pieces[index]!.piece.start >= end);
    return line.pieces.slice(from, to);
  }
}

function lineElement(line: Stretch): HTMLElement {
  const element = document.createElement("p");
  element.className = "ln";
  element.dir = "auto";
  const rows = Math.max(1, Math.ceil((line.end - line.start) / LETTERS));
  if (rows > 1) element.style.setProperty("--h", `${rows * LINE_HEIGHT}px`);
  return element;
}
