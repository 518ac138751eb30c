// The picture itself, under everything that is drawn on it.
import type { LargePicture } from "./largePicture";
import { isLarge } from "./parts";
import type { Size } from "./points";
import type { Viewport } from "./viewport";

export class PictureLayer {
  readonly root = document.createElement("div");
  readonly picture = new Image();
  readonly #smoothing: boolean;
  #large: LargePicture | undefined;
  #gone = false;

  constructor(smoothing: boolean) {
    this.#smoothing = smoothing;
    this.root.className = "paper";
    // nothing is painted, and so decoded, before it is known how large it is
    this.picture.className = "pic unpainted";
    this.picture.alt = "";
    this.picture.decoding = "async";
    this.picture.draggable = false;
    this.root.append(this.picture);
  }

  /** What a small copy of the picture is drawn from. */
  get source(): HTMLImageElement | HTMLCanvasElement {
    return this.#large?.standIn ?? this.picture;
  }

  /** Puts something lighter in the place of a very large picture; it resolves once the picture can be looked at. */
  async prepare(size: Size): Promise<void> {
    const { currentSrc, classList } = this.picture;
    // only our own host may be asked by scripts; what is elsewhere the browser itself paints
    if (!isLarge(size) || !currentSrc.startsWith(`${location.origin}/`)) return classList.remove("unpainted");
    const large = await import("./largePicture").then(({ LargePicture }) => LargePicture.open(currentSrc, size), () => undefined);
    if (this.#gone) return large?.destroy();
    if (large === undefined) return classList.remove("unpainted");
    this.#large = large;
    this.root.append(...large.elements);
  }

  place(viewport: Viewport): void {
    this.picture.style.transform = `matrix(${viewport.matrix.join(",")})`;
    this.root.classList.toggle("pixelated", !this.#smoothing && viewport.scale > 1);
    this.#large?.place(viewport);
  }

  destroy(): void {
    this.#gone = true;
    this.#large?.destroy();
  }
}
