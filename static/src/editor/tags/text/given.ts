// What a task gives a tag to show: a text as it stands, an encoded one, or the address of one.
import { untilThere } from "../../core/late";
import type { TagContext } from "../../core/types";

/**
 * Calls `show` with the text: at once when it is given as it stands, else when it is decoded or loaded. Why it did not come is
 * said in `host`. Nothing happens after `signal` was aborted.
 */
export function showGiven({ attributes, value }: TagContext, host: HTMLElement, signal: AbortSignal, show: (text: string) => void): void {
  const given = typeof value === "object" && value !== null ? JSON.stringify(value, null, 2) : String(value ?? "");
  const url = attributes.string("valueType").toLowerCase() === "url";
  const encoding = attributes.string("encoding");
  if (url || encoding !== "none") void load(given, { url, encoding }, host, signal).then((text) => text !== undefined && show(text));
  else show(given);
}

async function load(given: string, { url, encoding }: { readonly url: boolean; readonly encoding: string }, host: HTMLElement, signal: AbortSignal): Promise<string | undefined> {
  const { notLoaded, readText, TextNotLoaded } = await untilThere(() => import("./data"));
  try {
    const text = await readText(given, url, encoding, signal);
    return signal.aborted ? undefined : text;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!(error instanceof TextNotLoaded)) throw error;
    host.replaceChildren(notLoaded(error.message));
    return undefined;
  }
}
