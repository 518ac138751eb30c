// Between masks and what results hold of them. What was read stays read as long as the value is there; what nobody changes
// is never written anew.
import { emptyMask, type Mask } from "./mask";
import { decodePng, encodePng } from "./maskPng";
import { decodeRle, encodeRle } from "./maskRle";
import type { Size } from "./points";
import type { Geometry } from "./shape";

/** undefined: these bytes are no mask */
const byBytes = new WeakMap<readonly unknown[], { readonly size: Size; readonly mask: Mask | undefined }>();
const byAddress = new Map<string, Mask | undefined>();

const same = (one: Size, other: Size) => one.width === other.width && one.height === other.height;

export function holdsMask({ rle, imageDataURL, maskDataURL }: Geometry): boolean {
  return Array.isArray(rle) || typeof imageDataURL === "string" || typeof maskDataURL === "string";
}

/** The picture that holds the mask, where it is not run-length coded. */
function addressOf({ rle, imageDataURL, maskDataURL }: Geometry): string | undefined {
  if (Array.isArray(rle) && rle.length > 0) return undefined;
  return [imageDataURL, maskDataURL].find((address) => typeof address === "string" && address !== "") as string | undefined;
}

/** The mask of a value; undefined when it is unreadable, or a picture that is not read yet. */
export function maskOf(value: Geometry, size: Size): Mask | undefined {
  const address = addressOf(value);
  if (address !== undefined) {
    const mask = byAddress.get(address);
    return mask && same(mask.size, size) ? mask : undefined;
  }
  const rle = value["rle"];
  if (!Array.isArray(rle)) return undefined;
  const known = byBytes.get(rle);
  if (known && same(known.size, size)) return known.mask;
  const mask = rle.length === 0 ? emptyMask(size) : decodeRle(rle, size);
  byBytes.set(rle, { size, mask });
  return mask;
}

/** Reads the picture that holds a mask. False when there is none, or when it was read before. */
export async function readAhead(value: Geometry, size: Size): Promise<boolean> {
  const address = addressOf(value);
  if (address === undefined || byAddress.has(address)) return false;
  byAddress.set(address, undefined);
  byAddress.set(address, await decodePng(address, size));
  return true;
}

/** Forgets the pictures that were read; they are long. */
export function forgetPictures(): void {
  byAddress.clear();
}

/** The geometry keys of a mask as its shape writes them. Of `before`, what other editors kept of an unfinished one gives way. */
export function valueOf(shape: string, mask: Mask, before: Geometry = {}): Geometry {
  if (shape === "bitmask") {
    const imageDataURL = encodePng(mask);
    byAddress.set(imageDataURL, mask);
    return { imageDataURL };
  }
  const rle = encodeRle(mask);
  byBytes.set(rle, { size: mask.size, mask });
  const outdated = ["touches", "maskDataURL"].filter((key) => before[key] !== undefined);
  return { format: "rle", rle, ...Object.fromEntries(outdated.map((key) => [key, undefined])) };
}
