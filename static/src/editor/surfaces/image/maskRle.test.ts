import { decode, encode } from "@thi.ng/rle-pack";
import { describe, expect, it } from "vitest";
import { areaOf, emptyMask, MaskBuilder, reaches, sameMask, type Mask } from "./mask";
import { decodeRle, encodeRle } from "./maskRle";

/** A mask of these pixels (0 or 1, row by row). */
function maskOf(pixels: ArrayLike<number>, width: number): Mask {
  const size = { width, height: pixels.length / width };
  const builder = new MaskBuilder(size);
  for (let y = 0; y < size.height; y++) {
    builder.nextRow();
    for (let x = 0; x < width; x++) if (pixels[y * width + x] === 1) builder.add(x, x + 1);
  }
  return builder.mask();
}

/** The bytes of an RGBA picture: four times each pixel, 0 or 255. */
const rgba = (pixels: readonly number[]): Uint8Array => Uint8Array.from(pixels.flatMap((pixel) => [pixel, pixel, pixel, pixel].map((bit) => bit * 255)));

/** Numbers from 0 to 1 that are the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** Runs of both kinds; `longest`: of one run, in pixels. */
function random(width: number, height: number, longest: number, seed: number): number[] {
  const next = numbers(seed);
  const pixels: number[] = [];
  for (let value = next() < 0.5 ? 0 : 1; pixels.length < width * height; value = 1 - value) {
    for (let length = Math.ceil(next() * longest); length > 0; length--) pixels.push(value);
  }
  return pixels.slice(0, width * height);
}

describe("the bytes of a mask", () => {
  it("are those of the reference: 4 x 2, pixels 1, 2 and 5 painted", () => {
    const bytes = [0, 0, 0, 32, 57, 27, 252, 96, 19, 255, 206, 1, 31, 252, 224, 0];
    const mask = maskOf([0, 1, 1, 0, 0, 1, 0, 0], 4);
    expect(encodeRle(mask)).toEqual(bytes);
    expect(sameMask(decodeRle(bytes, { width: 4, height: 2 })!, mask)).toBe(true);
  });

  it.each([
    [7, 5, 4, 1], [64, 48, 3, 2], [64, 48, 40, 3], [301, 203, 900, 4], [512, 300, 70_000, 5], [1, 9, 2, 6], [16_384, 9, 17_000, 7],
  ])("are those of another encoder, and are read by its decoder and ours: %i x %i, runs up to %i", (width, height, longest, seed) => {
    const pixels = random(width, height, longest, seed);
    const words = rgba(pixels);
    const bytes = encodeRle(maskOf(pixels, width));
    expect(bytes).toEqual([...encode(words, words.length)]);
    expect(decode(Uint8Array.from(bytes)).every((word, at) => word === words[at])).toBe(true);
    expect(sameMask(decodeRle(bytes, { width, height })!, maskOf(pixels, width))).toBe(true);
  });

  it("of nothing and of everything are read and written", () => {
    const size = { width: 300, height: 200 };
    for (const [value, area] of [[0, 0], [1, 60_000]] as const) {
      const pixels = Array<number>(60_000).fill(value);
      const bytes = [...encode(rgba(pixels), 240_000)];
      expect(encodeRle(maskOf(pixels, 300))).toEqual(bytes);
      expect(areaOf(decodeRle(bytes, size)!)).toBe(area);
    }
    expect(encodeRle(emptyMask(size))).toEqual(encodeRle(maskOf(Array<number>(60_000).fill(0), 300)));
  });

  it("with other channels and half-clear edges are read by their alpha", () => {
    // red and opaque, red and clear, clear and half opaque: literal words, as a picture that was drawn gives them
    const words = Uint8Array.from([255, 0, 0, 255, 255, 9, 8, 0, 1, 2, 3, 128]);
    const mask = decodeRle([...encode(words, 12)], { width: 3, height: 1 })!;
    expect([0.5, 1.5, 2.5].map((x) => reaches(mask, { x, y: 0.5 }, 0))).toEqual([true, false, true]);
  });

  it("of another size, cut short or of anything else are no mask", () => {
    const bytes = encodeRle(maskOf([0, 1, 1, 0, 0, 1, 0, 0], 4));
    expect(decodeRle(bytes, { width: 4, height: 3 })).toBeUndefined();
    expect(decodeRle(bytes.slice(0, 9), { width: 4, height: 2 })).toBeUndefined();
    expect(decodeRle([], { width: 4, height: 2 })).toBeUndefined();
    expect(decodeRle(["a", null, {}], { width: 4, height: 2 })).toBeUndefined();
  });

  it("cost what the edge costs: a disc on 12 million pixels is written and read in milliseconds", () => {
    const size = { width: 4000, height: 3000 };
    const builder = new MaskBuilder(size);
    for (let y = 0; y < size.height; y++) {
      builder.nextRow();
      const half = Math.sqrt(Math.max(0, 1200 ** 2 - (y - 1500) ** 2));
      if (half > 0) builder.add(Math.round(2000 - half), Math.round(2000 + half));
    }
    const bytes = encodeRle(builder.mask());
    expect(bytes.length).toBeLessThan(20_000);
    expect(areaOf(decodeRle(bytes, size)!)).toBe(areaOf(builder.mask()));
  });
});
