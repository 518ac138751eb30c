// A text that can be marked: with the mouse, with fingers and with the keyboard. It knows spans and positions, not tags.
import { moveCaret } from "./caret";
import type { Stretch } from "./granularity";
import { TextOverlay } from "./handles";
import { TextPainter } from "./painter";
import "./text.css";

/** A width that stays for so long, in milliseconds, is the new one. */
const RESIZED = 200;

export interface TextSurfaceEvents {
  /** something was marked and let go, in UTF-16 units; true when it became a region */
  marked(stretch: Stretch): boolean;
  /** a place was pressed: the regions there, the shortest first; none on plain text */
  pressed(ids: readonly string[], extend: boolean): void;
  /** an edge of a region was dragged to a new place */
  resized?(id: string, stretch: Stretch): void;
}

export class TextSurface {
  /** positioned frame with the text and what lies over it */
  readonly element: HTMLElement;
  readonly painter: TextPainter;
  /** what is marked now and not yet a region */
  pending: Stretch | undefined;
  readonly #text: HTMLElement;
  readonly #events: TextSurfaceEvents;
  readonly #overlay: TextOverlay;
  readonly #aborter = new AbortController();
  readonly #resize: ResizeObserver;
  #selected: ReadonlySet<string> = new Set();
  #width = 0;
  #fitting: ReturnType<typeof setTimeout> | undefined;
  #keyboard = false;
  #dragged: { readonly id: string; readonly fixed: number } | undefined;

  constructor(text: string, label: string, events: TextSurfaceEvents) {
    this.#events = events;
    this.element = document.createElement("div");
    this.element.className = "textwrap";
    this.#text = document.createElement("div");
    this.#text.className = "text";
    this.#text.tabIndex = 0;
    for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-readonly", "true"], ["aria-label", label]] as const) {
      this.#text.setAttribute(name, value);
    }
    this.element.append(this.#text);
    this.painter = new TextPainter(this.#text, text);
    this.#overlay = new TextOverlay(this.element);
    this.#resize = new ResizeObserver(([entry]) => this.#resized(entry!.contentRect.width));
    this.#resize.observe(this.#text);
    this.#listen();
  }

  destroy(): void {
    this.#aborter.abort();
    this.#resize.disconnect();
    clearTimeout(this.#fitting);
    this.element.remove();
  }

  select(ids: ReadonlySet<string>): void {
    this.#selected = ids;
    this.painter.select(ids);
    this.#showHandles();
  }

  /** To be called after spans changed: the handles follow. */
  repainted(): void {
    if (this.#selected.size > 0) this.#showHandles();
  }

  reveal(id: string): void {
    const mark = this.painter.marksOf(id)[0];
    mark?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#showHandles();
  }

  /** Takes the marking away, on the screen too. */
  clearMarking(): void {
    this.pending = undefined;
    if (this.#selectedStretch()) getSelection()?.removeAllRanges();
    this.#overlay.showCaret(undefined);
  }

  #listen(): void {
    const { signal } = this.#aborter;
    this.#text.addEventListener("keydown", (event) => this.#keyDown(event), { signal });
    this.#text.addEventListener("pointerdown", () => (this.#keyboard = false), { signal });
    this.#text.addEventListener("click", (event) => this.#click(event), { signal });
    this.#text.addEventListener("blur", () => this.#overlay.showCaret(undefined), { signal });
    this.element.addEventListener("pointerdown", (event) => this.#grab(event), { signal });
    document.addEventListener("pointermove", (event) => this.#drag(event), { signal });
    document.addEventListener("pointerup", (event) => this.#letGo(event), { signal });
    document.addEventListener("selectionchange", () => this.#selectionChanged(), { signal });
  }

  /** The rows are other ones in another width: at once for a new text, else when the dragging of an edge has ended. */
  #resized(width: number): void {
    this.#showHandles();
    if (width === 0 || width === this.#width) return;
    const wait = this.#width === 0 ? 0 : RESIZED;
    this.#width = width;
    clearTimeout(this.#fitting);
    this.#fitting = setTimeout(() => {
      if (this.painter.fitRows()) this.#showHandles();
    }, wait);
  }

  /** A finger's marking ends without a pointer event of ours, so it only waits for a label. */
  #letGo(event: PointerEvent): void {
    if (this.#dragged) return void (this.#dragged = undefined);
    if (event.pointerType === "touch") return;
    const stretch = this.#selectedStretch();
    if (stretch) this.#finish(stretch);
  }

  #finish(stretch: Stretch): void {
    if (this.#events.marked(stretch)) this.clearMarking();
    else this.pending = stretch;
  }

  #selectionChanged(): void {
    const selection = getSelection();
    const inside = selection !== null && this.#text.contains(selection.anchorNode);
    this.pending = inside ? this.#selectedStretch() : undefined;
    const caret = inside && selection.isCollapsed && this.#keyboard && document.activeElement === this.#text;
    this.#overlay.showCaret(caret ? selection.getRangeAt(0) : undefined);
  }

  #selectedStretch(): Stretch | undefined {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.#text)) return undefined;
    const start = this.#text.contains(range.startContainer) ? this.painter.positionOf(range.startContainer, range.startOffset) : undefined;
    const end = this.#text.contains(range.endContainer) ? this.painter.positionOf(range.endContainer, range.endOffset) : undefined;
    if (start === undefined && end === undefined) return undefined;
    const stretch = { start: start ?? 0, end: end ?? Number.MAX_SAFE_INTEGER };
    return stretch.end > stretch.start ? stretch : undefined;
  }

  #click(event: MouseEvent): void {
    if (this.#selectedStretch() || !(event.target instanceof Node)) return;
    this.#events.pressed(this.painter.regionsAt(event.target), event.ctrlKey || event.metaKey || event.shiftKey);
  }

  #keyDown(event: KeyboardEvent): void {
    const selection = getSelection();
    if (!selection) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.altKey && !event.metaKey) return this.#enter(event, selection);
    this.#keyboard = true;
    if (!this.#text.contains(selection.anchorNode)) selection.setPosition(...this.painter.placeOf(0));
    if (!moveCaret(event, selection)) return;
    event.preventDefault();
    selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** Enter makes a region of what is marked, and selects the one under the caret. */
  #enter(event: KeyboardEvent, selection: Selection): void {
    const stretch = this.#selectedStretch();
    const ids = selection.anchorNode && this.#text.contains(selection.anchorNode) ? this.painter.regionsAt(selection.anchorNode) : [];
    if (!stretch && ids.length === 0) return;
    event.preventDefault();
    if (stretch) this.#finish(stretch);
    else this.#events.pressed(ids, false);
  }

  #showHandles(): void {
    const [id] = this.#selected;
    const span = this.#selected.size === 1 && id !== undefined ? this.painter.span(id) : undefined;
    this.#overlay.showHandles(span ? this.painter.marksOf(span.id) : [], span?.color ?? "");
  }

  #grab(event: PointerEvent): void {
    const edge = this.#overlay.edgeOf(event.target);
    const [id] = this.#selected;
    const span = id === undefined ? undefined : this.painter.span(id);
    if (!edge || !span || !this.#events.resized) return;
    event.preventDefault();
    this.#dragged = { id: span.id, fixed: edge === "start" ? span.end : span.start };
  }

  #drag(event: PointerEvent): void {
    if (!this.#dragged) return;
    const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    if (!place || !this.#text.contains(place.offsetNode)) return;
    const position = this.painter.positionOf(place.offsetNode, place.offset);
    const { id, fixed } = this.#dragged;
    if (position === undefined || position === fixed) return;
    this.#events.resized?.(id, { start: Math.min(position, fixed), end: Math.max(position, fixed) });
  }
}
