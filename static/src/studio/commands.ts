// What can be done on the page that is open: each page says it while it is there. The command palette offers it, the
// sheet of hotkeys lists its keys.
import { signal } from "@preact/signals-core";
import { useEffect, useRef } from "preact/hooks";

export interface PageCommand {
  /** stays the same from visit to visit: what was used last is remembered by it */
  readonly id: string;
  readonly title: string;
  /** hotkeys that do the same now, as in "ctrl+s". The page itself listens to them. */
  readonly keys?: readonly string[] | undefined;
  /** absent: there is only the hotkey */
  readonly run?: (() => void) | undefined;
}

export interface Hotkey {
  readonly title: string;
  readonly keys: readonly string[];
  /** what it stands under in the sheet; without one: the page */
  readonly group?: string;
}

export interface Offer {
  readonly commands: readonly PageCommand[];
  /** what the sheet lists; without it the commands that have keys */
  readonly hotkeys?: readonly Hotkey[];
}

const offers = new Set<() => Offer>();

/** Changes with each part of the page that begins or ends to offer something: some come a moment after the page. */
export const offered = signal(0);

/** Offers what `offer` returns as long as the component is shown. It is asked anew each time that somebody looks. */
export function useCommands(offer: () => Offer): void {
  const latest = useRef(offer);
  latest.current = offer;
  useEffect(() => {
    const ask = (): Offer => latest.current();
    offers.add(ask);
    offered.value += 1;
    return () => {
      offers.delete(ask);
      offered.value += 1;
    };
  }, []);
}

/** All that this page offers now. */
export const pageOffers = (): readonly Offer[] => [...offers].map((ask) => ask());
