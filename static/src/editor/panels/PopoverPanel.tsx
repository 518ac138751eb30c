import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

interface PopoverPanelProps {
  /** the element around the button and the panel */
  readonly root: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly role: "menu" | "dialog" | "listbox";
  readonly place: string;
  /** closes it and gives the focus back */
  readonly close: () => void;
  /** closes it and leaves the focus where it is */
  readonly leave: () => void;
  readonly children: ComponentChildren;
}

const ITEMS = "[role^=menuitem]:not(:disabled), [role=option], input";

/** What a Popover opens: its first item has the focus, keys walk the items. */
export function PopoverPanel({ root, label, role, place, close, leave, children }: PopoverPanelProps) {
  useLayoutEffect(() => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) leave();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape") close();
      else if (event.key === "Tab") return leave();
      else if (!moveFocus(root.current, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("pointerdown", outside, { capture: true, signal });
    root.current?.addEventListener("keydown", onKeyDown, { signal });
    return () => aborter.abort();
  }, []);
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>(`.pop :is(${ITEMS})`)?.focus(), []);
  return <div class={`pop ${place}`} role={role} aria-label={label}>{children}</div>;
}

/** Arrow keys walk the items of an open panel; true when the key meant that. */
function moveFocus(root: HTMLElement | null, key: string): boolean {
  const items = [...(root?.querySelectorAll<HTMLElement>(`.pop :is(${ITEMS})`) ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const last = items.length - 1;
  const next = key === "ArrowDown" ? (at >= last ? 0 : at + 1) : key === "ArrowUp" ? (at <= 0 ? last : at - 1) : key === "Home" ? 0 : key === "End" ? last : undefined;
  if (next === undefined || last < 0) return false;
  items[next]?.focus();
  return true;
}
