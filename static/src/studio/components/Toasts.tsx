// The messages at the foot of the page.
import { useEffect, useState } from "preact/hooks";
import { close } from "../icons/shell";
import { useValue } from "../observe";
import { shell } from "../strings/shell";
import { dismiss, toasts, type Toast } from "../toasts";
import { Icon } from "./Icon";
import "./toasts.css";

/** All messages that are shown now. */
export function Toasts() {
  const shown = useValue(toasts);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map((one) => (
        <Message key={one.id} toast={one} />
      ))}
    </div>
  );
}

function Message({ toast }: { readonly toast: Toast }) {
  return (
    <div class={toast.kind === "bad" ? "toast bad" : "toast"}>
      <span>{toast.message}</span>
      {toast.action && (
        <>
          <Countdown until={toast.until} />
          <button
            class="btn sm"
            onClick={() => {
              dismiss(toast.id);
              toast.action?.run();
            }}
          >
            {toast.action.title}
          </button>
        </>
      )}
      <button class="ib sm" aria-label={shell.close} onClick={() => dismiss(toast.id)}>
        <Icon path={close} size={14} />
      </button>
    </div>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="num left" aria-hidden="true">
      {Math.max(0, Math.ceil((until - now) / 1000))} s
    </span>
  );
}
