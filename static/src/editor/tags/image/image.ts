// Joins an Image tag of the config to the picture surface: loads the picture, says when it does not load, names regions.
import type { Attributes, Region, TagContext, TagInstance } from "../../core/types";
import { iconMarkup } from "../../../look/surface-icons";
import { toolStrip, zoomBar } from "../../surfaces/image/controls";
import { bindKeys } from "../../surfaces/image/keyboard";
import { Minimap } from "../../surfaces/image/minimap";
import { geometryOf, shapeOfRegion } from "../../surfaces/image/shape";
import { ImageSurface } from "../../surfaces/image/surface";
import { reasonOf } from "./reason";
import { texts } from "../../surfaces/image/texts";

export function createImage(context: TagContext): TagInstance {
  return new ImageInstance(context);
}

/** One of a list of words, whatever case it was written in. */
function word<T extends string>(attributes: Attributes, name: string, words: readonly T[], fallback: T): T {
  const written = attributes.string(name).toLowerCase();
  return words.find((candidate) => candidate === written) ?? fallback;
}

class ImageInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #surface: ImageSurface;
  readonly #state = document.createElement("div");
  readonly #abort = new AbortController();
  readonly #stop: (() => void)[] = [];
  #onView = (): void => undefined;

  constructor(context: TagContext) {
    this.#context = context;
    const { attributes, editor, name } = context;
    const grid = attributes.boolean("grid") ? { size: attributes.number("gridSize"), color: attributes.string("gridColor") } : undefined;
    this.#surface = new ImageSurface(editor, {
      object: name,
      defaultZoom: word(attributes, "defaultZoom", ["fit", "auto", "original"], "fit"),
      crosshair: attributes.boolean("crosshair"),
      grid,
      smoothing: attributes.boolean("smoothing"),
      onView: () => this.#onView(),
    });
    this.#surface.viewport.shrinks = attributes.boolean("negativeZoom");
    this.#surface.viewport.alignment = {
      horizontal: word(attributes, "horizontalAlignment", ["left", "center", "right"], "center"),
      vertical: word(attributes, "verticalAlignment", ["top", "center", "bottom"], "center"),
    };
  }

  mount(element: HTMLElement): void {
    const { attributes } = this.#context;
    const { root, picture } = this.#surface;
    if (attributes.string("width") !== "100%") root.style.width = attributes.string("width");
    if (attributes.string("maxWidth") !== "100%") root.style.maxWidth = attributes.string("maxWidth");
    this.#state.className = "state";
    root.append(this.#state);
    element.append(root);
    const crossOrigin = attributes.string("crossOrigin");
    if (crossOrigin !== "none") picture.crossOrigin = crossOrigin;
    const options = { signal: this.#abort.signal };
    picture.addEventListener("load", () => this.#show(), options);
    picture.addEventListener("error", () => void this.#fail(), options);
    this.#load();
  }

  destroy(): void {
    this.#abort.abort();
    for (const stop of this.#stop.splice(0)) stop();
    this.#surface.destroy();
  }

  describe(region: Region): { readonly title: string; readonly detail: string } {
    const envelope = region.items[0];
    const { loaded, viewport } = this.#surface;
    const width = envelope?.["original_width"];
    const height = envelope?.["original_height"];
    const stored = typeof width === "number" && typeof height === "number" ? { width, height } : undefined;
    const title = shapeOfRegion(region)?.describe(geometryOf(region), loaded ? viewport.picture : stored) ?? texts.region;
    return { title, detail: `#${region.index + 1}` };
  }

  rects(region: Region): readonly DOMRect[] {
    const { loaded, root, viewport } = this.#surface;
    const corners = loaded && !region.hidden ? shapeOfRegion(region)?.outline(geometryOf(region), viewport.picture).map((corner) => viewport.toStage(corner)) : undefined;
    if (!corners || corners.length === 0) return [];
    const [left, right] = [Math.min(...corners.map(({ x }) => x)), Math.max(...corners.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...corners.map(({ y }) => y)), Math.max(...corners.map(({ y }) => y))];
    const stage = root.getBoundingClientRect();
    return [new DOMRect(stage.x + left, stage.y + top, right - left, bottom - top)];
  }

  reveal(region: Region): void {
    this.#surface.reveal(region);
  }

  #address(): string {
    const { value } = this.#context;
    const first = Array.isArray(value) ? value[0] : value;
    return typeof first === "string" ? first.trim() : "";
  }

  #load(): void {
    const address = this.#address();
    if (address === "") return this.#say(texts.none, texts.noneDetail(this.#context.attributes.string("value") || "value"), false);
    this.#state.hidden = false;
    this.#state.innerHTML = '<div class="wait"></div>';
    this.#surface.root.setAttribute("aria-busy", "true");
    this.#surface.picture.src = address;
  }

  #show(): void {
    const { root, picture } = this.#surface;
    if (this.#surface.loaded) return;
    root.removeAttribute("aria-busy");
    this.#state.hidden = true;
    const { attributes } = this.#context;
    const zoomBy = Math.max(1.01, attributes.number("zoomBy"));
    const strip = toolStrip(this.#surface);
    const bar = zoomBar(this.#surface, {
      zoom: attributes.boolean("zoom") && attributes.boolean("zoomControl"),
      turn: attributes.boolean("rotateControl"),
      brightness: attributes.boolean("brightnessControl"),
      contrast: attributes.boolean("contrastControl"),
      zoomBy,
    });
    const minimap = new Minimap(this.#surface);
    root.append(strip.element, ...bar.elements, minimap.root);
    this.#onView = () => {
      bar.show();
      minimap.show();
    };
    // a drawing without a size of its own (some SVG) gets one
    this.#surface.start({ width: picture.naturalWidth || 300, height: picture.naturalHeight || 150 });
    this.#stop.push(strip.stop, bindKeys(this.#surface, zoomBy));
  }

  async #fail(): Promise<void> {
    const reason = await reasonOf(this.#address(), this.#abort.signal);
    if (!this.#abort.signal.aborted) this.#say(texts.failed, texts.failedDetail(reason), true);
  }

  #say(title: string, sentence: string, retry: boolean): void {
    const { root } = this.#surface;
    root.removeAttribute("aria-busy");
    this.#state.hidden = false;
    this.#state.innerHTML = `<div class="say" role="alert"><span class="ic">${iconMarkup(retry ? "warning" : "picture", "s24")}</span><h2></h2><p></p></div>`;
    this.#state.querySelector("h2")!.textContent = title;
    this.#state.querySelector("p")!.textContent = sentence;
    if (!retry) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn", textContent: texts.tryAgain });
    button.addEventListener("click", () => {
      this.#surface.picture.removeAttribute("src");
      this.#load();
    });
    this.#state.firstElementChild!.append(button);
  }
}
