// When a card gets its drawing, and when the editor draws in its place: the drawing once the card is near the window, the
// editor once a mouse or the focus rests on the card. So the first sight of thirty templates costs what one screen shows.
import { address } from "../../api";

/** Distance from the window, in pixels, at which a card gets its drawing. */
const NEAR = 200;
/** Milliseconds that a pointer rests on a card before the editor draws there: who passes over it wants something else. */
const RESTS = 120;

/** Runs once when an element comes near the window; returns the function that stops waiting for it. */
export function whenNear(element: Element, run: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      run();
    },
    { rootMargin: `${NEAR}px` },
  );
  observer.observe(element);
  return () => observer.disconnect();
}

/** Draws a template into an element once a mouse or the focus rests on its card; returns the function that takes it away.
 *  Until then, and when it fails, the drawing under it is what is seen. */
export function showLive(card: HTMLElement, place: HTMLElement, name: string): () => void {
  if (savesData()) return () => undefined;
  const aborter = new AbortController();
  const { signal } = aborter;
  let rests = 0;
  let begun = false;
  const begin = (): void => {
    clearTimeout(rests);
    rests = window.setTimeout(() => {
      if (begun) return;
      begun = true;
      void draw(place, name, signal);
    }, RESTS);
  };
  card.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && begin(), { signal });
  card.addEventListener("focusin", begin, { signal });
  for (const leave of ["pointerleave", "focusout"]) card.addEventListener(leave, () => clearTimeout(rests), { signal });
  signal.addEventListener("abort", () => clearTimeout(rests));
  return () => aborter.abort();
}

async function draw(place: HTMLElement, name: string, signal: AbortSignal): Promise<void> {
  try {
    const { drawTemplate } = await import("./live");
    if (signal.aborted) return;
    const stop = await drawTemplate(place, name, address);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
  } catch (error) {
    console.warn(`The card of ${name} keeps its drawing.`, error);
  }
}

/** The person asked the browser to load little. */
function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
