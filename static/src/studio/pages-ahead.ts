// A page is fetched when the pointer or the focus comes to a link to it: it is here when the link is pressed.
import { online } from "./api";
import { placeOf, type PageName } from "./router";

/** Watches the document's links to pages below `root`, and calls `fetch` for each that is neared; returns the function that stops it. */
export function fetchPagesAhead(root: string, fetch: (page: PageName) => Promise<unknown>): () => void {
  const onNear = ({ target }: Event): void => {
    const link = (target as Element | null)?.closest?.("a");
    const place = link && online.value && link.origin === location.origin && !link.target ? placeOf(new URL(link.href), root) : undefined;
    if (place) fetch(place.page).catch(() => undefined); // the press asks for it again, and says when it does not come
  };
  document.addEventListener("pointerover", onNear);
  document.addEventListener("focusin", onNear);
  return () => {
    document.removeEventListener("pointerover", onNear);
    document.removeEventListener("focusin", onNear);
  };
}
