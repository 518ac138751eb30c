// Addresses and pages: one document for all of them. A page can hold back leaving while it has unsaved work.
import { signal, type ReadonlySignal } from "@preact/signals-core";

export const PAGES = {
  welcome: "/",
  label: "/label",
  data: "/data",
  setup: "/setup",
  import: "/import",
  export: "/export",
  dashboard: "/dashboard",
  settings: "/settings",
  projects: "/projects",
  privacy: "/privacy",
  playground: "/playground",
} as const;
export type PageName = keyof typeof PAGES;

export interface Place {
  readonly page: PageName;
  readonly query: URLSearchParams;
  readonly hash: string;
}

/** Answers whether the page may be left; it may ask the person, or save first. */
export type Guard = () => boolean | Promise<boolean>;

export interface Router {
  readonly place: ReadonlySignal<Place>;
  href(page: PageName, query?: Readonly<Record<string, string | number>>, hash?: string): string;
  /** Goes to a page of ours. Resolves to false when the guard of the present page said no. */
  go(page: PageName, query?: Readonly<Record<string, string | number>>, options?: { readonly replace?: boolean; readonly hash?: string }): Promise<boolean>;
  /** Changes the query of the present page without leaving it: no guard is asked. */
  mark(query: Readonly<Record<string, string | number>>, options?: { readonly replace?: boolean; readonly hash?: string }): void;
  /** Sets the guard of the present page; returns the function that removes it. */
  guard(ask: Guard): () => void;
  stop(): void;
}

/** The page of a path below `root`, or undefined when it is not one of ours. */
export function placeOf(url: URL, root: string): Place | undefined {
  if (root && url.pathname !== root && !url.pathname.startsWith(`${root}/`)) return undefined;
  const path = url.pathname.slice(root.length).replace(/\/+$/, "") || "/";
  for (const [page, own] of Object.entries(PAGES)) {
    if (own === path) return { page: page as PageName, query: url.searchParams, hash: url.hash.slice(1) };
  }
  return undefined;
}

/** The address of a page. */
export function addressOf(root: string, page: PageName, query: Readonly<Record<string, string | number>> = {}, hash = ""): string {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
  return `${root}${PAGES[page]}${search ? `?${search}` : ""}${hash ? `#${hash}` : ""}`;
}

/** A link that the router should take over: plain left click, same origin, no download, no other window. */
export function routedLink(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return undefined;
  return link;
}

/**
 * A file that is asked for inside a frame of another site. The browser asks for a link's `download` as if it stood in a
 * tab of its own, where the cookie is another one; a visit to the same address ends as a download too, with the frame's.
 */
function framedDownload(event: MouseEvent): HTMLAnchorElement | undefined {
  if (window.parent === window || event.defaultPrevented) return undefined;
  const link = (event.target as Element | null)?.closest?.<HTMLAnchorElement>("a[download]");
  return link && link.origin === location.origin && link.protocol === location.protocol ? link : undefined;
}

/** Starts routing: listens to Back, Forward and clicks on links, until `stop`. */
export function startRouter(root: string): Router {
  const here = (): Place => placeOf(new URL(location.href), root) ?? { page: "welcome", query: new URLSearchParams(), hash: "" };
  const place = signal<Place>(here());
  let ask: Guard | undefined;
  let address = location.href;

  const show = (): void => {
    address = location.href;
    place.value = here();
  };
  const mayLeave = async (): Promise<boolean> => ask === undefined || (await ask());

  const visit = async (target: string, replace: boolean): Promise<boolean> => {
    if (!(await mayLeave())) return false;
    history[replace ? "replaceState" : "pushState"](null, "", target);
    show();
    return true;
  };
  const onPop = async (): Promise<void> => {
    const samePage = placeOf(new URL(address), root)?.page === here().page;
    if (samePage || (await mayLeave())) show();
    else history.pushState(null, "", address);
  };
  const onClick = (event: MouseEvent): void => {
    const file = framedDownload(event);
    if (file) {
      event.preventDefault();
      location.assign(file.href);
      return;
    }
    const link = routedLink(event);
    if (!link) return;
    const target = placeOf(new URL(link.href), root);
    if (!target) return;
    const sameDocument = target.page === place.value.page && link.hash !== "" && link.search === location.search;
    if (sameDocument) return; // the browser scrolls to the anchor
    event.preventDefault();
    void visit(link.href, false);
  };
  addEventListener("popstate", onPop);
  document.addEventListener("click", onClick);

  return {
    place,
    href: (page, query, hash) => addressOf(root, page, query, hash),
    go: (page, query, options = {}) => visit(addressOf(root, page, query, options.hash), options.replace ?? false),
    mark(query, options = {}) {
      const target = addressOf(root, place.value.page, query, options.hash);
      history[options.replace ? "replaceState" : "pushState"](null, "", target);
      address = location.href;
    },
    guard(next) {
      ask = next;
      return () => {
        if (ask === next) ask = undefined;
      };
    },
    stop() {
      removeEventListener("popstate", onPop);
      document.removeEventListener("click", onClick);
    },
  };
}
