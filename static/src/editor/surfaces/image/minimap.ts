// The whole picture, small, with a frame around the part in view. Only there when zoomed in.
import type { Point } from "./points";
import type { ImageSurface } from "./surface";
import { texts } from "./texts";

const LONGEST = 120;

export class Minimap {
  readonly root = document.createElement("div");
  readonly #surface: ImageSurface;
  readonly #picture = document.createElement("canvas");
  readonly #frame = document.createElement("i");
  #drawn = false;

  constructor(surface: ImageSurface) {
    this.#surface = surface;
    this.root.className = "minimap";
    this.root.hidden = true;
    this.root.setAttribute("role", "img");
    this.root.setAttribute("aria-label", texts.minimap);
    this.root.append(this.#picture, this.#frame);
    this.root.addEventListener("pointerdown", (event) => {
      this.root.setPointerCapture(event.pointerId);
      this.#go(event);
    });
    this.root.addEventListener("pointermove", (event) => this.root.hasPointerCapture(event.pointerId) && this.#go(event));
  }

  show(): void {
    const { viewport } = this.#surface;
    this.root.hidden = !viewport.zoomedIn;
    if (this.root.hidden) return;
    this.#draw();
    const { turned } = viewport;
    const scale = LONGEST / Math.max(turned.width, turned.height);
    this.root.style.width = `${turned.width * scale}px`;
    this.root.style.height = `${turned.height * scale}px`;
    const [a, b, c, d, e, f] = viewport.matrix;
    const small = scale / viewport.scale;
    const matrix = [a * small, b * small, c * small, d * small, (e - viewport.x) * small, (f - viewport.y) * small];
    Object.assign(this.#picture.style, { width: `${viewport.picture.width}px`, height: `${viewport.picture.height}px`, transform: `matrix(${matrix.join(",")})` });
    const left = Math.max(0, -viewport.x * small);
    const top = Math.max(0, -viewport.y * small);
    const right = Math.min(turned.width * scale, (viewport.stage.width - viewport.x) * small);
    const bottom = Math.min(turned.height * scale, (viewport.stage.height - viewport.y) * small);
    Object.assign(this.#frame.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
  }

  /** Drawn once, small: the picture itself would be decoded and scaled again with every step of the zoom. */
  #draw(): void {
    if (this.#drawn) return;
    this.#drawn = true;
    const { paper, viewport } = this.#surface;
    const share = Math.min(1, (LONGEST * devicePixelRatio) / Math.max(viewport.picture.width, viewport.picture.height));
    this.#picture.width = Math.max(1, Math.round(viewport.picture.width * share));
    this.#picture.height = Math.max(1, Math.round(viewport.picture.height * share));
    this.#picture.getContext("2d")?.drawImage(paper.source, 0, 0, this.#picture.width, this.#picture.height);
  }

  /** The pressed spot comes to the middle of the stage. */
  #go(event: PointerEvent): void {
    const { viewport } = this.#surface;
    const box = this.root.getBoundingClientRect();
    const small = LONGEST / Math.max(viewport.turned.width, viewport.turned.height) / viewport.scale;
    const at: Point = { x: (event.clientX - box.left) / small, y: (event.clientY - box.top) / small };
    viewport.panBy(viewport.stage.width / 2 - at.x - viewport.x, viewport.stage.height / 2 - at.y - viewport.y);
    this.#surface.showView();
  }
}
