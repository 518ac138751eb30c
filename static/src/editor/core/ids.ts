// Names for regions and answers: ten characters, as other tools make them.
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function newId(taken: (candidate: string) => boolean = () => false): string {
  for (;;) {
    const bytes = crypto.getRandomValues(new Uint8Array(10));
    const id = Array.from(bytes, (byte) => ALPHABET[byte & 63]).join("");
    if (!taken(id)) return id;
  }
}
