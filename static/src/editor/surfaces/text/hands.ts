// Marking a text and moving the ends of its spans: with the mouse, with fingers and with the keyboard.
import { moveCaret } from "./caret";
import type { Stretch } from "./granularity";
import { TextOverlay } from "./handles";
import type { Span } from "./spans";

/** A finger that presses a label takes the marking away first: so long, in milliseconds, it is remembered. */
const REMEMBERED = 600;

export interface TextHandsEvents {
  /** something was marked and let go, in UTF-16 units; true when it became a region */
  marked(stretch: Stretch): boolean;
  /** what a marking is widened to; shown while it is being made */
  meant(stretch: Stretch): Stretch | undefined;
  /** a place was chosen with the keyboard: the regions there, the shortest first; none to select nothing */
  pressed(ids: readonly string[], extend: boolean): void;
  /** whether the ends of a region can be moved */
  resizable(id: string): boolean;
  /** an end of a region was dragged to a new place; all calls of one drag have the same number */
  resized(id: string, stretch: Stretch, drag: number): void;
}

/** What hands work on: a TextSurface is one. */
export interface Touchable {
  /** the handles and the caret lie in it, placed from its corner */
  readonly element: HTMLElement;
  /** the text alone; it has the focus */
  readonly text: HTMLElement;
  readonly painter: {
    regionsAt(node: Node): readonly string[];
    marksOf(id: string): readonly HTMLElement[];
    span(id: string): Span | undefined;
    positionOf(node: Node, offset: number): number | undefined;
    placeOf(position: number): readonly [Node, number];
  };
  readonly selected: ReadonlySet<string>;
  marking: boolean;
  follow: (() => void) | undefined;
  /** what handles leave free under the text, in pixels, when it is not what a text's lanes take */
  readonly below?: number;
}

interface Drag {
  readonly id: string;
  /** the end that stays */
  readonly fixed: number;
  readonly number: number;
}

export class TextHands {
  /** what is marked now and not yet a region */
  pending: Stretch | undefined;
  readonly #surface: Touchable;
  /** a frame has a document of its own */
  readonly #page: Document;
  readonly #events: TextHandsEvents;
  readonly #overlay: TextOverlay;
  readonly #aborter = new AbortController();
  #keyboard = false;
  #touch = false;
  #pressed: boolean;
  #drag: Drag | undefined;
  #drags = 0;
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  /** `pressed`: a pointer is down already. What was marked before counts. */
  constructor(surface: Touchable, events: TextHandsEvents, pressed: boolean) {
    this.#surface = surface;
    this.#page = surface.text.ownerDocument;
    this.#events = events;
    this.#pressed = pressed;
    this.#overlay = new TextOverlay(surface.element, surface.below);
    surface.follow = () => this.#showHandles();
    this.#listen();
    this.#showHandles();
    const stretch = this.#selectedStretch();
    if (stretch && !pressed) this.#finish(stretch);
  }

  destroy(): void {
    this.#aborter.abort();
    clearTimeout(this.#forgetting);
    this.#showMeant(undefined);
    this.#surface.follow = undefined;
  }

  /** A label was chosen: what is marked becomes a region of it. */
  finishPending(): void {
    if (this.pending && this.#events.marked(this.pending)) this.#clearMarking();
  }

  #clearMarking(): void {
    this.pending = undefined;
    if (this.#selectedStretch()) this.#page.getSelection()?.removeAllRanges();
    this.#overlay.showCaret(undefined);
  }

  #listen(): void {
    const { signal } = this.#aborter;
    const { element, text } = this.#surface;
    const page = this.#page;
    text.addEventListener("keydown", (event) => this.#keyDown(event), { signal });
    text.addEventListener("mousedown", (event) => this.#mouseDown(event), { signal });
    text.addEventListener("blur", () => this.#overlay.showCaret(undefined), { signal });
    element.addEventListener("pointerdown", (event) => this.#grab(event), { signal });
    page.addEventListener("pointerdown", (event) => void (this.#touch = event.pointerType === "touch"), { signal, capture: true });
    page.addEventListener("pointermove", (event) => this.#dragTo(event), { signal });
    page.addEventListener("pointerup", (event) => this.#letGo(event), { signal });
    page.addEventListener("pointercancel", () => this.#endDrag(), { signal });
    page.addEventListener("selectionchange", () => this.#selectionChanged(), { signal });
  }

  /** With Shift, a region is added to the selected ones; on plain text the browser marks up to there. */
  #mouseDown(event: MouseEvent): void {
    const { painter, selected } = this.#surface;
    if (event.shiftKey && selected.size > 0 && painter.regionsAt(event.target as Node).length > 0) event.preventDefault();
  }

  /** A finger's marking ends without a pointer event of ours, so it only waits for a label. */
  #letGo(event: PointerEvent): void {
    this.#pressed = false;
    this.#showMeant(undefined);
    if (this.#drag) return this.#endDrag();
    if (event.pointerType === "touch") return;
    const stretch = this.#selectedStretch();
    this.#surface.marking = stretch !== undefined;
    if (stretch) this.#finish(stretch);
  }

  #finish(stretch: Stretch): void {
    if (this.#events.marked(stretch)) this.#clearMarking();
    else this.#wait(stretch);
  }

  /** The next label is for what is marked, no longer for the selected regions. */
  #wait(stretch: Stretch): void {
    this.pending = stretch;
    if (this.#surface.selected.size > 0) this.#events.pressed([], false);
  }

  #selectionChanged(): void {
    const selection = this.#page.getSelection();
    const inside = selection !== null && this.#surface.text.contains(selection.anchorNode);
    const stretch = inside ? this.#selectedStretch() : undefined;
    clearTimeout(this.#forgetting);
    if (stretch) this.#wait(stretch);
    else if (this.#touch && this.pending) this.#forgetting = setTimeout(() => (this.pending = undefined), REMEMBERED);
    else this.pending = undefined;
    if (this.#pressed) this.#showMeant(stretch);
    const caret = inside && selection.isCollapsed && this.#keyboard && this.#page.activeElement === this.#surface.text;
    this.#overlay.showCaret(caret ? selection.getRangeAt(0) : undefined);
  }

  /** Paints what the marking will be widened to, while it is being made. */
  #showMeant(marked: Stretch | undefined): void {
    const stretch = marked && this.#events.meant(marked);
    const view = this.#page.defaultView as (Window & typeof globalThis) | null;
    if (!view || typeof view.Highlight === "undefined") return;
    if (!stretch) return void view.CSS.highlights.delete("meant");
    const range = this.#page.createRange();
    range.setStart(...this.#surface.painter.placeOf(stretch.start));
    range.setEnd(...this.#surface.painter.placeOf(stretch.end));
    view.CSS.highlights.set("meant", new view.Highlight(range));
  }

  #selectedStretch(): Stretch | undefined {
    const selection = this.#page.getSelection();
    const { painter, text } = this.#surface;
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text)) return undefined;
    const start = text.contains(range.startContainer) ? painter.positionOf(range.startContainer, range.startOffset) : undefined;
    const end = text.contains(range.endContainer) ? painter.positionOf(range.endContainer, range.endOffset) : undefined;
    if (start === undefined && end === undefined) return undefined;
    const stretch = { start: start ?? 0, end: end ?? Number.MAX_SAFE_INTEGER };
    return stretch.end > stretch.start ? stretch : undefined;
  }

  #keyDown(event: KeyboardEvent): void {
    const selection = this.#page.getSelection();
    if (!selection) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.altKey && !event.metaKey) return this.#enter(event, selection);
    this.#keyboard = true;
    const { painter, text } = this.#surface;
    if (!text.contains(selection.anchorNode)) selection.setPosition(...painter.placeOf(0));
    if (!moveCaret(event, selection)) return;
    event.preventDefault();
    selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** Enter makes a region of what is marked, and selects the one under the caret. */
  #enter(event: KeyboardEvent, selection: Selection): void {
    const { painter, text } = this.#surface;
    const stretch = this.#selectedStretch();
    const ids = selection.anchorNode && text.contains(selection.anchorNode) ? painter.regionsAt(selection.anchorNode) : [];
    // the one under the caret is selected already: Enter then leads on to its questions
    if (!stretch && ids.every((id) => this.#surface.selected.has(id))) return;
    event.preventDefault();
    if (stretch) this.#finish(stretch);
    else this.#events.pressed(ids, false);
  }

  #showHandles(): void {
    const { painter, selected } = this.#surface;
    const [id] = selected;
    const span = selected.size === 1 && id !== undefined && this.#events.resizable(id) ? painter.span(id) : undefined;
    this.#overlay.showHandles(span ? painter.marksOf(span.id) : [], span?.color ?? "");
  }

  #grab(event: PointerEvent): void {
    this.#pressed = event.button === 0;
    this.#keyboard = false;
    this.#surface.marking = false;
    const edge = this.#overlay.edgeOf(event.target);
    const [id] = this.#surface.selected;
    const span = id === undefined ? undefined : this.#surface.painter.span(id);
    if (!edge || !span) return;
    event.preventDefault();
    this.#drag = { id: span.id, fixed: edge === "start" ? span.end : span.start, number: ++this.#drags };
    // the handle itself must not hide the letter under the pointer: one letter is narrower than it
    this.#surface.element.classList.add("dragging");
  }

  #dragTo(event: PointerEvent): void {
    if (!this.#drag) return;
    const place = placeAt(this.#page, event.clientX, event.clientY);
    const position = place && this.#surface.text.contains(place[0]) ? this.#surface.painter.positionOf(...place) : undefined;
    const { id, fixed, number } = this.#drag;
    if (position === undefined || position === fixed) return;
    this.#events.resized(id, { start: Math.min(position, fixed), end: Math.max(position, fixed) }, number);
  }

  #endDrag(): void {
    this.#drag = undefined;
    this.#surface.element.classList.remove("dragging");
  }
}

/** The place in the document under a point of the window; the second way is that of older browsers. */
function placeAt(page: Document, x: number, y: number): readonly [Node, number] | undefined {
  const position = page.caretPositionFromPoint?.(x, y);
  if (position) return [position.offsetNode, position.offset];
  const range = page.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : undefined;
}
