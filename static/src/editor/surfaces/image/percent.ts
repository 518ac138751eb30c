// Lengths as results hold them, in percent of the picture, and as the surface works with them, in its pixels.

/** Six decimals of a percent: a ten-thousandth of a pixel on a picture 10,000 pixels wide. */
const DECIMALS = 1e6;

export function rounded(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}

export function toPercent(pixels: number, whole: number): number {
  return rounded((pixels * 100) / whole);
}

/** What is no number counts as 0. */
export function toPixels(percent: unknown, whole: number): number {
  return (numberOr0(percent) * whole) / 100;
}

export function numberOr0(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
