// A refusal where a page can show nothing else, or where what was asked for would be: the limit, what still works, when it
// changes. It tries again by itself where waiting helps.
import { useEffect, useRef, useState } from "preact/hooks";
import type { ApiError } from "../api";
import { State } from "../components/State";
import { session, type SessionInfo } from "../session";
import { errors } from "../strings/errors";
import { life, refusals } from "../strings/life";
import { studio } from "../studio";
import { refusalWords } from "./refusals";
import { useNextTry } from "./use-next-try";
import "./life.css";

export interface RefusalStateProps {
  readonly error: ApiError;
  /** asks again for what was refused */
  readonly onRetry: () => void;
  /** goes back to what was there before */
  readonly onClose: () => void;
}

export default function RefusalState({ error, onRetry, onClose }: RefusalStateProps) {
  const info = useInfo(error);
  const words = refusalWords(error, { usage: info?.usage, limits: info?.limits });
  const left = useNextTry(words.wait, error, onRetry);
  const place = useRef<HTMLElement>(null);
  // it may stand above or below what was pressed
  useEffect(() => place.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <section class="card refusal" ref={place} role="status">
      <State icon={words.icon} tone="warn" title={words.title} detail={words.detail}>
        {words.counted && left !== undefined && (
          <span class="saved busy num" aria-hidden="true">
            {left > 0 ? life.nextTry(left) : life.trying}
          </span>
        )}
        {words.space && (
          <a class="btn" href={studio().router.href("settings", {}, "kept")}>
            {refusals.space}
          </a>
        )}
        <button class="btn" onClick={onRetry}>
          {words.wait === undefined ? errors.tryAgain : life.tryNow}
        </button>
        <button class="btn quiet" onClick={onClose}>
          {refusals.look}
        </button>
      </State>
    </section>
  );
}

/** What the project holds and may hold, where the refusal is about that. */
export function useInfo(error: ApiError | undefined): SessionInfo | undefined {
  const [info, setInfo] = useState<SessionInfo>();
  useEffect(() => {
    if (error?.code?.startsWith("quota-")) session.read().then(setInfo, () => undefined); // without it only the numbers lack
  }, [error]);
  return info;
}
