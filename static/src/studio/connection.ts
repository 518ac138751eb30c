// Finding the way back after the connection was lost.
import { effect } from "@preact/signals-core";
import { ApiError, api, ConnectionLost, online } from "./api";

const FIRST_PROBE = 1_500;
const LONGEST_PROBE = 30_000;

/** While nobody answers, asks for /health at growing intervals, and at once when the browser says it is online again.
 *  `online` turns true with the first answer. Returns the function that stops it. */
export function watchConnection(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_PROBE;
  const probe = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      await api.get("/health", undefined, { repeatable: false });
    } catch (error) {
      if (error instanceof ApiError) return; // a refusal is an answer
      if (!(error instanceof ConnectionLost)) throw error;
      wait = Math.min(wait * 2, LONGEST_PROBE);
      timer = setTimeout(() => void probe(), wait);
    }
  };
  const stop = effect(() => {
    clearTimeout(timer);
    wait = FIRST_PROBE;
    if (!online.value) timer = setTimeout(() => void probe(), wait);
  });
  const onOnline = (): void => void (online.value || probe());
  addEventListener("online", onOnline);
  return () => {
    stop();
    clearTimeout(timer);
    removeEventListener("online", onOnline);
  };
}
