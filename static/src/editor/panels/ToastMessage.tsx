import { useEffect, useState } from "preact/hooks";
import type { Notice } from "../core/types";
import type { ShellProps } from "./contract";
import { Icon } from "./icons";
import { texts } from "./part-texts";

const SHOWN_SECONDS = 5;
const SHOWN_SECONDS_WITH_ACTION = 12;

/** The toast: a sentence and at most one thing to do about it. It stays while the pointer or the focus is on it. */
export function ToastMessage({ shell, notice }: { readonly shell: ShellProps; readonly notice: Notice }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const seconds = notice.action === undefined ? SHOWN_SECONDS : SHOWN_SECONDS_WITH_ACTION;
    const timer = setTimeout(() => shell.dismissNotice(), seconds * 1000);
    return () => clearTimeout(timer);
  }, [notice, held]);
  const act = () => {
    notice.action?.run();
    shell.dismissNotice();
  };
  return (
    <div class={`toast ${notice.kind}`} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)} onFocusOut={() => setHeld(false)}>
      {notice.kind === "warning" && <Icon name="warning" />}
      <span>{notice.message}</span>
      {notice.action && <button type="button" class="btn sm" onClick={act}>{notice.action.title}</button>}
      <button type="button" class="ib sm" aria-label={texts.close} onClick={() => shell.dismissNotice()}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
