// A dialog over the page: the browser's own <dialog>, so that focus stays inside and Escape closes it.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useModal } from "./use-modal";
import "./dialog.css";

export interface DialogProps {
  readonly title: string;
  /** "alert" asks about something that cannot be undone */
  readonly kind?: "alert" | "plain" | "sheet";
  /** at which end of the top bar a sheet hangs on wide screens */
  readonly side?: "left" | "right";
  /** in two columns, where the window has the room */
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Shows its children in a modal dialog; the element marked `data-safe` gets the focus. */
export function Dialog({ title, kind = "plain", side = "right", wide = false, onClose, children }: DialogProps) {
  const element = useModal();
  const titleId = useId();
  return (
    <dialog
      ref={element}
      class={kind === "sheet" ? `dlg sheet-dlg ${side}` : wide ? "dlg wide" : "dlg"}
      role={kind === "alert" ? "alertdialog" : "dialog"}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
