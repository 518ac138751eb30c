// When the cards are drawn by the editor: after the page itself is there, one after the other, and only those in sight.
import { address } from "../../api";

/** Distance from the window, in pixels, at which a card is drawn. */
const NEAR = 200;

interface Waiting {
  readonly name: string;
  stop: () => void;
}

const waiting = new Map<Element, Waiting>();
const queue: Element[] = [];
let drawing = false;
let observer: IntersectionObserver | undefined;

/** Draws a template into an element once it is near the window; returns the function that takes it away.
 *  Until then, and when it fails, the drawing under it is what is seen. */
export function showLive(place: HTMLElement, name: string): () => void {
  if (savesData()) return () => undefined;
  const mine: Waiting = { name, stop: () => undefined };
  waiting.set(place, mine);
  watch().observe(place);
  return () => {
    observer?.unobserve(place);
    waiting.delete(place);
    mine.stop();
  };
}

function watch(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer?.unobserve(target);
        queue.push(target);
      }
      if (!drawing) void drawAll();
    },
    { rootMargin: `${NEAR}px` },
  );
  return observer;
}

async function drawAll(): Promise<void> {
  drawing = true;
  await pageLoaded();
  for (let next = queue.shift(); next; next = queue.shift()) {
    await idle();
    await draw(next as HTMLElement);
  }
  drawing = false;
}

async function draw(place: HTMLElement): Promise<void> {
  const mine = waiting.get(place);
  if (!mine) return;
  try {
    const { drawTemplate } = await import("./live");
    const stop = await drawTemplate(place, mine.name, address);
    if (waiting.get(place) === mine) mine.stop = stop;
    else stop();
  } catch (error) {
    console.warn(`The card of ${mine.name} keeps its drawing.`, error);
  }
}

const pageLoaded = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else addEventListener("load", () => resolve(), { once: true });
  });

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 50);
  });

/** The person asked the browser to load little. */
function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
