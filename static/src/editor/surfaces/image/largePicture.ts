// A picture too large to be painted as a whole: a smaller one stands in for it, and when zoomed in the part in view is drawn
// from the true pixels once the view has come to rest. All decoding and scaling is done in a worker.
import type { FromDecoder, ToDecoder } from "./decoding.worker";
import Decoder from "./decoding.worker?worker&inline";
import { covers, partInView, standInSize, type Part } from "./parts";
import type { Size } from "./points";
import type { Viewport } from "./viewport";

/** How long the view must be at rest before its part is asked for, in milliseconds. */
const REST = 120;

export class LargePicture {
  readonly standIn = document.createElement("canvas");
  readonly #detail = document.createElement("canvas");
  readonly #decoder: Worker;
  #drawn: Part | undefined;
  #asked: Part | undefined;
  #matrix = "";
  #sharp = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  private constructor(decoder: Worker) {
    this.#decoder = decoder;
    this.standIn.className = "pic";
    this.#detail.className = "pic detail";
    this.#detail.hidden = true;
    decoder.addEventListener("message", ({ data }: MessageEvent<FromDecoder>) => this.#answered(data));
  }

  /** What to put where the picture was; undefined when it cannot be decoded here. `size`: as the browser says it is. */
  static async open(address: string, size: Size): Promise<LargePicture | undefined> {
    const decoder = new Decoder();
    const standIn = await new Promise<ImageBitmap | undefined>((resolve) => {
      decoder.addEventListener("message", ({ data }: MessageEvent<FromDecoder>) => resolve(data.kind === "standIn" ? data.bitmap : undefined), { once: true });
      decoder.addEventListener("error", () => resolve(undefined), { once: true });
      decoder.postMessage({ kind: "open", address, size, standIn: standInSize(size) } satisfies ToDecoder);
    });
    if (standIn === undefined) return void decoder.terminate();
    const large = new LargePicture(decoder);
    put(standIn, large.standIn, { x: 0, y: 0, ...size });
    return large;
  }

  get elements(): readonly HTMLElement[] {
    return [this.standIn, this.#detail];
  }

  /** Brings both in step with the view. */
  place(viewport: Viewport): void {
    this.#matrix = `matrix(${viewport.matrix.join(",")})`;
    this.standIn.style.transform = this.#matrix;
    if (this.#drawn !== undefined) this.#detail.style.transform = `${this.#matrix} translate(${this.#drawn.x}px,${this.#drawn.y}px)`;
    const wanted = partInView(viewport, devicePixelRatio);
    this.#sharp = wanted !== undefined;
    this.#detail.hidden = !this.#sharp || this.#drawn === undefined;
    clearTimeout(this.#waiting);
    if (wanted === undefined || (this.#drawn !== undefined && covers(this.#drawn, wanted, viewport))) return;
    this.#waiting = setTimeout(() => this.#ask(wanted), REST);
  }

  destroy(): void {
    clearTimeout(this.#waiting);
    this.#decoder.terminate();
  }

  /** One question at a time; of those asked meanwhile only the last counts. */
  #ask(part: Part): void {
    const busy = this.#asked !== undefined;
    this.#asked = part;
    if (!busy) this.#decoder.postMessage({ kind: "part", part } satisfies ToDecoder);
  }

  #answered(data: FromDecoder): void {
    const next = this.#asked;
    this.#asked = undefined;
    if (data.kind !== "part") return;
    this.#drawn = data.part;
    put(data.bitmap, this.#detail, data.part);
    this.#detail.style.transform = `${this.#matrix} translate(${data.part.x}px,${data.part.y}px)`;
    this.#detail.hidden = !this.#sharp;
    if (next !== undefined && JSON.stringify(next) !== JSON.stringify(data.part)) this.#ask(next);
  }
}

/** Shows a bitmap over a rectangle of the picture. */
function put(bitmap: ImageBitmap, canvas: HTMLCanvasElement, { width, height }: Size & { readonly x: number; readonly y: number }): void {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  canvas.getContext("bitmaprenderer")!.transferFromImageBitmap(bitmap);
}
