// The magic wand: from a pressed spot to all that joins it in about the same colour, within what is in view. A part of the picture
// that is larger than the screen is looked at in squares of some pixels.
import { MaskBuilder, type Mask } from "./mask";
import { clamp, type Point, type Size } from "./points";
import type { ImageSurface } from "./surface";

/** Squares that are looked at, at most. */
const MOST = 1_500_000;
const CHANNELS = 4;

interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Which of width x height squares join the one at (x, y) with no channel farther than `tolerance` from its own: 1 or 0 each. */
export function flooded(data: ArrayLike<number>, { width, height }: Size, { x, y }: Point, tolerance: number): Uint8Array {
  const start = (y * width + x) * CHANNELS;
  const like = (at: number): boolean => {
    for (let channel = 0; channel < CHANNELS; channel++) if (Math.abs(data[at * CHANNELS + channel]! - data[start + channel]!) > tolerance) return false;
    return true;
  };
  const inside = new Uint8Array(width * height);
  const waiting = [y * width + x];
  while (waiting.length > 0) {
    const at = waiting.pop()!;
    if (inside[at] === 1 || !like(at)) continue;
    const row = at - (at % width);
    let from = at;
    while (from > row && inside[from - 1] === 0 && like(from - 1)) from--;
    let to = at + 1;
    while (to < row + width && inside[to] === 0 && like(to)) to++;
    inside.fill(1, from, to);
    for (const beside of [-width, width]) {
      if (row + beside < 0 || row + beside >= width * height) continue;
      for (let next = from + beside; next < to + beside; next++) {
        // the first square of each stretch is enough: it takes in the rest of it
        const first = next === from + beside || inside[next - 1] === 1 || !like(next - 1);
        if (first && inside[next] === 0 && like(next)) waiting.push(next);
      }
    }
  }
  return inside;
}

export class Wand {
  readonly #size: Size;
  readonly #part: Part;
  /** picture pixels of a square's side */
  readonly #side: number;
  readonly #squares: Size;
  readonly #data: Uint8ClampedArray;
  readonly #at: Point;

  private constructor(surface: ImageSurface, part: Part, side: number, at: Point, squares: Size, data: Uint8ClampedArray) {
    this.#size = surface.viewport.picture;
    this.#part = part;
    this.#side = side;
    this.#squares = squares;
    this.#data = data;
    this.#at = at;
  }

  /** Looks at what is in view, from a spot of the stage; undefined when the picture's host lets nobody read its colours. */
  static at(surface: ImageSurface, at: Point): Wand | undefined {
    const { viewport } = surface;
    const { source } = surface.paper;
    const spot = viewport.toPicture(at);
    const part = inView(surface);
    const side = Math.ceil(Math.sqrt(Math.max(1, ((part.right - part.left) * (part.bottom - part.top)) / MOST)));
    const squares = { width: Math.ceil((part.right - part.left) / side), height: Math.ceil((part.bottom - part.top) / side) };
    const canvas = document.createElement("canvas");
    Object.assign(canvas, squares);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return undefined;
    // the picture shown may be smaller than the one it stands for
    const shown = ((source instanceof HTMLImageElement ? source.naturalWidth : source.width) || viewport.picture.width) / viewport.picture.width;
    context.drawImage(source, part.left * shown, part.top * shown, squares.width * side * shown, squares.height * side * shown, 0, 0, squares.width, squares.height);
    const square = {
      x: clamp(Math.floor((spot.x - part.left) / side), 0, squares.width - 1),
      y: clamp(Math.floor((spot.y - part.top) / side), 0, squares.height - 1),
    };
    try {
      return new Wand(surface, part, side, square, squares, context.getImageData(0, 0, squares.width, squares.height).data);
    } catch (error) {
      if (error instanceof DOMException && error.name === "SecurityError") return undefined;
      throw error;
    }
  }

  fill(tolerance: number): Mask {
    const { width } = this.#squares;
    const inside = flooded(this.#data, this.#squares, this.#at, tolerance);
    const { left, top, right, bottom } = this.#part;
    const builder = new MaskBuilder(this.#size, top);
    for (let y = top; y < bottom; y++) {
      const row = Math.floor((y - top) / this.#side) * width;
      builder.nextRow();
      for (let x = 0; x < width; x++) {
        if (inside[row + x] === 1) builder.add(left + x * this.#side, Math.min(right, left + (x + 1) * this.#side));
      }
    }
    return builder.mask();
  }
}

function inView({ viewport }: ImageSurface): Part {
  const { width, height } = viewport.picture;
  const [a, b] = [viewport.toPicture({ x: 0, y: 0 }), viewport.toPicture({ x: viewport.stage.width, y: viewport.stage.height })];
  return {
    left: clamp(Math.floor(Math.min(a.x, b.x)), 0, width - 1), right: clamp(Math.ceil(Math.max(a.x, b.x)), 1, width),
    top: clamp(Math.floor(Math.min(a.y, b.y)), 0, height - 1), bottom: clamp(Math.ceil(Math.max(a.y, b.y)), 1, height),
  };
}
