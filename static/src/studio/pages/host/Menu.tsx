// A menu behind three dots: beside its button on wide screens, a sheet at the foot on narrow ones. The browser's own popover
// closes it on Escape and on a press elsewhere.
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { hostSessions } from "../../strings/host-sessions";
import { more } from "./icons";

export interface MenuEntry {
  readonly title: string;
  readonly icon: string;
  readonly danger?: boolean;
  readonly run?: () => void;
  /** for a download, instead of `run` */
  readonly href?: string;
}

export interface MenuProps {
  readonly label: string;
  /** above the entries of the sheet, where the button is out of sight */
  readonly heading: ComponentChildren;
  readonly entries: readonly MenuEntry[];
}

export function Menu({ label, heading, entries }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  const close = (): void => {
    list.current?.hidePopover();
    button.current?.focus();
  };
  const onToggle = (event: ToggleEvent): void => {
    const open = event.newState === "open";
    button.current?.setAttribute("aria-expanded", String(open));
    if (!open || !list.current || !button.current) return;
    beside(button.current, list.current);
    items()[0]?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Tab") return list.current?.hidePopover();
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all[next % all.length]?.focus();
  };
  return (
    <>
      <button ref={button} class="ib sm" popovertarget={id} aria-haspopup="menu" aria-expanded="false" aria-label={label} title={hostSessions.action.more}>
        <span class="dots3"><Icon path={more} size={14} /></span>
      </button>
      <div ref={list} id={id} class="menu" popover="auto" role="menu" aria-label={label} onToggle={onToggle} onKeyDown={onKey}>
        <p class="menu-heading" aria-hidden="true">{heading}</p>
        {entries.map((entry) => (
          <Entry key={entry.title} entry={entry} onDone={close} />
        ))}
      </div>
    </>
  );
}

function Entry({ entry, onDone }: { readonly entry: MenuEntry; readonly onDone: () => void }) {
  const content = (
    <>
      <Icon path={entry.icon} />
      {entry.title}
    </>
  );
  if (entry.href !== undefined) {
    return <a class="mi" role="menuitem" tabIndex={-1} href={entry.href} download onClick={onDone}>{content}</a>;
  }
  return (
    <button
      class={entry.danger ? "mi danger" : "mi"}
      role="menuitem"
      tabIndex={-1}
      onClick={() => {
        onDone();
        entry.run?.();
      }}
    >
      {content}
    </button>
  );
}

/** Puts the list under its button, or above it where there is no room below. The style sheet overrules it on narrow screens. */
function beside(button: HTMLElement, list: HTMLElement): void {
  const place = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const below = place.bottom + 4 + height <= innerHeight;
  list.style.setProperty("left", `${Math.max(8, Math.min(place.right - width, innerWidth - width - 8))}px`);
  list.style.setProperty("top", `${below ? place.bottom + 4 : Math.max(8, place.top - height - 4)}px`);
}
