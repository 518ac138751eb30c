import type { ReadonlySignal } from "@preact/signals-core";
import { useLayoutEffect, useReducer } from "preact/hooks";

/** The value of a signal; the component renders again when it changes. */
export function useSignal<T>(signal: ReadonlySignal<T>): T {
  const [, renderAgain] = useReducer<number, undefined>((count) => count + 1, 0);
  const rendered = signal.peek();
  useLayoutEffect(() => {
    // subscribe reports the value at once: a change between rendering and this effect is not lost
    let shown = rendered;
    return signal.subscribe((value) => {
      if (Object.is(value, shown)) return;
      shown = value;
      renderAgain(undefined);
    });
  }, [signal]);
  return rendered;
}
