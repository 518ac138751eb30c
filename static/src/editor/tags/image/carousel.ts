// The strip below a picture of a list: thumbnails, of which only those in sight are in the document, and "2 of 14".
import { effect, untracked } from "@preact/signals-core";
import { iconMarkup } from "../../../look/surface-icons";
import { visibleRows } from "../../core/windowing";
import type { TagContext } from "../../core/types";
import { itemOf } from "../../surfaces/image/shape";
import { texts } from "../../surfaces/image/texts";
import "./carousel.css";

/** A thumbnail with the gap after it, in CSS pixels, as the stylesheet has it. */
const STEP = 72;
/** What the ring around the shown one needs besides. */
const RING = 4;

export class Carousel {
  readonly root = document.createElement("div");
  readonly #context: TagContext;
  readonly #addresses: readonly string[];
  readonly #go: (at: number) => void;
  readonly #strip = document.createElement("div");
  readonly #row = document.createElement("div");
  readonly #status = document.createElement("span");
  readonly #buttons: readonly [HTMLButtonElement, HTMLButtonElement];
  readonly #drawn = new Map<number, HTMLElement>();
  readonly #stop: (() => void)[] = [];
  #counts: ReadonlyMap<number, number> = new Map();
  #at = 0;

  constructor(context: TagContext, addresses: readonly string[], go: (at: number) => void) {
    this.#context = context;
    this.#addresses = addresses;
    this.#go = go;
    this.root.className = "carousel";
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", texts.pictures);
    this.#status.className = "num";
    this.#status.setAttribute("role", "status");
    this.#buttons = [this.#button("left", texts.previousPicture, -1), this.#button("right", texts.nextPicture, 1)];
    this.#strip.className = "strip";
    this.#strip.tabIndex = 0;
    this.#strip.setAttribute("role", "listbox");
    this.#strip.setAttribute("aria-orientation", "horizontal");
    this.#strip.setAttribute("aria-label", texts.pictures);
    this.#row.className = "row";
    this.#row.setAttribute("role", "presentation");
    this.#row.style.width = `${addresses.length * STEP}px`;
    this.#strip.append(this.#row);
    this.root.append(this.#buttons[0], this.#status, this.#buttons[1], this.#strip);
    this.#strip.addEventListener("scroll", () => this.#draw());
    this.#strip.addEventListener("keydown", (event) => this.#key(event));
    this.#listen();
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.root.remove();
  }

  /** Marks the picture that is shown and brings its thumbnail into sight. */
  show(at: number): void {
    this.#at = at;
    this.#status.textContent = texts.pictureOf(at + 1, this.#addresses.length);
    const [previous, next] = this.#buttons;
    previous.disabled = at === 0;
    next.disabled = at === this.#addresses.length - 1;
    const { clientWidth } = this.#strip;
    const scrolled = Math.abs(this.#strip.scrollLeft);
    const end = (at + 1) * STEP + RING;
    const to = at * STEP < scrolled ? at * STEP : end > scrolled + clientWidth ? end - clientWidth : scrolled;
    // counted from the start of the line: to the left of it where that is the right
    if (to !== scrolled) this.#strip.scrollLeft = getComputedStyle(this.#strip).direction === "rtl" ? -to : to;
    this.#draw();
  }

  #listen(): void {
    const { editor, name } = this.#context;
    const step = (by: number, key: string, title: string) =>
      editor.hotkeys.bind({ key, title, group: texts.group, run: () => this.#go(this.#at + by) });
    const observer = new ResizeObserver(() => this.#draw());
    observer.observe(this.#strip);
    this.#stop.push(
      () => observer.disconnect(),
      step(-1, "ctrl+left", texts.previousPicture),
      step(1, "ctrl+right", texts.nextPicture),
      effect(() => {
        const annotation = editor.current.value;
        void annotation.order.value;
        const counts = new Map<number, number>();
        for (const region of annotation.regions.values()) {
          if (region.object === name) counts.set(itemOf(region), (counts.get(itemOf(region)) ?? 0) + 1);
        }
        this.#counts = counts;
        untracked(() => this.#draw());
      }),
    );
  }

  #button(side: "left" | "right", title: string, by: number): HTMLButtonElement {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "ib sm", title: `${title}  Ctrl ${side === "left" ? "←" : "→"}` });
    button.setAttribute("aria-label", title);
    button.innerHTML = iconMarkup(side === "left" ? "chevronLeft" : "chevronRight");
    button.addEventListener("click", () => this.#go(this.#at + by));
    return button;
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const forward = getComputedStyle(this.#strip).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const by: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -this.#at, End: this.#addresses.length - 1 - this.#at };
    const step = by[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const arrow = event.key.startsWith("Arrow");
    this.#go(this.#at + (arrow ? (event.key === forward ? 1 : -1) : step));
  }

  /** Thumbnails in sight, and a few on either side; the shown one is always there for the screen reader. */
  #draw(): void {
    const { first, last } = visibleRows(Math.abs(this.#strip.scrollLeft), this.#strip.clientWidth, STEP, this.#addresses.length);
    for (const [at, thumbnail] of this.#drawn) {
      if ((at >= first && at < last) || at === this.#at) continue;
      thumbnail.remove();
      this.#drawn.delete(at);
    }
    for (let at = first; at < last; at++) this.#thumbnail(at);
    this.#thumbnail(this.#at);
    this.#strip.setAttribute("aria-activedescendant", this.#idOf(this.#at));
  }

  #thumbnail(at: number): void {
    let option = this.#drawn.get(at);
    if (option === undefined) {
      option = this.#create(at);
      this.#drawn.set(at, option);
      this.#row.append(option);
    }
    const count = this.#counts.get(at) ?? 0;
    option.setAttribute("aria-selected", String(at === this.#at));
    option.setAttribute("aria-label", count === 0 ? texts.picture(at + 1) : `${texts.picture(at + 1)}, ${texts.regionsOn(count)}`);
    option.lastElementChild!.textContent = count === 0 ? "" : String(count);
  }

  #create(at: number): HTMLElement {
    const option = document.createElement("div");
    option.className = "thumb";
    option.id = this.#idOf(at);
    option.setAttribute("role", "option");
    option.setAttribute("aria-posinset", String(at + 1));
    option.setAttribute("aria-setsize", String(this.#addresses.length));
    option.style.insetInlineStart = `${at * STEP}px`;
    const picture = new Image();
    Object.assign(picture, { alt: "", decoding: "async", draggable: false, src: this.#addresses[at] });
    picture.addEventListener("error", () => option.classList.add("broken"));
    const count = document.createElement("span");
    count.className = "count num";
    option.append(picture, count);
    option.addEventListener("click", () => this.#go(at));
    return option;
  }

  #idOf(at: number): string {
    return `picture-${this.#context.name}-${at}`;
  }
}
