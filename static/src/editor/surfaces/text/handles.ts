// What lies over the text without being in it: the two handles of the selected region and the keyboard's caret.

/** the lanes under the tint of a mark, which the handles leave free */
const BELOW_TINT = 8;

/** Keeps one overlay element at the edges of ranges; it never takes part in the layout of the text. */
export class TextOverlay {
  readonly #frame: HTMLElement;
  readonly #below: number;
  readonly #handles: readonly [HTMLElement, HTMLElement];
  readonly #caret: HTMLElement;

  /** `frame` is the positioned element around the text; `below` is what the handles leave free under it, in pixels. */
  constructor(frame: HTMLElement, below = BELOW_TINT) {
    this.#frame = frame;
    this.#below = below;
    this.#handles = [overlaid("knob"), overlaid("knob end")];
    this.#caret = overlaid("caret");
    frame.append(...this.#handles, this.#caret);
  }

  /** Handles at the start of the first mark and the end of the last; none without marks. */
  showHandles(marks: readonly HTMLElement[], color: string): void {
    const [first, last] = [marks[0], marks.at(-1)];
    const rtl = first !== undefined && getComputedStyle(first).direction === "rtl";
    this.#place(this.#handles[0], first?.getClientRects()[0], rtl ? "right" : "left", this.#below);
    this.#place(this.#handles[1], last && [...last.getClientRects()].at(-1), rtl ? "left" : "right", this.#below);
    for (const handle of this.#handles) handle.style.setProperty("--c", color);
  }

  /** The caret at a collapsed selection; none without one. */
  showCaret(range: Range | undefined): void {
    const rect = range?.getClientRects()[0] ?? range?.getBoundingClientRect();
    this.#place(this.#caret, rect?.height ? rect : undefined, "left", 0);
  }

  /** Which edge a pressed handle belongs to. */
  edgeOf(target: EventTarget | null): "start" | "end" | undefined {
    const at = this.#handles.findIndex((handle) => handle === target);
    return at < 0 ? undefined : at === 0 ? "start" : "end";
  }

  #place(element: HTMLElement, rect: DOMRect | undefined, side: "left" | "right", below: number): void {
    element.hidden = rect === undefined;
    if (!rect) return;
    const frame = this.#frame.getBoundingClientRect();
    element.style.setProperty("left", `${rect[side] - frame.left}px`);
    element.style.setProperty("top", `${rect.top - frame.top}px`);
    element.style.setProperty("height", `${rect.height - below}px`);
  }
}

function overlaid(className: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.hidden = true;
  element.setAttribute("aria-hidden", "true");
  return element;
}
