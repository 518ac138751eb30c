import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { useParts, type LaterParts } from "./later";

interface PopoverProps {
  readonly label: string;
  readonly title?: string;
  readonly buttonClass: string;
  readonly button: ComponentChildren;
  readonly role: "menu" | "dialog" | "listbox";
  /** where the panel stands: under or over the button, at its start or its end */
  readonly place?: "below-start" | "below-end" | "above-start" | "above-end";
  readonly children: (close: () => void, parts: LaterParts) => ComponentChildren;
}

/** A button that opens a small panel. Escape and a press outside close it; the focus goes back to the button. */
export function Popover({ label, title, buttonClass, button, role, place = "below-start", children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const parts = useParts(open);
  const root = useRef<HTMLSpanElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    <span class="pop-at" ref={root}>
      <button type="button" class={buttonClass} ref={trigger} aria-label={label} title={title ?? label} aria-haspopup={role} aria-expanded={open}
        onClick={() => setOpen(!open)}>
        {button}
      </button>
      {open && parts && (
        <parts.PopoverPanel root={root} label={label} role={role} place={place} close={close} leave={() => setOpen(false)}>
          {children(close, parts)}
        </parts.PopoverPanel>
      )}
    </span>
  );
}
