// A text that is encoded, or that stands behind an address.
import { texts } from "./texts";

/** Says why there is no text, in a sentence. */
export class TextNotLoaded extends Error {
  override readonly name = "TextNotLoaded";
}

/** The text behind an address (`url`) or given, decoded. Throws TextNotLoaded. */
export async function readText(given: string, url: boolean, encoding: string, signal: AbortSignal): Promise<string> {
  const text = url && given !== "" ? await loadText(given, signal) : given;
  try {
    return decodeText(text, encoding.trim().toLowerCase());
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new TextNotLoaded(texts.noBase64);
  }
}

/** "base64" means one byte a letter, "base64unicode" UTF-8; all else is no encoding. Throws DOMException. */
function decodeText(text: string, encoding: string): string {
  if (!encoding.startsWith("base64")) return text;
  const letters = atob(text.trim());
  if (encoding === "base64") return letters;
  return new TextDecoder().decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)));
}

/** Loads the text behind an address. Throws TextNotLoaded. */
export async function loadText(url: string, signal: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TextNotLoaded(texts.unreachable(url));
  }
  if (!response.ok) throw new TextNotLoaded(texts.answered(`${response.status} ${response.statusText}`));
  return response.text();
}

/** Says that there is no text to wait for; drawn, so that it is none of its letters. */
export function sayEmpty(text: HTMLElement): void {
  text.dataset["empty"] = texts.empty;
}

/** What stands in the place of a text that did not load. */
export function notLoaded(reason: string): HTMLElement {
  const state = document.createElement("div");
  state.className = "text-state";
  state.setAttribute("role", "alert");
  state.textContent = texts.failed(reason);
  return state;
}
