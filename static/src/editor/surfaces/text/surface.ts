// A text with its spans. What marks and resizes them is in hands.ts: it comes when a hand is near.
import { TextPainter } from "./painter";
import "./text.css";

/** A width that stays for so long, in milliseconds, is the new one. */
const RESIZED = 200;

export interface TextSurfaceEvents {
  /** a place was pressed: the regions there, the shortest first; none on plain text */
  pressed(ids: readonly string[], extend: boolean): void;
  /** a line was made for the text from this position on */
  line?(line: HTMLElement, start: number): void;
}

export class TextSurface {
  /** positioned frame with the text and what lies over it */
  readonly element = document.createElement("div");
  /** the text alone; it has the focus */
  readonly text = document.createElement("div");
  readonly painter: TextPainter;
  selected: ReadonlySet<string> = new Set();
  /** the pointer that was let go last had marked something: its click is no press */
  marking = false;
  /** called when spans, selection or width changed: what lies over the text follows */
  follow: (() => void) | undefined;
  readonly #resize: ResizeObserver;
  #width = 0;
  #fitting: ReturnType<typeof setTimeout> | undefined;

  constructor(text: string, label: string, events: TextSurfaceEvents) {
    this.element.className = "textwrap";
    this.text.className = "text";
    this.text.tabIndex = 0;
    for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-readonly", "true"], ["aria-label", label]] as const) {
      this.text.setAttribute(name, value);
    }
    this.element.append(this.text);
    this.painter = new TextPainter(this.text, text, events.line);
    this.#resize = new ResizeObserver(([entry]) => this.#resized(entry!.contentRect.width));
    this.#resize.observe(this.text);
    this.text.addEventListener("click", (event) => {
      if (this.marking || getSelection()?.isCollapsed === false) return;
      events.pressed(this.painter.regionsAt(event.target as Node), event.ctrlKey || event.metaKey || event.shiftKey);
    });
  }

  destroy(): void {
    this.#resize.disconnect();
    clearTimeout(this.#fitting);
    this.element.remove();
  }

  select(ids: ReadonlySet<string>): void {
    this.selected = ids;
    this.painter.select(ids);
    this.follow?.();
  }

  reveal(id: string): void {
    this.painter.marksOf(id)[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.follow?.();
  }

  /** The rows are other ones in another width: at once for a new text, else when the dragging of an edge has ended. */
  #resized(width: number): void {
    this.follow?.();
    if (width === 0 || width === this.#width) return;
    const wait = this.#width === 0 ? 0 : RESIZED;
    this.#width = width;
    clearTimeout(this.#fitting);
    this.#fitting = setTimeout(() => {
      if (this.painter.fitRows()) this.follow?.();
    }, wait);
  }
}
