// Trying again by itself: counts the seconds down and then calls.
import { useEffect, useState } from "preact/hooks";

/** Seconds until `attempt` is called, which happens every `wait` seconds; undefined waits for nothing. `from` begins it anew. */
export function useNextTry(wait: number | undefined, from: unknown, attempt: () => void): number | undefined {
  const [left, setLeft] = useState(wait);
  useEffect(() => {
    if (wait === undefined) return setLeft(undefined);
    let until = Date.now() + wait * 1000;
    setLeft(Math.ceil(wait));
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      setLeft(Math.max(0, seconds));
      if (seconds > 0) return;
      until = Date.now() + wait * 1000;
      attempt();
    }, 1000);
    return () => clearInterval(timer);
  }, [wait, from]);
  return left;
}
