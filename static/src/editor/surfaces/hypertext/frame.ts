// A document of somebody else's in a frame: it can run nothing, load nothing from elsewhere and draw over nothing. The frame is
// as high as its content, and what is pressed in it also reaches the editor's keys.
import { dressDocument } from "./frame-style";
import { neutralise } from "./neutralise";
import "./hypertext.css";

export interface FrameOptions {
  readonly title: string;
  /** shown as a part of the page: as high as it is, on no sheet of its own */
  readonly inline: boolean;
  /** whether links keep where they lead */
  readonly links: boolean;
  /** a document of ours with a policy of its own; without one the frame has the page's */
  readonly address: string | undefined;
}

/** In WebKit nothing that happens in a document without scripts is told to anybody; there the policy alone keeps them from running. */
const TELLS_NOTHING = (): boolean => navigator.vendor.startsWith("Apple");
/** A document that gives itself colours is shown on a light sheet: its author saw it on one. */
const OWN_COLORS = /\b(?:bgcolor|background|color)\b/i;

export class DocumentFrame {
  readonly element = document.createElement("div");
  readonly #frame = document.createElement("iframe");
  readonly #sizer = new ResizeObserver(() => {
    if (this.#size() !== this.#fitted) this.#fit();
  });
  readonly #aborter = new AbortController();
  readonly #options: FrameOptions;
  #markup = "";
  /** the size of the content when the frame was made as high as it is */
  #fitted = "";

  /** `opened` is called with the root of the content whenever the document is there anew. */
  constructor(options: FrameOptions, opened: (root: HTMLElement) => void) {
    this.#options = options;
    this.element.className = options.inline ? "hypertext inline" : "hypertext";
    this.#frame.title = options.title;
    if (options.address) {
      this.#frame.setAttribute("sandbox", TELLS_NOTHING() ? "allow-same-origin allow-scripts" : "allow-same-origin");
      this.#frame.src = options.address;
    } else this.#goPlain();
    // a frame that is moved in the page starts anew
    this.#frame.addEventListener("load", () => this.#fill(opened));
    const { signal } = this.#aborter;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#dress(), { signal });
    const themes = new MutationObserver(() => this.#dress());
    themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    signal.addEventListener("abort", () => themes.disconnect());
  }

  /** Shows markup in the frame; to be called once. */
  show(markup: string): void {
    this.#markup = markup;
    this.element.append(this.#frame);
  }

  destroy(): void {
    this.#aborter.abort();
    this.#sizer.disconnect();
    this.element.remove();
  }

  /** Without a document of ours: then the frame has the page's policy, under which the document loses its styles. */
  #goPlain(): void {
    if (this.#frame.hasAttribute("srcdoc")) return;
    this.#frame.setAttribute("sandbox", "allow-same-origin");
    this.#frame.removeAttribute("src");
    this.#frame.srcdoc = '<!doctype html><html lang=""><head></head><body></body></html>';
  }

  #fill(opened: (root: HTMLElement) => void): void {
    const page = this.#frame.contentDocument;
    // nobody answered, or a server in between did, whose policy is another one
    if (!page?.body || page.body.children.length > 0) return this.#goPlain();
    const window = page.defaultView as Window & typeof globalThis;
    // by the frame's own parser: what ours reads has our policy, and no styles. The console notes each handler that it refuses.
    const parsed = new window.DOMParser().parseFromString(this.#options.inline ? "" : this.#markup, "text/html");
    let root: HTMLElement = parsed.body;
    if (this.#options.inline) {
      root = parsed.createElement("div");
      root.innerHTML = this.#markup;
      parsed.body.append(root);
    }
    neutralise(parsed.documentElement, { links: this.#options.links });
    page.replaceChild(page.adoptNode(parsed.documentElement), page.documentElement);
    page.documentElement.toggleAttribute("data-inline", this.#options.inline);
    page.documentElement.toggleAttribute("data-links", this.#options.links);
    page.documentElement.toggleAttribute("data-styled", page.querySelector("style") !== null);
    this.#listen(page, window);
    this.#dress();
    this.#sizer.disconnect();
    // what is painted first is laid out once, and measured with it
    opened(root);
    this.#fit();
    this.#sizer.observe(page.documentElement);
    if (page.body) this.#sizer.observe(page.body);
  }

  #listen(page: Document, window: Window): void {
    page.addEventListener("submit", (event) => event.preventDefault());
    page.addEventListener("dragstart", (event) => event.preventDefault());
    page.addEventListener("click", (event) => this.#follow(event), { capture: true });
    window.addEventListener("pointerdown", () => this.#frame.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true })));
    window.addEventListener("keydown", (event) => this.#tell(event));
    window.addEventListener("keyup", (event) => this.#tell(event));
    page.addEventListener("focusin", () => this.element.classList.toggle("focused", page.body.matches(":focus-visible")));
    page.addEventListener("focusout", () => this.element.classList.remove("focused"));
  }

  /** A link opens beside the task; a place in the document itself is scrolled to by the browser. */
  #follow(event: MouseEvent): void {
    const link = (event.target as Element).closest?.("a[href],area[href]");
    const address = link?.getAttribute("href") ?? "";
    if (!link || address.startsWith("#")) return;
    event.preventDefault();
    window.open(address, "_blank", "noopener,noreferrer");
  }

  /** The editor's keys work in the frame too, but not in its fields. */
  #tell(event: KeyboardEvent): void {
    const target = event.target as Element;
    if (event.defaultPrevented || target.matches?.("input,textarea,select") || event.key === "Tab") return;
    if (target.matches?.("a,button,summary") && (event.key === "Enter" || event.key === " ")) return;
    if (!this.#frame.dispatchEvent(new KeyboardEvent(event.type, event))) event.preventDefault();
  }

  #dress(): void {
    const page = this.#frame.contentDocument;
    if (!page?.documentElement || !page.defaultView) return;
    const sheet = !this.#options.inline || OWN_COLORS.test(this.#markup);
    const scheme = sheet || !isDark() ? "light" : "dark";
    this.element.classList.toggle("sheet", sheet);
    this.#frame.style.colorScheme = scheme;
    dressDocument(page, scheme);
  }

  /** As high as the content is when nothing in it is measured by the frame's own height; the box around it holds its place meanwhile. */
  #fit(): void {
    const page = this.#frame.contentDocument?.documentElement;
    if (!page) return;
    const { element } = this;
    element.style.height = `${element.offsetHeight}px`;
    this.#frame.style.height = "0px";
    const height = Math.max(page.scrollHeight, Math.ceil(page.getBoundingClientRect().height));
    this.#frame.style.height = `${height}px`;
    element.style.height = "";
    this.#fitted = this.#size();
  }

  #size(): string {
    const page = this.#frame.contentDocument;
    return [page?.documentElement, page?.body].map((element) => `${element?.offsetWidth} ${element?.offsetHeight}`).join();
  }
}

function isDark(): boolean {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}
