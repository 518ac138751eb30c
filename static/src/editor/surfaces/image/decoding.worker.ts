// Decodes one very large picture away from the page: first a small one that stands in for it, then the parts asked for.
import type { Part } from "./parts";
import type { Size } from "./points";

export type ToDecoder =
  | { readonly kind: "open"; readonly address: string; readonly size: Size; readonly standIn: Size }
  | { readonly kind: "part"; readonly part: Part };
export type FromDecoder =
  | { readonly kind: "standIn"; readonly bitmap: ImageBitmap }
  | { readonly kind: "part"; readonly part: Part; readonly bitmap: ImageBitmap }
  | { readonly kind: "failed" };

/** The decoded picture takes 4 bytes a pixel: it is let go when nothing was asked for so long, in milliseconds. */
const IDLE = 30_000;

let file: Blob | undefined;
let whole: Promise<ImageBitmap> | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;

/** All of its pixels, upright as the camera held it: the default of createImageBitmap, and what an <img> shows. */
async function pixels(): Promise<ImageBitmap> {
  clearTimeout(idle);
  idle = setTimeout(() => {
    void whole?.then((bitmap) => bitmap.close());
    whole = undefined;
  }, IDLE);
  whole ??= createImageBitmap(file!).catch((error: unknown) => {
    whole = undefined;
    throw error;
  });
  return await whole;
}

function drawn(bitmap: ImageBitmap, { x, y, width, height }: Omit<Part, "density">, to: Size): ImageBitmap {
  const canvas = new OffscreenCanvas(to.width, to.height);
  const context = canvas.getContext("2d", { alpha: true })!;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, x, y, width, height, 0, 0, to.width, to.height);
  return canvas.transferToImageBitmap();
}

async function open(address: string, size: Size, standIn: Size): Promise<FromDecoder> {
  const response = await fetch(address);
  if (!response.ok) return { kind: "failed" };
  file = await response.blob();
  const bitmap = await pixels();
  if (bitmap.width !== size.width || bitmap.height !== size.height) return { kind: "failed" };
  return { kind: "standIn", bitmap: drawn(bitmap, { x: 0, y: 0, ...size }, standIn) };
}

async function answer(message: ToDecoder): Promise<FromDecoder> {
  if (message.kind === "open") return open(message.address, message.size, message.standIn);
  const { part } = message;
  const to = { width: Math.max(1, Math.round(part.width * part.density)), height: Math.max(1, Math.round(part.height * part.density)) };
  return { kind: "part", part, bitmap: drawn(await pixels(), part, to) };
}

addEventListener("message", (event: MessageEvent<ToDecoder>) => {
  answer(event.data).then(
    (reply) => postMessage(reply, { transfer: "bitmap" in reply ? [reply.bitmap] : [] }),
    // no network, no memory, no picture: whoever asked shows the file as it is
    () => postMessage({ kind: "failed" } satisfies FromDecoder),
  );
});
