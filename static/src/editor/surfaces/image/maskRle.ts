// A mask as the bytes that results hold: run-length coded words of an RGBA picture of the mask's size, bit by bit, the highest
// first. u32 count of words; 5 bits word size - 1; four times 4 bits, size of a count - 1; then blocks of 1 bit "a run",
// 2 bits which size, the count - 1, and one word, or as many as counted. All four words of a pixel are its alpha, 0 or 255.
import { MaskBuilder, type Mask } from "./mask";
import type { Size } from "./points";

const CHANNELS = 4;
const WORD = 8;
const SIZES = [3, 4, 8, 16] as const;
const LONGEST = 1 << SIZES[3];

class BitWriter {
  readonly #bytes: number[] = [];
  #free = 0;

  write(value: number, bits: number): void {
    for (let left = bits; left > 0; ) {
      if (this.#free === 0) {
        this.#bytes.push(0);
        this.#free = 8;
      }
      const taken = Math.min(left, this.#free);
      left -= taken;
      this.#free -= taken;
      this.#bytes[this.#bytes.length - 1]! |= ((value >>> left) & ((1 << taken) - 1)) << this.#free;
    }
  }

  bytes(): number[] {
    return this.#bytes;
  }
}

class BitReader {
  readonly #bytes: ArrayLike<unknown>;
  #bit = 0;

  constructor(bytes: ArrayLike<unknown>) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#bit > this.#bytes.length * 8;
  }

  /** Beyond the end there are zeros. */
  read(bits: number): number {
    let value = 0;
    for (let left = bits; left > 0; ) {
      const byte = Number(this.#bytes[this.#bit >> 3] ?? 0) & 255;
      const there = 8 - (this.#bit & 7);
      const taken = Math.min(left, there);
      value = value * 2 ** taken + ((byte >> (there - taken)) & ((1 << taken) - 1));
      this.#bit += taken;
      left -= taken;
    }
    return value;
  }
}

export function encodeRle({ size, top, rows, runs }: Mask): number[] {
  const out = new BitWriter();
  const pixels = size.width * size.height;
  out.write(pixels * CHANNELS, 32);
  out.write(WORD - 1, 5);
  for (const bits of SIZES) out.write(bits - 1, 4);
  let done = 0;
  let painted = { from: 0, to: 0 };
  const write = (until: number, value: number) => {
    for (let words = (until - done) * CHANNELS; words > 0; words -= LONGEST) writeRun(out, Math.min(words, LONGEST), value);
    done = Math.max(done, until);
  };
  const flush = () => {
    write(painted.from, 0);
    write(painted.to, 255);
  };
  for (let row = 0; row + 1 < rows.length; row++) {
    const start = (top + row) * size.width;
    for (let at = rows[row]!; at < rows[row + 1]!; at += 2) {
      const next = { from: start + runs[at]!, to: start + runs[at + 1]! };
      // what ends a row and what begins the next are one run
      if (next.from !== painted.to) flush();
      painted = { from: next.from === painted.to ? painted.from : next.from, to: next.to };
    }
  }
  flush();
  write(pixels, 0);
  return out.bytes();
}

function writeRun(out: BitWriter, words: number, value: number): void {
  const which = SIZES.findIndex((bits) => words <= 1 << bits);
  out.write(1, 1);
  out.write(which, 2);
  out.write(words - 1, SIZES[which]!);
  out.write(value, WORD);
}

/** Every pixel with some alpha, as other editors show it. Undefined when the bytes are no mask of this size. */
export function decodeRle(bytes: ArrayLike<unknown>, size: Size): Mask | undefined {
  const input = new BitReader(bytes);
  const count = input.read(32);
  if (count !== size.width * size.height * CHANNELS) return undefined;
  const word = input.read(5) + 1;
  const sizes = SIZES.map(() => input.read(4) + 1);
  const rows = new Rows(size);
  for (let at = 0; at < count; ) {
    const isRun = input.read(1) === 1;
    const words = input.read(sizes[input.read(2)]!) + 1;
    if (isRun) rows.words(at, at + words, input.read(word));
    else for (let literal = 0; literal < words && !input.atEnd; literal++) rows.words(at + literal, at + literal + 1, input.read(word));
    if (input.atEnd) return undefined;
    at += words;
  }
  return rows.mask();
}

/** Breaks runs of words into stretches of rows. */
class Rows {
  readonly #builder: MaskBuilder;
  readonly #size: Size;
  #row = -1;

  constructor(size: Size) {
    this.#size = size;
    this.#builder = new MaskBuilder(size);
  }

  /** Words from `start` to before `end` hold this value; the last word of each pixel counts. */
  words(start: number, end: number, value: number): void {
    if (value === 0) return;
    const { width, height } = this.#size;
    const to = Math.min(Math.floor((end - CHANNELS) / CHANNELS) + 1, width * height);
    for (let from = Math.ceil((start - CHANNELS + 1) / CHANNELS); from < to; ) {
      const row = Math.floor(from / width);
      const stop = Math.min(to, (row + 1) * width);
      for (; this.#row < row; this.#row++) this.#builder.nextRow();
      this.#builder.add(from - row * width, stop - row * width);
      from = stop;
    }
  }

  mask(): Mask {
    if (this.#row < 0) this.#builder.nextRow();
    return this.#builder.mask();
  }
}
