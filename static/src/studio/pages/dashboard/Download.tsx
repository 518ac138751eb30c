// All figures in one file.
import { useState } from "preact/hooks";
import { csv, save } from "../../components/charts/csv";
import { Flyout } from "../../components/Flyout";
import { Icon } from "../../components/Icon";
import { importing as icon } from "../../icons/shell";
import { dashboard as words } from "../../strings/dashboard";
import type { Figures } from "./figures-api";
import { allRows } from "./tables";

export function Download({ figures }: { readonly figures: Figures }) {
  const [open, setOpen] = useState(false);
  const take = (text: string, name: string, type: string) => (): void => {
    save(text, name, type);
    setOpen(false);
  };
  return (
    <span class="fly-at">
      <button class="btn" aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon path={icon} />
        {words.download}
      </button>
      {open && (
        <Flyout title={words.download} end onClose={() => setOpen(false)}>
          <div class="fly-menu" role="menu" aria-label={words.download}>
            <button class="fly-item" role="menuitem" data-safe onClick={take(csv(allRows(figures)), "figures.csv", "text/csv")}>{words.asCsv}</button>
            <button class="fly-item" role="menuitem" onClick={take(JSON.stringify(figures, null, 2), "figures.json", "application/json")}>{words.asJson}</button>
          </div>
        </Flyout>
      )}
    </span>
  );
}
