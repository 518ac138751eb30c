/**
 * One sentence on why a picture did not load. Only our own host is asked again: the page's policy lets no script ask others.
 */
export async function reasonOf(address: string, signal: AbortSignal): Promise<string> {
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
  if (url === undefined) return "Its address is not one that a browser can open.";
  if (url.origin !== location.origin) return `${url.host || "The address"} did not answer with a picture.`;
  try {
    const response = await fetch(url, { method: "HEAD", signal });
    if (response.ok) return "The file is there, but it is not a picture that this browser reads.";
    return `The address answered "${`${response.status} ${response.statusText}`.trim()}".`;
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "AbortError")) return "The address could not be reached.";
    throw error;
  }
}
