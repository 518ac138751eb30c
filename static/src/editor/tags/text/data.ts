// From the Text tag's value to the text: given in the task, encoded, or behind an address.
import { texts } from "./texts";


export type TextEncoding = "none" | "base64" | "base64unicode";

/** The text of a task's value. Lists and objects read as JSON. */
export function decodeText(value: string, encoding: TextEncoding): string {
  if (encoding === "none") return value;
  const bytes = Uint8Array.from(atob(value.trim()), (letter) => letter.charCodeAt(0));
  // "base64" means one byte a letter, "base64unicode" UTF-8
  return encoding === "base64unicode" ? new TextDecoder().decode(bytes) : String.fromCharCode(...bytes);
}

/** Says why an address did not give a text. */
export class TextNotLoaded extends Error {
  override readonly name = "TextNotLoaded";
}

/** Loads the text behind an address. Throws TextNotLoaded with a sentence. */
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
