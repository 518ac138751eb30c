import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface PopoverProps {
  readonly label: string;
  readonly title?: string;
  readonly buttonClass: string;
  readonly button: ComponentChildren;
  readonly role: "menu" | "dialog" | "listbox";
  /** where the panel stands: under or over the button, at its start or its end */
  readonly place?: "below-start" | "below-end" | "above-start" | "above-end";
  readonly children: (close: () => void) => ComponentChildren;
}

const ITEMS = "[role^=menuitem]:not(:disabled), [role=option], input";

/** A button that opens a small panel. Escape and a press outside close it; the focus goes back to the button. */
export function Popover({ label, title, buttonClass, button, role, place = "below-start", children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, [open]);
  useLayoutEffect(() => {
    if (open) root.current?.querySelector<HTMLElement>(`.pop :is(${ITEMS})`)?.focus();
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "Escape") close();
    else if (event.key === "Tab") return setOpen(false);
    else if (!moveFocus(root.current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span class="pop-at" ref={root} onKeyDown={onKeyDown}>
      <button type="button" class={buttonClass} ref={trigger} aria-label={label} title={title ?? label} aria-haspopup={role} aria-expanded={open}
        onClick={() => setOpen(!open)}>
        {button}
      </button>
      {open && <div class={`pop ${place}`} role={role} aria-label={label}>{children(close)}</div>}
    </span>
  );
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
