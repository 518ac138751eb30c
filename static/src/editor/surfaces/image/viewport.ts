// Where the picture stands on the stage: scale, place and quarter turns. Pure arithmetic, no DOM.
import { clamp, clampToPicture, type Point, type Size } from "./points";

export type QuarterTurns = 0 | 90 | 180 | 270;

export interface Alignment {
  readonly horizontal: "left" | "center" | "right";
  readonly vertical: "top" | "center" | "bottom";
}

/** Room around the picture when it is fitted, in stage pixels. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const MIN_SCALE = 0.1;
export const MAX_SCALE = 40;
/** A picture smaller than the stage is fitted at most so large. */
const LARGEST_FIT = 8;
const SHARE = { left: 0, top: 0, center: 0.5, right: 1, bottom: 1 } as const;

export class Viewport {
  picture: Size = { width: 1, height: 1 };
  stage: Size = { width: 1, height: 1 };
  insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
  alignment: Alignment = { horizontal: "center", vertical: "center" };
  turns: QuarterTurns = 0;
  /** whether it may be made smaller than it is when fitted */
  shrinks = true;
  /** whether a person may change the scale */
  zooms = true;
  scale = 1;
  x = 0;
  y = 0;

  /** Size of the picture as it is turned, at 100 %. */
  get turned(): Size {
    const { width, height } = this.picture;
    return this.turns % 180 === 0 ? { width, height } : { width: height, height: width };
  }

  get fitScale(): number {
    const { width, height } = this.turned;
    return Math.max(0.001, Math.min(this.room.width / width, this.room.height / height));
  }

  get minScale(): number {
    return this.shrinks ? Math.min(MIN_SCALE, this.fitScale) : Math.min(1, this.fitScale);
  }

  get zoomedIn(): boolean {
    return this.scale > this.fitScale * 1.001;
  }

  private get room(): Size {
    const { top, right, bottom, left } = this.insets;
    return { width: Math.max(1, this.stage.width - left - right), height: Math.max(1, this.stage.height - top - bottom) };
  }

  fit(): void {
    this.scale = clamp(this.fitScale, this.minScale, LARGEST_FIT);
    this.settle();
  }

  /** Sets the scale; the spot of the picture at `anchor` (a stage point; the middle without it) is shown at `to`: there as well, without it. */
  zoomTo(scale: number, anchor: Point = { x: this.stage.width / 2, y: this.stage.height / 2 }, to: Point = anchor): void {
    const next = clamp(scale, this.minScale, MAX_SCALE);
    this.x = to.x - ((anchor.x - this.x) * next) / this.scale;
    this.y = to.y - ((anchor.y - this.y) * next) / this.scale;
    this.scale = next;
    this.settle();
  }

  panBy(dx: number, dy: number): void {
    this.x += dx;
    this.y += dy;
    this.settle();
  }

  /** A picture that fits stands where it is aligned to; a larger one may not leave a gap at one side only. */
  settle(): void {
    const { width, height } = this.turned;
    const { insets, room } = this;
    this.x = settled(this.x, width * this.scale, insets.left, room.width, SHARE[this.alignment.horizontal]);
    this.y = settled(this.y, height * this.scale, insets.top, room.height, SHARE[this.alignment.vertical]);
  }

  /** The part of the picture that is seen: its two corners nearest to and furthest from the picture's own origin. */
  get seen(): readonly [Point, Point] {
    const { insets: { left, top }, room } = this;
    const [a, b] = [{ x: left, y: top }, { x: left + room.width, y: top + room.height }].map((corner) => clampToPicture(this.toPicture(corner), this.picture));
    return [{ x: Math.min(a!.x, b!.x), y: Math.min(a!.y, b!.y) }, { x: Math.max(a!.x, b!.x), y: Math.max(a!.y, b!.y) }];
  }

  /** Pans as little as needed for these picture points to be on the stage. */
  reveal(points: readonly Point[]): void {
    const shown = points.map((point) => this.toStage(point));
    const { left, top } = this.insets;
    const dx = shift(shown.map((point) => point.x), left, left + this.room.width);
    const dy = shift(shown.map((point) => point.y), top, top + this.room.height);
    if (dx !== 0 || dy !== 0) this.panBy(dx, dy);
  }

  /** From picture pixels to stage pixels: the six numbers of a CSS or SVG matrix. */
  get matrix(): readonly [number, number, number, number, number, number] {
    const { scale: s, x, y } = this;
    const { width, height } = this.picture;
    switch (this.turns) {
      case 0: return [s, 0, 0, s, x, y];
      case 90: return [0, s, -s, 0, x + height * s, y];
      case 180: return [-s, 0, 0, -s, x + width * s, y + height * s];
      case 270: return [0, -s, s, 0, x, y + width * s];
    }
  }

  toStage(point: Point): Point {
    const [a, b, c, d, e, f] = this.matrix;
    return { x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f };
  }

  toPicture(point: Point): Point {
    return this.deltaToPicture({ x: point.x - this.matrix[4], y: point.y - this.matrix[5] });
  }

  /** A way on the stage as a way on the picture. */
  deltaToPicture({ x, y }: Point): Point {
    const [a, b, c, d] = this.matrix;
    const determinant = a * d - b * c;
    return { x: (d * x - c * y) / determinant, y: (a * y - b * x) / determinant };
  }
}

function settled(position: number, length: number, start: number, room: number, share: number): number {
  if (length <= room) return start + (room - length) * share;
  return clamp(position, start + room - length, start);
}

function shift(values: readonly number[], low: number, high: number): number {
  const min = Math.min(...values);
  const max = Math.max(...values);
  if (max - min > high - low) return (low + high - min - max) / 2;
  if (min < low) return low - min;
  return max > high ? high - max : 0;
}
