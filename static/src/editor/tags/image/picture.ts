// One picture on its stage: loads it, says when it does not load, and puts its tools around it.
import type { Attributes, TagContext } from "../../core/types";
import { iconMarkup } from "../../../look/surface-icons";
import { toolStrip, zoomBar } from "../../surfaces/image/controls";
import { bindKeys } from "../../surfaces/image/keyboard";
import { isLarge } from "../../surfaces/image/parts";
import type { Size } from "../../surfaces/image/points";
import { Minimap } from "../../surfaces/image/minimap";
import { ImageSurface } from "../../surfaces/image/surface";
import type { QuarterTurns } from "../../surfaces/image/viewport";
import { reasonOf } from "./reason";
import { texts } from "../../surfaces/image/texts";

export interface PictureOptions {
  readonly address: string;
  /** its place in a list; undefined when the tag has one picture */
  readonly item: number | undefined;
  /** how it was left turned; as its regions say, without it */
  readonly turns: QuarterTurns | undefined;
  /** brightness and contrast in percent, by name: kept from picture to picture */
  readonly adjusted: Map<string, string>;
  readonly onShown: () => void;
}

/** One of a list of words, whatever case it was written in. */
function word<T extends string>(attributes: Attributes, name: string, words: readonly T[], fallback: T): T {
  const written = attributes.string(name).toLowerCase();
  return words.find((candidate) => candidate === written) ?? fallback;
}

export class ShownPicture {
  readonly surface: ImageSurface;
  readonly #context: TagContext;
  readonly #options: PictureOptions;
  readonly #state = document.createElement("div");
  readonly #abort = new AbortController();
  readonly #stop: (() => void)[] = [];
  /** the page's policy refused the address */
  #barred = false;
  #onView = (): void => undefined;

  constructor(context: TagContext, options: PictureOptions) {
    this.#context = context;
    this.#options = options;
    const { attributes, editor, name } = context;
    const grid = attributes.boolean("grid") ? { size: attributes.number("gridSize"), color: attributes.string("gridColor") } : undefined;
    this.surface = new ImageSurface(editor, {
      object: name,
      item: options.item,
      turns: options.turns,
      defaultZoom: word(attributes, "defaultZoom", ["fit", "auto", "original"], "fit"),
      crosshair: attributes.boolean("crosshair"),
      grid,
      smoothing: attributes.boolean("smoothing"),
      onView: () => this.#onView(),
    });
    this.surface.viewport.zooms = attributes.boolean("zoom");
    this.surface.viewport.shrinks = attributes.boolean("negativeZoom");
    this.surface.viewport.alignment = {
      horizontal: word(attributes, "horizontalAlignment", ["left", "center", "right"], "center"),
      vertical: word(attributes, "verticalAlignment", ["top", "center", "bottom"], "center"),
    };
  }

  /** Puts the stage at the start of an element and asks for the picture. */
  mount(element: HTMLElement): void {
    const { attributes } = this.#context;
    const { root, picture } = this.surface;
    if (attributes.string("width") !== "100%") root.style.width = attributes.string("width");
    if (attributes.string("maxWidth") !== "100%") root.style.maxWidth = attributes.string("maxWidth");
    this.#state.className = "state";
    root.append(this.#state);
    element.prepend(root);
    const crossOrigin = attributes.string("crossOrigin").toLowerCase();
    if (crossOrigin !== "none") picture.crossOrigin = crossOrigin;
    const options = { signal: this.#abort.signal };
    picture.addEventListener("load", () => void this.#loaded(), options);
    picture.addEventListener("error", () => void this.#fail(), options);
    document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
      this.#barred ||= effectiveDirective === "img-src" && picture.src.startsWith(blockedURI);
    }, options);
    this.#load();
  }

  destroy(): void {
    this.#abort.abort();
    for (const stop of this.#stop.splice(0)) stop();
    this.surface.destroy();
  }

  #load(): void {
    const { address } = this.#options;
    const { attributes } = this.#context;
    if (address === "") return this.#say(texts.none, texts.noneDetail(attributes.string("valueList") || attributes.string("value") || "value"), false);
    this.#state.hidden = false;
    this.#state.innerHTML = '<div class="wait"></div>';
    this.surface.root.setAttribute("aria-busy", "true");
    this.surface.picture.src = address;
  }

  async #loaded(): Promise<void> {
    const { naturalWidth, naturalHeight } = this.surface.picture;
    // a drawing without a size of its own (some SVG) gets one
    const size = { width: naturalWidth || 300, height: naturalHeight || 150 };
    const prepared = this.surface.paper.prepare(size);
    if (isLarge(size)) await prepared;
    if (!this.#abort.signal.aborted && !this.surface.loaded) this.#show(size);
  }

  #show(size: Size): void {
    const { root } = this.surface;
    root.removeAttribute("aria-busy");
    this.#state.hidden = true;
    const { attributes } = this.#context;
    const zoomBy = Math.max(1.01, attributes.number("zoomBy"));
    const strip = toolStrip(this.surface);
    const bar = zoomBar(this.surface, {
      zoom: attributes.boolean("zoom") && attributes.boolean("zoomControl"),
      turn: attributes.boolean("rotateControl"),
      brightness: attributes.boolean("brightnessControl"),
      contrast: attributes.boolean("contrastControl"),
      zoomBy,
      adjusted: this.#options.adjusted,
    });
    const minimap = new Minimap(this.surface);
    root.append(strip.element, ...bar.elements, minimap.root);
    this.#onView = () => {
      bar.show();
      minimap.show();
    };
    this.surface.start(size);
    this.#stop.push(strip.stop, bindKeys(this.surface, zoomBy));
    this.#options.onShown();
  }

  async #fail(): Promise<void> {
    const { address } = this.#options;
    const crossOrigin = this.#context.attributes.string("crossOrigin").toLowerCase();
    const reason = await reasonOf({ address, crossOrigin, signal: this.#abort.signal }, this.#barred);
    if (!this.#abort.signal.aborted) this.#say(texts.failed, texts.failedDetail(reason), true);
  }

  #say(title: string, sentence: string, retry: boolean): void {
    const { root } = this.surface;
    root.removeAttribute("aria-busy");
    this.#state.hidden = false;
    this.#state.innerHTML = `<div class="say" role="alert"><span class="ic">${iconMarkup(retry ? "warning" : "picture", "s24")}</span><h2></h2><p></p></div>`;
    this.#state.querySelector("h2")!.textContent = title;
    this.#state.querySelector("p")!.textContent = sentence;
    if (!retry) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn", textContent: texts.tryAgain });
    button.addEventListener("click", () => {
      this.surface.picture.removeAttribute("src");
      this.#load();
    });
    this.#state.firstElementChild!.append(button);
  }
}
