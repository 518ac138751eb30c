import { useEffect, useState } from "preact/hooks";
import type { ShellProps } from "./contract";
import { Icon } from "./icons";
import { useSignal } from "./useSignal";

const SHOWN_SECONDS = 5;
const SHOWN_SECONDS_WITH_ACTION = 12;

/** The toast: a sentence and at most one thing to do about it. It stays while the pointer or the focus is on it. */
export function Toast({ shell }: { readonly shell: ShellProps }) {
  const notice = useSignal(shell.notice);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (notice === undefined || held) return undefined;
    const seconds = notice.action === undefined ? SHOWN_SECONDS : SHOWN_SECONDS_WITH_ACTION;
    const timer = setTimeout(() => shell.dismissNotice(), seconds * 1000);
    return () => clearTimeout(timer);
  }, [notice, held]);
  const act = () => {
    notice?.action?.run();
    shell.dismissNotice();
  };
  return (
    <div class="toast-at" role="status">
      {notice && (
        <div class={`toast ${notice.kind}`} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}
          onFocusIn={() => setHeld(true)} onFocusOut={() => setHeld(false)}>
          {notice.kind === "warning" && <Icon name="warning" />}
          <span>{notice.message}</span>
          {notice.action && <button type="button" class="btn sm" onClick={act}>{notice.action.title}</button>}
          <button type="button" class="ib sm" aria-label="Close" onClick={() => shell.dismissNotice()}>
            <Icon name="close" size={14} />
          </button>
        </div>
      )}
    </div>
  );
}

/** After a press of Submit: what is missing, with a link to each. */
export function ProblemBar({ shell }: { readonly shell: ShellProps }) {
  const problems = useSignal(shell.problems);
  if (problems.length === 0) return null;
  return (
    <div class="problems note bad" role="alert">
      <Icon name="warning" />
      <div>
        <b>{problems.length === 1 ? "1 answer is missing" : `${problems.length} answers are missing`}</b>
        <ul>
          {problems.map((problem, index) => (
            <li key={index}>
              <button type="button" class="linkb" onClick={() => shell.focusProblem(problem)}>{problem.message}</button>
            </li>
          ))}
        </ul>
      </div>
      <button type="button" class="ib sm right" aria-label="Close" onClick={() => shell.dismissProblems()}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
