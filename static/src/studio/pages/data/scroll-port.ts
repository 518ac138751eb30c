// What scrolls the lines: the element itself on wide screens, the whole page on small ones.
export interface ScrollPort {
  /** how far the lines are scrolled, in pixels, from their own beginning */
  top(): number;
  /** how many pixels of lines are seen */
  height(): number;
  /** how many pixels wide the lines are */
  width(): number;
  scrollTo(top: number): void;
  /** Calls back when it was scrolled or got another size; returns the function that stops it. */
  listen(onScroll: () => void, onResize: () => void): () => void;
}

/** An element with a scroll bar of its own; `head` is the height of what sticks to its top. */
export function elementPort(element: HTMLElement, head: () => number): ScrollPort {
  return {
    top: () => element.scrollTop,
    height: () => Math.max(0, element.clientHeight - head()),
    width: () => element.clientWidth,
    scrollTo: (top) => {
      element.scrollTop = top;
    },
    listen(onScroll, onResize) {
      element.addEventListener("scroll", onScroll, { passive: true });
      const observer = new ResizeObserver(onResize);
      observer.observe(element);
      return () => {
        element.removeEventListener("scroll", onScroll);
        observer.disconnect();
      };
    },
  };
}

/** The page's own scroll bar; bars lie over the window's first `covered` pixels and over its last `foot`. */
export function pagePort(element: HTMLElement, covered: number, foot: number): ScrollPort {
  return {
    // above the lines stands the rest of the page: until they reach the top, they are not scrolled
    top: () => Math.max(0, covered - element.getBoundingClientRect().top),
    height: () => innerHeight - covered - foot,
    width: () => element.clientWidth,
    scrollTo: (top) => scrollTo({ top: scrollY + element.getBoundingClientRect().top - covered + top, behavior: "instant" }),
    listen(onScroll, onResize) {
      addEventListener("scroll", onScroll, { passive: true });
      const observer = new ResizeObserver(onResize);
      observer.observe(element);
      addEventListener("resize", onResize);
      return () => {
        removeEventListener("scroll", onScroll);
        removeEventListener("resize", onResize);
        observer.disconnect();
      };
    },
  };
}
