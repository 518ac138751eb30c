// Deflate (RFC 1950 and 1951) for data that is mostly runs of a few bytes: one block, with a code that spends two bits on 258
// bytes of a run. It is fed run by run, so what it packs need never be in memory.

/** The symbols that are used: the bytes 0, 1, 2 and 255, the end, the lengths 3 to 257 in 28 steps, and 258, which has one bit. */
const LONGEST = 258;
const END = 256;
const LONGEST_SYMBOL = 285;
/** first length and number of extra bits of the symbols 257 to 284 */
const LENGTHS = Array.from({ length: 28 }, (_, at) => {
  const extra = at < 8 ? 0 : (at >> 2) - 1;
  return { first: at < 8 ? at + 3 : (((at & 3) + 4) << extra) + 3, extra };
});
/** the order in which the lengths of the codes for code lengths are sent */
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

export class RunDeflate {
  readonly #bytes: number[] = [0x78, 0x9c];
  #pending = 0;
  #count = 0;
  /** Adler-32 */
  #a = 1;
  #b = 0;
  #run = { byte: -1, length: 0 };
  readonly #codes = new Map<number, { readonly code: number; readonly bits: number }>();

  constructor() {
    const symbols = [0, 1, 2, 255, END, ...LENGTHS.map((_, at) => 257 + at)];
    const lengths = new Map(symbols.map((symbol) => [symbol, 6]));
    // 33 symbols: two of them have 7 bits, so that all of them fill the code
    lengths.set(283, 7).set(284, 7).set(LONGEST_SYMBOL, 1);
    this.#assign(lengths);
    this.#header(lengths);
  }

  /** `length` times this byte: 0, 1, 2 or 255. */
  run(byte: number, length: number): void {
    if (length === 0) return;
    if (byte === this.#run.byte) this.#run.length += length;
    else {
      this.#flush();
      this.#run = { byte, length };
    }
  }

  /** What was packed, with its header and checksum; to be called once. */
  end(): Uint8Array {
    this.#flush();
    this.#symbol(END);
    if (this.#count > 0) this.#bits(0, 8 - this.#count);
    for (const part of [this.#b, this.#a]) this.#bytes.push(part >> 8, part & 255);
    return Uint8Array.from(this.#bytes);
  }

  #flush(): void {
    const { byte, length } = this.#run;
    if (length === 0) return;
    this.#checksum(byte, length);
    this.#symbol(byte);
    for (let left = length - 1; left > 0; ) {
      // what is left over must not be too short for a copy, unless all of it is
      const copied = left >= LONGEST + 3 || left === LONGEST ? LONGEST : left > LONGEST ? left - 3 : left;
      if (copied < 3) this.#symbol(byte);
      else this.#copy(copied);
      left -= copied < 3 ? 1 : copied;
    }
    this.#run = { byte: -1, length: 0 };
  }

  /** Repeats the byte before; the one distance there is has a code of one bit, 0. */
  #copy(length: number): void {
    if (length === LONGEST) this.#symbol(LONGEST_SYMBOL);
    else {
      const at = LENGTHS.findLastIndex(({ first }) => first <= length);
      this.#symbol(257 + at);
      this.#bits(length - LENGTHS[at]!.first, LENGTHS[at]!.extra);
    }
    this.#bits(0, 1);
  }

  #checksum(byte: number, length: number): void {
    const MODULUS = 65521;
    // after n times the byte x: a + n x, and b + n a + x n (n + 1) / 2; in steps that stay exact
    for (let left = length; left > 0; left -= 4096) {
      const n = Math.min(left, 4096);
      this.#b = (this.#b + n * this.#a + (byte * n * (n + 1)) / 2) % MODULUS;
      this.#a = (this.#a + n * byte) % MODULUS;
    }
  }

  /** Codes in order of their lengths, then of the symbols; they are sent from their highest bit. */
  #assign(lengths: ReadonlyMap<number, number>): void {
    const sorted = [...lengths].sort(([a, x], [b, y]) => x - y || a - b);
    let code = 0;
    let before = sorted[0]![1];
    for (const [symbol, bits] of sorted) {
      code <<= bits - before;
      before = bits;
      this.#codes.set(symbol, { code: reversed(code++, bits), bits });
    }
  }

  /** The one block, the last, with a code of its own: which symbols have how many bits. */
  #header(lengths: ReadonlyMap<number, number>): void {
    this.#bits(0b101, 3);
    this.#bits(LONGEST_SYMBOL + 1 - 257, 5);
    this.#bits(0, 5);
    this.#bits(CODE_ORDER.length - 4, 4);
    // lengths of codes: 0, 1, 6, 7 and 18 (a run of zeros), 3 bits each but for 0
    const own = new Map([[0, 1], [1, 3], [6, 3], [7, 3], [18, 3]]);
    for (const symbol of CODE_ORDER) this.#bits(own.get(symbol) ?? 0, 3);
    const codes = new Map([[0, [0, 1]], [1, [1, 3]], [6, [5, 3]], [7, [3, 3]], [18, [7, 3]]] as const);
    const send = (length: number) => this.#bits(codes.get(length as 0)![0], codes.get(length as 0)![1]);
    // all 286 symbols, then the one distance
    for (let symbol = 0; symbol <= LONGEST_SYMBOL; ) {
      let zeros = 0;
      while (symbol + zeros <= LONGEST_SYMBOL && !lengths.has(symbol + zeros)) zeros++;
      if (zeros >= 11) {
        const run = Math.min(zeros, 138);
        send(18);
        this.#bits(run - 11, 7);
        symbol += run;
      } else send(lengths.get(symbol++) ?? 0);
    }
    send(1);
  }

  #symbol(symbol: number): void {
    const { code, bits } = this.#codes.get(symbol)!;
    this.#bits(code, bits);
  }

  /** From the lowest bit. */
  #bits(value: number, bits: number): void {
    this.#pending |= value << this.#count;
    this.#count += bits;
    for (; this.#count >= 8; this.#count -= 8) {
      this.#bytes.push(this.#pending & 255);
      this.#pending >>>= 8;
    }
  }
}

function reversed(code: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) result |= ((code >> bit) & 1) << (bits - 1 - bit);
  return result;
}
