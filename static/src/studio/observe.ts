// Signals in components: one hook, so that a component renders again when what it read has changed.
import type { ReadonlySignal } from "@preact/signals-core";
import { useEffect, useState } from "preact/hooks";
import { titleDetail } from "./studio";

/** The current value of a signal; the component renders again when it changes. */
export function useValue<T>(source: ReadonlySignal<T>): T {
  const [, render] = useState<{ readonly value: T }>(() => ({ value: source.peek() }));
  useEffect(
    () => source.subscribe((value) => render((last) => (Object.is(last.value, value) ? last : { value }))),
    [source],
  );
  return source.peek();
}

/** Says in the window's title what a page shows, before the page's name, as long as the component is there. */
export function useTitleDetail(detail: string): void {
  useEffect(() => {
    titleDetail.value = detail;
    return () => void (titleDetail.value = "");
  }, [detail]);
}

/** True once `waiting` has lasted 300 ms: before that nothing is drawn, so that quick answers do not flicker. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!waiting) return;
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && slow;
}
