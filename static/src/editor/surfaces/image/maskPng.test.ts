// What is written is read by another inflate and by the rules of PNG, typed here.
import { describe, expect, it } from "vitest";
import { changed, emptyMask, type Mask } from "./mask";
import { decodePng, encodePng } from "./maskPng";
import { strokeMask } from "./stroke";

interface Read {
  readonly width: number;
  readonly height: number;
  readonly kind: readonly number[];
  readonly pixels: Uint8Array;
}

async function inflated(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  const written = writer.write(packed).then(() => writer.close());
  const parts: number[] = [];
  for (let reader = stream.readable.getReader(), part = await reader.read(); !part.done; part = await reader.read()) {
    for (const byte of part.value) parts.push(byte);
  }
  await written;
  return Uint8Array.from(parts);
}

/** Width, height, the five bytes after them, and the bytes of the pixels with the filters undone. */
async function read(address: string): Promise<Read> {
  expect(address.startsWith("data:image/png;base64,")).toBe(true);
  const bytes = Uint8Array.from(atob(address.slice(22)), (letter) => letter.charCodeAt(0));
  expect([...bytes.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const number = (at: number) => new DataView(bytes.buffer).getUint32(at);
  const parts = new Map<string, Uint8Array<ArrayBuffer>>();
  for (let at = 8; at < bytes.length; at += 12 + number(at)) {
    parts.set(String.fromCharCode(...bytes.subarray(at + 4, at + 8)), bytes.slice(at + 8, at + 8 + number(at)));
  }
  expect([...parts.keys()]).toEqual(["IHDR", "IDAT", "IEND"]);
  const [width, height] = [number(16), number(20)];
  const rows = await inflated(parts.get("IDAT")!);
  const stride = width * 4;
  expect(rows.length).toBe(height * (stride + 1));
  const pixels = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    expect(rows[y * (stride + 1)]).toBe(2);
    for (let x = 0; x < stride; x++) pixels[y * stride + x] = (rows[y * (stride + 1) + 1 + x]! + (y > 0 ? pixels[(y - 1) * stride + x]! : 0)) & 255;
  }
  return { width, height, kind: [...bytes.subarray(24, 29)], pixels };
}

/** The painted pixels of a mask as black ones, all others clear. */
function expected({ size, top, rows, runs }: Mask): Uint8Array {
  const pixels = new Uint8Array(size.width * size.height * 4);
  for (let row = 0; row + 1 < rows.length; row++) {
    for (let at = rows[row]!; at < rows[row + 1]!; at += 2) {
      for (let x = runs[at]!; x < runs[at + 1]!; x++) pixels[((top + row) * size.width + x) * 4 + 3] = 255;
    }
  }
  return pixels;
}

const size = { width: 300, height: 90 };
const disc = (x: number, y: number, width: number, picture = size): Mask => strokeMask({ x, y }, { x, y }, width, picture);

describe("a mask as a PNG", () => {
  it.each([
    ["nothing", emptyMask(size)],
    ["a disc", disc(150, 40, 60)],
    ["a ring at the edge with a line through it", changed(changed(disc(20, 20, 70), disc(20, 20, 40), "take"), strokeMask({ x: 0, y: 80 }, { x: 299, y: 3 }, 1, size), "add")],
    ["all of it", strokeMask({ x: -50, y: 45 }, { x: 350, y: 45 }, 200, size)],
    ["a picture of one pixel", disc(0.5, 0.5, 1, { width: 1, height: 1 })],
    // rows of 1 to 300 pixels: runs of every length there is
    ["a wedge", Array.from({ length: 90 }, (_, y) => strokeMask({ x: 0, y: y + 0.5 }, { x: y * 3, y: y + 0.5 }, 1, size)).reduce((whole, row) => changed(whole, row, "add"))],
  ])("holds %s: black on clear, in 8 bits of red, green, blue and alpha", async (_, mask) => {
    const { width, height, kind, pixels } = await read(encodePng(mask));
    expect({ width, height }).toEqual(mask.size);
    expect(kind).toEqual([8, 6, 0, 0, 0]);
    const wanted = expected(mask);
    expect(pixels.findIndex((byte, at) => byte !== wanted[at])).toBe(-1);
  });

  it("is small, whatever the picture's size", () => {
    const large = { width: 4000, height: 3000 };
    expect(encodePng(disc(2000, 1500, 2000, large)).length).toBeLessThan(150_000);
  });

  it("is looked for in data addresses of PNG only", async () => {
    expect(await decodePng("https://example.org/mask.png", size)).toBeUndefined();
    expect(await decodePng("data:image/svg+xml,<svg/>", size)).toBeUndefined();
  });
});
