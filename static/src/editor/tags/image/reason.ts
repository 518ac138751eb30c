// Why a picture did not load, and what to do about it.
import { texts } from "../../surfaces/image/texts";

/** What a browser opens by itself; anything else in front of a colon is a place that only a server can reach. */
const OPENED = new Set(["http:", "https:", "data:", "blob:"]);

export interface Asked {
  readonly address: string;
  /** the tag's crossOrigin, "none" without it */
  readonly crossOrigin: string;
  readonly signal: AbortSignal;
}

/**
 * A sentence or two on why a picture did not load. Only our own host is asked again by a script: the page's policy lets none
 * ask others. `barred`: the page's policy refused the address.
 */
export async function reasonOf({ address, crossOrigin, signal }: Asked, barred = false): Promise<string> {
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
  if (url === undefined) return texts.noAddress;
  if (!OPENED.has(url.protocol)) return texts.otherPlace(url.protocol);
  if (url.protocol === "data:" || url.protocol === "blob:") return texts.unreadable;
  if (location.protocol === "https:" && url.protocol === "http:") return texts.insecure;
  if (barred) return texts.barred(url.host);
  if (url.origin === location.origin) return reasonHere(url, signal);
  if (crossOrigin !== "none" && (await loads(address, signal))) return texts.noPermission(url.host, crossOrigin);
  return texts.noPicture(url.host);
}

async function reasonHere(url: URL, signal: AbortSignal): Promise<string> {
  try {
    const response = await fetch(url, { method: "HEAD", signal });
    if (!response.ok) return texts.answered(`${response.status} ${response.statusText}`.trim());
    const type = response.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
    return type === "" || type.startsWith("image/") ? texts.unreadable : texts.otherType(type);
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "AbortError")) return texts.unreachable;
    throw error;
  }
}

/** Whether the picture is there when it is not asked for with crossOrigin: then only the permission is missing. */
function loads(address: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const picture = new Image();
    picture.addEventListener("load", () => resolve(true), { signal });
    picture.addEventListener("error", () => resolve(false), { signal });
    picture.src = address;
  });
}
