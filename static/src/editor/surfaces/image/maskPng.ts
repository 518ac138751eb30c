// A mask as a PNG in a data address: black where it is painted, clear elsewhere, 8 bits of red, green, blue and alpha. It is
// written from the stretches, without a copy of the picture: rows are stored as differences to the row above, which are
// zeros but for the edges, and runs of one byte are all that is compressed.
import { RunDeflate } from "./deflate";
import { MaskBuilder, rowOf, type Mask } from "./mask";
import type { Size } from "./points";

const PREFIX = "data:image/png;base64,";
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const CHANNELS = 4;
const EIGHT_BIT_RGBA = [8, 6, 0, 0, 0];
const UP = 2;

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

const fourBytes = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function chunk(name: string, data: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  bytes.set(fourBytes(data.length));
  bytes.set([...name].map((letter) => letter.charCodeAt(0)), 4);
  bytes.set(data, 8);
  let crc = 0xffffffff;
  for (const byte of bytes.subarray(4, -4)) crc = CRC[(crc ^ byte) & 255]! ^ (crc >>> 8);
  bytes.set(fourBytes(~crc), bytes.length - 4);
  return bytes;
}

/** Columns where a row changes and the row above does not, or the other way round, in order. */
function differences(row: Uint32Array, above: Uint32Array): readonly number[] {
  const ends = new Set(row);
  for (const column of above) if (!ends.delete(column)) ends.add(column);
  return [...ends].sort((a, b) => a - b);
}

/** The filtered bytes of a row: alpha up or down by 255 where it is not as above it, zeros elsewhere. */
function writeRow(out: RunDeflate, row: Uint32Array, above: Uint32Array, width: number): void {
  out.run(UP, 1);
  const ends = differences(row, above);
  let done = 0;
  for (let at = 0; at < ends.length; at += 2) {
    out.run(0, (ends[at]! - done) * CHANNELS);
    for (let column = ends[at]!; column < ends[at + 1]!; column++) {
      out.run(0, CHANNELS - 1);
      out.run(covers(row, column) ? 255 : 1, 1);
    }
    done = ends[at + 1]!;
  }
  out.run(0, (width - done) * CHANNELS);
}

function covers(row: Uint32Array, column: number): boolean {
  for (let at = 0; at < row.length; at += 2) if (row[at]! <= column && column < row[at + 1]!) return true;
  return false;
}

export function encodePng(mask: Mask): string {
  const { width, height } = mask.size;
  const out = new RunDeflate();
  let above = new Uint32Array(0) as Uint32Array;
  for (let y = 0; y < height; y++) {
    const row = rowOf(mask, y);
    writeRow(out, row, above, width);
    above = row;
  }
  const parts = [Uint8Array.from(SIGNATURE), chunk("IHDR", [...fourBytes(width), ...fourBytes(height), ...EIGHT_BIT_RGBA]), chunk("IDAT", out.end()), chunk("IEND", [])];
  return PREFIX + btoa(parts.map(binary).join(""));
}

function binary(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** Rows that are read at once: a strip of a wide picture stays below some 10 MB. */
const STRIP = 256;

/**
 * Every pixel with some alpha of the picture in a data address, brought to this size. Undefined when it is no address of a PNG, or
 * no picture.
 */
export async function decodePng(address: string, size: Size): Promise<Mask | undefined> {
  if (!address.startsWith(PREFIX)) return undefined;
  const image = new Image();
  const loaded = await new Promise<boolean>((resolve) => {
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
    image.src = address;
  });
  // a small file may claim to be an enormous picture
  if (!loaded || image.naturalWidth > size.width * 2 || image.naturalHeight > size.height * 2) return undefined;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: size.width, height: Math.min(STRIP, size.height) });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  context.imageSmoothingEnabled = false;
  const builder = new MaskBuilder(size);
  for (let top = 0; top < size.height; top += STRIP) {
    const rows = Math.min(STRIP, size.height - top);
    context.clearRect(0, 0, size.width, rows);
    context.drawImage(image, 0, -top, size.width, size.height);
    readStrip(builder, new Uint32Array(context.getImageData(0, 0, size.width, rows).data.buffer), size.width);
  }
  return builder.mask();
}

/** Alpha is the highest byte of a pixel read as one number, on every machine that browsers run on. */
function readStrip(builder: MaskBuilder, pixels: Uint32Array, width: number): void {
  for (let start = 0; start < pixels.length; start += width) {
    builder.nextRow();
    let from = -1;
    for (let x = 0; x < width; x++) {
      const painted = pixels[start + x]! > 0xffffff;
      if (painted && from < 0) from = x;
      if (!painted && from >= 0) {
        builder.add(from, x);
        from = -1;
      }
    }
    if (from >= 0) builder.add(from, width);
  }
}
