// Which part of a very large picture is shown in which resolution. Pure arithmetic, no DOM.
import { clamp, type Size } from "./points";
import type { Viewport } from "./viewport";

/** A picture with more pixels than this is never painted as a whole: its 400 MB at 100 MP would hold up every frame. */
const LARGE = 24_000_000;
/** Longest side of what stands in for the whole picture, in pixels. */
const LONGEST = 3072;
/** What is fetched around the part in view, as a share of the stage: small movements need nothing new. */
const AROUND = 0.15;

/** A rectangle of the picture, in whole pixels of it. */
export interface Part extends Size {
  readonly x: number;
  readonly y: number;
  /** pixels to draw for one pixel of the picture, at most 1 */
  readonly density: number;
}

export function isLarge({ width, height }: Size): boolean {
  return width * height > LARGE;
}

export function standInSize({ width, height }: Size): Size {
  const share = Math.min(1, LONGEST / Math.max(width, height));
  return { width: Math.round(width * share), height: Math.round(height * share) };
}

/** The part that must be drawn from the true pixels; undefined where the stand-in is as sharp. `ratio`: device pixels for one of the stage. */
export function partInView(viewport: Viewport, ratio: number): Part | undefined {
  const { picture } = viewport;
  const density = Math.min(1, viewport.scale * ratio);
  if (density <= standInSize(picture).width / picture.width) return undefined;
  const seen = inView(viewport, 0);
  return seen.width > 0 && seen.height > 0 ? { ...inView(viewport, AROUND), density } : undefined;
}

/** Whether what is drawn already shows all that is in view, as sharp as it is wanted. */
export function covers(drawn: Part, wanted: Part, viewport: Viewport): boolean {
  const seen = inView(viewport, 0);
  return drawn.density >= wanted.density && drawn.density <= wanted.density * 2
    && drawn.x <= seen.x && drawn.y <= seen.y && drawn.x + drawn.width >= seen.x + seen.width && drawn.y + drawn.height >= seen.y + seen.height;
}

function inView(viewport: Viewport, around: number): { x: number; y: number } & Size {
  const { stage, picture } = viewport;
  const [dx, dy] = [stage.width * around, stage.height * around];
  const a = viewport.toPicture({ x: -dx, y: -dy });
  const b = viewport.toPicture({ x: stage.width + dx, y: stage.height + dy });
  const left = clamp(Math.floor(Math.min(a.x, b.x)), 0, picture.width);
  const top = clamp(Math.floor(Math.min(a.y, b.y)), 0, picture.height);
  const right = clamp(Math.ceil(Math.max(a.x, b.x)), 0, picture.width);
  const bottom = clamp(Math.ceil(Math.max(a.y, b.y)), 0, picture.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
