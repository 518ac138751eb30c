// A small panel at its button; on narrow screens a sheet. Escape and a press outside close it, the focus goes back.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "./Dialog";
import "./flyout.css";

export interface FlyoutProps {
  /** what it is, for its heading in a sheet and for screen readers */
  readonly title: string;
  readonly onClose: () => void;
  /** it hangs at the end of its button instead of the start, or above it */
  readonly end?: boolean;
  readonly above?: boolean;
  readonly children: ComponentChildren;
}

const NARROW = "(max-width: 560px)";

/** Put it beside its button, in an element of class `fly-at`. What is marked `data-safe` gets the focus. */
export function Flyout(props: FlyoutProps) {
  const [narrow] = useState(() => matchMedia(NARROW).matches);
  if (!narrow) return <Panel {...props} />;
  return (
    <Dialog kind="sheet" title={props.title} onClose={props.onClose}>
      <div class="fly-sheet" onKeyDown={walk}>{props.children}</div>
    </Dialog>
  );
}

function Panel({ title, onClose, end = false, above = false, children }: FlyoutProps) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const own = panel.current;
    const before = document.activeElement;
    own?.querySelector<HTMLElement>("[data-safe]")?.focus();
    return () => {
      const lost = document.activeElement === document.body || own?.contains(document.activeElement);
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useLayoutEffect(() => keepInside(panel.current));
  useEffect(() => {
    const outside = (event: Event): void => {
      const home = panel.current?.parentElement; // none while it goes
      if (home && !home.contains(event.target as Node)) close.current();
    };
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("focusin", outside);
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      onClose();
    } else walk(event);
  };
  // focusable, so that a press on its plain parts leaves the focus inside
  return (
    <div ref={panel} tabIndex={-1} class={`fly${end ? " end" : ""}${above ? " above" : ""}`} role="dialog" aria-label={title} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

/** how low a panel above its button may become before it rather hangs below, in pixels */
const LOWEST = 200;

/** Moves a panel that would stand beyond the window's edge, and lets one scroll that is too high for the place above its button. */
function keepInside(panel: HTMLElement | null): void {
  if (!panel) return;
  panel.style.translate = "";
  const { left, right, top, bottom } = panel.getBoundingClientRect();
  const beyond = right > innerWidth - 8 ? innerWidth - 8 - right : left < 8 ? 8 - left : 0;
  if (beyond !== 0) panel.style.translate = `${beyond}px 0`;
  if (!panel.classList.contains("above")) return;
  const room = bottom - topOfPlace(panel) - 8;
  if (room < Math.min(LOWEST, bottom - top)) panel.classList.remove("above");
  else panel.style.maxBlockSize = `${room}px`;
}

/** Where what scrolls around an element begins, on the screen. */
function topOfPlace(element: HTMLElement): number {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll|hidden/.test(getComputedStyle(around).overflowY)) return Math.max(0, around.getBoundingClientRect().top);
  }
  return 0;
}

/** In a menu the arrows, Home and End walk the items. */
function walk(event: KeyboardEvent): void {
  const menu = (event.target as Element).closest("[role=menu]");
  if (!menu) return;
  const items = [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]:not(:disabled)")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const places: Readonly<Record<string, number>> = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 };
  const next = places[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}
