// A poll in a component: starts with it, ends with it, and asks anew when what it asks for changes or something was done.
import { signal } from "@preact/signals-core";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useValue } from "../../observe";
import { Poll, type Reading } from "./poll";

/** Milliseconds between two refreshes. */
export const EVERY = 10_000;

const actions = signal(0);
/** Has everything that is shown asked for at once: something was done, or somebody wants to know. */
export function somethingChanged(): void {
  actions.value += 1;
}

export interface Polled<T> extends Reading<T> {
  again(): Promise<void>;
}

export interface PollOptions {
  /** the answer to another question is of no use while the new one is awaited */
  readonly forget?: boolean;
  readonly every?: number;
}

/** The newest answer to `load`; `key` tells one question from another. */
export function usePoll<T>(key: string, load: (signal: AbortSignal) => Promise<T>, { forget = false, every = EVERY }: PollOptions = {}): Polled<T> {
  const poll = useMemo(() => new Poll(load, every), []);
  const asked = useRef(key);
  useEffect(() => poll.start(), []);
  useEffect(() => {
    if (asked.current === key) return;
    asked.current = key;
    poll.change(load, { forget });
  }, [key]);
  useEffect(() => {
    let first = true;
    return actions.subscribe(() => {
      if (!first) void poll.again();
      first = false;
    });
  }, []);
  return { ...useValue(poll.reading), again: () => poll.again() };
}
