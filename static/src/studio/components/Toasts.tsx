// The messages at the foot of the page. They wait while the pointer or the focus is on them; F8 leads to the newest.
import { useEffect, useRef, useState } from "preact/hooks";
import { useCommands } from "../commands";
import { close } from "../icons/shell";
import { useValue } from "../observe";
import { life } from "../strings/life";
import { shell } from "../strings/shell";
import { dismiss, toasts, type Toast } from "../toasts";
import { Icon } from "./Icon";
import "./toasts.css";

/** All messages that are shown now. */
export function Toasts() {
  const shown = useValue(toasts);
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  const enter = (): void => {
    if (!list.current?.contains(document.activeElement)) before.current = document.activeElement;
    [...(list.current?.querySelectorAll<HTMLElement>(".toast") ?? [])].at(-1)?.querySelector("button")?.focus();
  };
  useCommands(() => ({ commands: shown.length > 0 ? [{ id: "message", title: life.toMessage, keys: ["f8"], run: enter }] : [] }));
  const waits = shown.length > 0;
  useEffect(() => {
    if (!waits) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "F8") return;
      event.preventDefault();
      enter();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [waits]);
  const leave = (toast: Toast): void => {
    const inside = list.current?.contains(document.activeElement);
    dismiss(toast.id);
    if (inside && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
  };
  return (
    <div class="toasts" role="status" aria-live="polite" ref={list}>
      {shown.map((one) => (
        <Message key={one.id} toast={one} onLeave={() => leave(one)} />
      ))}
    </div>
  );
}

const TICK = 250;

function Message({ toast, onLeave }: { readonly toast: Toast; readonly onLeave: () => void }) {
  const held = useRef(false);
  const [left, setLeft] = useState(() => toast.until - Date.now());
  useEffect(() => {
    let last = Date.now();
    const timer = setInterval(() => {
      const now = Date.now();
      const passed = now - last;
      last = now;
      if (!held.current) setLeft((still) => still - passed);
    }, TICK);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left <= 0) onLeave();
  }, [left <= 0]);
  const hold = (on: boolean) => () => void (held.current = on);
  return (
    <div
      class={toast.kind === "bad" ? "toast bad" : "toast"}
      onPointerEnter={hold(true)}
      onPointerLeave={hold(false)}
      onFocusIn={hold(true)}
      onFocusOut={hold(false)}
      onKeyDown={(event) => event.key === "Escape" && onLeave()}
    >
      <span>{toast.message}</span>
      {toast.action && (
        <>
          <span class="num left" aria-hidden="true">{Math.max(0, Math.ceil(left / 1000))} s</span>
          <button
            class="btn sm"
            onClick={() => {
              onLeave();
              toast.action?.run();
            }}
          >
            {toast.action.title}
          </button>
        </>
      )}
      <button class="ib sm" aria-label={shell.close} onClick={onLeave}>
        <Icon path={close} size={14} />
      </button>
    </div>
  );
}
