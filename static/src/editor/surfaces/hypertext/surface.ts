// A document with its spans, in a frame. Hands mark and resize them as they do in a text; see surfaces/text/hands.ts.
import type { Touchable } from "../text/hands";
import type { TextSurfaceEvents } from "../text/surface";
import type { DocumentText } from "./document-text";
import { DocumentPainter } from "./painter";

export class DocumentSurface implements Touchable {
  /** the document's outermost element */
  readonly element: HTMLElement;
  /** its body: it has the focus */
  readonly text: HTMLElement;
  readonly painter: DocumentPainter;
  readonly below = 3;
  selected: ReadonlySet<string> = new Set();
  marking = false;
  follow: (() => void) | undefined;
  readonly #resize: ResizeObserver;

  /** `content` is what was read of the document before anything was painted into it. */
  constructor(page: Document, content: DocumentText, label: string, events: TextSurfaceEvents) {
    this.element = page.documentElement;
    this.text = page.body;
    this.painter = new DocumentPainter(page.body, content);
    this.text.tabIndex = 0;
    this.text.setAttribute("role", "document");
    this.text.setAttribute("aria-label", label);
    this.#resize = new ResizeObserver(() => this.follow?.());
    this.#resize.observe(this.text);
    // a click that ends the drag of a handle is one of the outermost element: it reaches no body
    this.text.addEventListener("click", (event) => {
      if (event.defaultPrevented || this.marking || page.getSelection()?.isCollapsed === false) return;
      events.pressed(this.painter.regionsAt(event.target as Node), event.ctrlKey || event.metaKey || event.shiftKey);
    });
  }

  destroy(): void {
    this.#resize.disconnect();
  }

  select(ids: ReadonlySet<string>): void {
    this.selected = ids;
    this.painter.select(ids);
    this.follow?.();
  }

  /** Where a region's marks stand in the window of the page around. */
  rectsOf(id: string): readonly DOMRect[] {
    const marks = this.painter.marksOf(id);
    const frame = marks[0]?.ownerDocument.defaultView?.frameElement;
    if (!frame) return [];
    const { left, top } = frame.getBoundingClientRect();
    const place = ({ x, y, width, height }: DOMRect): DOMRect => new DOMRect(x + left + frame.clientLeft, y + top + frame.clientTop, width, height);
    return marks.flatMap((mark) => [...mark.getClientRects()].map(place));
  }

  reveal(id: string): void {
    this.painter.marksOf(id)[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.follow?.();
  }
}
