// The quick filter by status: one button with the present one, a menu with the others.
import { useState } from "preact/hooks";
import { Flyout } from "../../../components/Flyout";
import { Icon } from "../../../components/Icon";
import { check, down } from "../../../icons/shell";
import { filters as words } from "../../../strings/filters";
import type { Filters } from "../types";
import { STATUSES, statusFits, statusOf, withStatus, type Status } from "./status";

export function StatusFilter({ filters, onChange }: { readonly filters: Filters; readonly onChange: (filters: Filters) => void }) {
  const [open, setOpen] = useState(false);
  const status = statusOf(filters);
  const fits = statusFits(filters);
  const choose = (next: Status | undefined): void => {
    setOpen(false);
    onChange(withStatus(filters, next));
  };
  const row = (one: Status | undefined) => (
    <button key={one ?? "any"} class="fly-item" role="menuitemradio" aria-checked={status === one} data-safe={status === one || undefined} onClick={() => choose(one)}>
      <span class="tick">
        <Icon path={check} size={14} />
      </span>
      {one ? words.statuses[one] : words.any}
    </button>
  );
  return (
    <span class="fly-at">
      <button class="fchip whole" aria-haspopup="menu" aria-expanded={open} disabled={!fits} title={fits ? undefined : words.statusNeedsAll} onClick={() => setOpen(!open)}>
        <span>{words.status}</span>
        <b>{status ? words.statuses[status] : words.any}</b>
        <Icon path={down} size={14} />
      </button>
      {open && (
        <Flyout title={words.status} onClose={() => setOpen(false)}>
          <div class="fly-menu" role="menu" aria-label={words.status}>
            {row(undefined)}
            {STATUSES.map(row)}
          </div>
        </Flyout>
      )}
    </span>
  );
}
