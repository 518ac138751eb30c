// Why a picture did not load.
import { texts } from "../../surfaces/image/texts";

/**
 * One sentence on why a picture did not load. Only our own host is asked again: the page's policy lets no script ask others.
 */
export async function reasonOf(address: string, signal: AbortSignal): Promise<string> {
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
  if (url === undefined) return texts.noAddress;
  if (url.origin !== location.origin) return texts.noPicture(url.host);
  try {
    const response = await fetch(url, { method: "HEAD", signal });
    if (response.ok) return texts.unreadable;
    return texts.answered(`${response.status} ${response.statusText}`.trim());
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "AbortError")) return texts.unreachable;
    throw error;
  }
}
