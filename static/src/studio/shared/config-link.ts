// A label config in an address: /setup#config=v1.<deflated, base64url>. What stands after the # never leaves the browser.
import { setup as words } from "../strings/setup";
import { START } from "./config-fragment";

const VERSION = "v1.";
/** Bytes that are inflated at a time. Deflate makes at most 1,032 of one, so this bounds what a hostile link can claim. */
const SLICE = 512;

/** The link holds nothing that can be shown; `message` is a sentence for the person. */
export class LinkInvalid extends Error {
  override readonly name = "LinkInvalid";
}

/** The fragment (without #) that carries a label config. */
export async function fragmentOf(config: string): Promise<string> {
  const deflated = new Blob([config]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return START + VERSION + toBase64Url(new Uint8Array(await new Response(deflated).arrayBuffer()));
}

/** The config in a fragment, of at most `most` bytes. Throws LinkInvalid for whatever is not one. */
export async function configIn(fragment: string, most: number): Promise<string> {
  const text = fragment.slice(START.length);
  if (!text.startsWith(VERSION)) throw new LinkInvalid(/^v\d+\./.test(text) ? words.linkOtherVersion : words.linkUnreadable);
  const packed = fromBase64Url(text.slice(VERSION.length), most);
  const config = decode(await inflate(packed, most));
  if (config.trim() === "") throw new LinkInvalid(words.linkEmpty);
  return config;
}

type Bytes = Uint8Array<ArrayBuffer>;

function toBase64Url(bytes: Bytes): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string, most: number): Bytes {
  // deflate adds five bytes for each 65,535 that it cannot shrink: what is longer than this is larger than `most`
  if (text.length > ((most + 1024) * 4) / 3) throw new LinkInvalid(words.linkTooLarge(most));
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) throw new LinkInvalid(words.linkUnreadable);
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

/** Inflates slice by slice; nothing more is fed once the result has passed `most` bytes. */
async function inflate(packed: Bytes, most: number): Promise<Bytes> {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const parts: Bytes[] = [];
  let size = 0;
  const drain = async (): Promise<void> => {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length;
      if (size > most) throw new LinkInvalid(words.linkTooLarge(most));
      parts.push(read.value);
    }
  };
  const feed = async (): Promise<void> => {
    for (let at = 0; at < packed.length && size <= most; at += SLICE) await writer.write(packed.slice(at, at + SLICE));
    if (size <= most) await writer.close();
  };
  try {
    await Promise.all([drain(), feed()]);
  } catch (error) {
    void reader.cancel().catch(() => undefined); // the rest is of no interest, whatever it says
    if (error instanceof TypeError) throw new LinkInvalid(words.linkUnreadable); // what a browser says of data that is not deflated
    throw error;
  }
  return joined(parts, size);
}

function joined(parts: readonly Bytes[], size: number): Bytes {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function decode(bytes: Bytes): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text)) return text; // no XML has these
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new LinkInvalid(words.linkUnreadable);
}
