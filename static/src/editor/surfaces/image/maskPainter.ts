// Masks as pixels of the screen: tint, hatch and outline, each of the same width at every zoom. Only what lies in view is
// painted, and of that only the part that changed.
import { boundsOf, bottomOf, rowOf, type Mask } from "./mask";
import { clamp } from "./points";

/** Which part of the picture the pixels show: its top left corner in picture pixels, and pixels for one picture pixel. */
export interface PaintedView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  /** pixels for one pixel of the screen's own measure */
  readonly density: number;
}

/** Of the painted pixels, right and bottom excluded. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Rgb = readonly [number, number, number];

export interface PaintedMask {
  readonly mask: Mask;
  readonly color: Rgb;
  readonly line: Rgb;
  /** of the fill, from 0 to 1 */
  readonly tint: number;
  /** of the outline, in painted pixels */
  readonly width: number;
  readonly look: "plain" | "selected" | "prediction";
}

const WHITE: Rgb = [255, 255, 255];
/** of the hatch, in pixels of the screen, measured along the rows */
const PERIOD = 13;
const STROKE = 4;
const DASH = 10;

export class MaskPainter {
  /** of the size that the pixels have */
  view: PaintedView;
  /** red in the lowest byte, alpha in the highest, as the bytes of ImageData read on every machine that browsers run on */
  readonly pixels: Uint32Array;
  #cover = new Uint8Array(0);

  constructor(view: PaintedView, pixels: Uint32Array) {
    this.view = view;
    this.pixels = pixels;
  }

  /** Paints a part anew: what was there goes; the last mask lies on top. */
  paint(masks: readonly PaintedMask[], area: Area = { left: 0, top: 0, right: this.view.width, bottom: this.view.height }): void {
    for (let y = area.top; y < area.bottom; y++) this.pixels.fill(0, y * this.view.width + area.left, y * this.view.width + area.right);
    for (const mask of masks) this.#paint(mask, area);
  }

  /** The painted pixels that a part of the picture takes up, with room for an outline around it. */
  areaOf({ left, top, right, bottom }: Area, room: number): Area {
    const { x, y, scale, width, height } = this.view;
    return {
      left: clamp(Math.floor((left - x) * scale) - room, 0, width), right: clamp(Math.ceil((right - x) * scale) + room, 0, width),
      top: clamp(Math.floor((top - y) * scale) - room, 0, height), bottom: clamp(Math.ceil((bottom - y) * scale) + room, 0, height),
    };
  }

  #paint(painted: PaintedMask, area: Area): void {
    const bounds = boundsOf(painted.mask);
    if (bounds === undefined) return;
    const own = this.areaOf(bounds, 1);
    const [left, right] = [Math.max(own.left, area.left), Math.min(own.right, area.right)];
    const [top, bottom] = [Math.max(own.top, area.top), Math.min(own.bottom, area.bottom)];
    if (left >= right || top >= bottom) return;
    const band = Math.max(1, Math.round(painted.width));
    // beyond what is painted too: an outline runs where the mask ends, not where the view does
    const reach = painted.look === "selected" ? band * 2 : band;
    const frame = { left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach };
    this.#coverage(painted.mask, frame);
    const stride = frame.right - frame.left;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = (y - frame.top) * stride + x - frame.left;
        if (this.#cover[at] === 0) continue;
        this.#pixel(painted, x, y, this.#isEdge(at, stride, band), reach > band && this.#isEdge(at, stride, reach));
      }
    }
  }

  #isEdge(at: number, stride: number, far: number): boolean {
    const cover = this.#cover;
    return (cover[at - far]! & cover[at + far]! & cover[at - far * stride]! & cover[at + far * stride]!) === 0;
  }

  #pixel({ color, line, tint, look }: PaintedMask, x: number, y: number, edge: boolean, second: boolean): void {
    const at = y * this.view.width + x;
    const along = x + Math.round(this.view.x * this.view.scale) + y + Math.round(this.view.y * this.view.scale);
    if (edge) {
      const dashed = look === "prediction" && Math.floor(along / (DASH * this.view.density) / 0.75) % 2 === 0;
      return this.#over(at, look === "selected" || dashed ? WHITE : line, 1);
    }
    if (second) return this.#over(at, line, 1);
    const hatched = look !== "prediction" && along % Math.round(PERIOD * this.view.density) < STROKE * this.view.density;
    this.#over(at, color, hatched ? Math.min(1, tint + 0.3) : tint);
  }

  #over(at: number, [r, g, b]: Rgb, alpha: number): void {
    const under = this.pixels[at]!;
    if (under === 0) {
      this.pixels[at] = ((Math.round(alpha * 255) << 24) | (b << 16) | (g << 8) | r) >>> 0;
      return;
    }
    const below = ((under >>> 24) / 255) * (1 - alpha);
    const whole = alpha + below;
    const mix = (top: number, bottom: number) => Math.round((top * alpha + bottom * below) / whole);
    this.pixels[at] = ((Math.round(whole * 255) << 24) | (mix(b, (under >>> 16) & 255) << 16) | (mix(g, (under >>> 8) & 255) << 8) | mix(r, under & 255)) >>> 0;
  }

  /** Which pixels of the frame the mask covers; on a small picture the thinnest line of it still covers one. */
  #coverage(mask: Mask, frame: Area): void {
    const { x, y, scale } = this.view;
    const stride = frame.right - frame.left;
    const length = stride * (frame.bottom - frame.top);
    if (this.#cover.length < length) this.#cover = new Uint8Array(length);
    else this.#cover.fill(0, 0, length);
    for (let row = frame.top; row < frame.bottom; row++) {
      const first = Math.floor(y + (scale < 1 ? row : row + 0.5) / scale);
      const last = scale < 1 ? Math.ceil(y + (row + 1) / scale) : first + 1;
      for (let line = Math.max(first, mask.top); line < Math.min(last, bottomOf(mask)); line++) this.#stretches(rowOf(mask, line), x, scale, frame, (row - frame.top) * stride);
    }
  }

  #stretches(runs: Uint32Array, x: number, scale: number, frame: Area, start: number): void {
    for (let at = 0; at < runs.length; at += 2) {
      const from = Math.round((runs[at]! - x) * scale);
      const to = Math.min(frame.right, Math.max(from + 1, Math.round((runs[at + 1]! - x) * scale)));
      if (from >= frame.right) return;
      if (to > frame.left) this.#cover.fill(1, start + Math.max(from, frame.left) - frame.left, start + to - frame.left);
    }
  }
}
