// The brush at its true size, white over dark, where the pointer is.
import { effect } from "@preact/signals-core";
import { brushWidth } from "./brushSize";
import { isBrush } from "./maskTools";
import type { Point } from "./points";
import type { ImageSurface } from "./surface";
import { actingTool } from "./tools";

export class BrushRing {
  readonly #surface: ImageSurface;
  readonly #ring = document.createElement("i");
  readonly #abort = new AbortController();
  readonly #stop: () => void;
  #at: Point | undefined;
  #shown = false;

  constructor(surface: ImageSurface) {
    this.#surface = surface;
    this.#ring.className = "brush-ring";
    this.#ring.hidden = true;
    const scene = surface.paper.root.parentElement!;
    scene.append(this.#ring);
    const options = { signal: this.#abort.signal };
    scene.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      const box = scene.getBoundingClientRect();
      this.follow({ x: event.clientX - box.left, y: event.clientY - box.top });
    }, options);
    scene.addEventListener("pointerleave", () => this.follow(undefined), options);
    this.#stop = effect(() => {
      this.#shown = isBrush(actingTool(surface.editor, surface.options.object));
      void brushWidth.value();
      this.place();
    });
  }

  destroy(): void {
    this.#stop();
    this.#abort.abort();
    this.#ring.remove();
  }

  /** To a point of the stage; without one it goes. */
  follow(at: Point | undefined): void {
    this.#at = at;
    this.place();
  }

  place(): void {
    this.#ring.hidden = !this.#shown || this.#at === undefined;
    if (this.#ring.hidden) return;
    const width = Math.max(2, brushWidth.value() * this.#surface.viewport.scale);
    Object.assign(this.#ring.style, { width: `${width}px`, height: `${width}px`, transform: `translate(${this.#at!.x - width / 2}px,${this.#at!.y - width / 2}px)` });
  }
}
