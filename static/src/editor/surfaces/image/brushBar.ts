// The bar for the width of the brush, or for how much colours may differ while the wand is in hand; also by the keys [ and ].
import { effect, untracked } from "@preact/signals-core";
import type { BrushRing } from "./brushRing";
import { brushWidth, colorTolerance, type Measure } from "./brushSize";
import { iconButton } from "./controls";
import { isBrush, isMaskTool } from "./maskTools";
import { texts } from "./maskTexts";
import type { ImageSurface } from "./surface";
import { actingTool } from "./tools";
import { texts as pictureTexts } from "./texts";

export class BrushBar {
  readonly #surface: ImageSurface;
  readonly #bar = document.createElement("div");
  readonly #slider = document.createElement("input");
  readonly #number = document.createElement("span");
  readonly #stop: () => void;

  constructor(surface: ImageSurface, ring: BrushRing) {
    this.#surface = surface;
    this.#bar.className = "float brush-bar";
    Object.assign(this.#slider, { type: "range", min: "0", max: "100", step: "any" });
    this.#number.className = "num";
    this.#number.setAttribute("aria-hidden", "true");
    const smaller = iconButton("minus", `${texts.smaller}  [`, () => this.#measure.smaller(), "ib sm");
    const larger = iconButton("plus", `${texts.larger}  ]`, () => this.#measure.larger(), "ib sm");
    this.#bar.append(smaller, this.#slider, larger, this.#number);
    surface.root.append(this.#bar);
    this.#slider.addEventListener("input", () => this.#measure.slide(Number(this.#slider.value)));
    // a slider's own arrows go by too little
    this.#slider.addEventListener("keydown", (event) => this.#onKey(event));
    this.#slider.addEventListener("pointerdown", () => ring.follow({ x: surface.viewport.stage.width / 2, y: surface.viewport.stage.height / 2 }));
    this.#stop = effect(() => this.#show(actingTool(surface.editor, surface.options.object)));
  }

  destroy(): void {
    this.#stop();
    this.#bar.remove();
  }

  /** The returned function takes the keys away. `mine`: whether keys are for this picture. */
  bindKeys(mine: () => boolean): () => void {
    const { editor } = this.#surface;
    const bind = (key: string, title: string, run: () => void) =>
      editor.hotkeys.bind({ key, title, group: pictureTexts.group, run, enabled: () => mine() && isMaskTool(this.#tool) });
    const stops = [bind("[", `${texts.size}: ${texts.smaller}`, () => this.#measure.smaller()), bind("]", `${texts.size}: ${texts.larger}`, () => this.#measure.larger())];
    return () => stops.forEach((stop) => stop());
  }

  get #tool(): string {
    return untracked(() => actingTool(this.#surface.editor, this.#surface.options.object));
  }

  get #measure(): Measure {
    return isBrush(this.#tool) ? brushWidth : colorTolerance;
  }

  #onKey(event: KeyboardEvent): void {
    const more = ["ArrowUp", "ArrowRight"].includes(event.key);
    if (!more && !["ArrowDown", "ArrowLeft"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (more) this.#measure.larger();
    else this.#measure.smaller();
  }

  #show(tool: string): void {
    this.#bar.hidden = !isMaskTool(tool);
    if (this.#bar.hidden) return;
    const sized = isBrush(tool);
    const measure = sized ? brushWidth : colorTolerance;
    const said = sized ? texts.pixels(measure.value()) : String(measure.value());
    this.#slider.value = String(measure.position());
    this.#slider.setAttribute("aria-label", sized ? texts.size : texts.tolerance);
    this.#slider.setAttribute("aria-valuetext", said);
    this.#number.textContent = said;
  }
}
