// Labels that the config writes as HTML: cleaned before they are shown, by a part that is loaded at the first of them.
import { untilThere } from "../core/late";

/** Shows `html` in an element, and until it is cleaned (or when it cannot be) the plain words. */
export function showHtml(element: HTMLElement, html: string | undefined, words: string): void {
  element.textContent = words;
  if (!html) return;
  void untilThere(() => import("./clean-html")).then(({ cleanHtml }) => {
    const cleaned = cleanHtml(html);
    if (cleaned.textContent?.trim() || cleaned.querySelector("img")) element.replaceChildren(cleaned);
  });
}
