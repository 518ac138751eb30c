// The pages as a list, for small screens where the bar has no room for them.
import { chart, exporting, code, importing, tag, help, layers, sliders, table } from "../icons/shell";
import { flask, eye, search as magnifier, signpost } from "../icons/pages";
import { overlay, showHotkeys } from "../overlay";
import type { PageName } from "../router";
import { menus } from "../strings/menus";
import { shell } from "../strings/shell";
import { gallery, studio } from "../studio";
import { switchTheme } from "../theme";
import { startTour } from "../tour/entry";
import { Dialog } from "./Dialog";
import { Icon } from "./Icon";
import { LanguageRow } from "./LanguageRow";
import "./menus.css";

const ROWS: readonly (readonly [PageName, string])[] = [
  ["label", tag],
  ["data", table],
  ["setup", code],
  ["import", importing],
  ["export", exporting],
  ["dashboard", chart],
  ["welcome", layers],
  ["playground", flask],
  ["settings", sliders],
];

export interface MenuProps {
  readonly page: PageName;
  readonly onClose: () => void;
}

export default function PageMenu({ page, onClose }: MenuProps) {
  return (
    <Dialog kind="sheet" title={shell.menu} onClose={onClose}>
      <nav aria-label={shell.studio}>
        {ROWS.map(([name, icon]) => (
          <a key={name} class="mrow" href={name === "welcome" ? gallery() : studio().router.href(name)} aria-current={name === page ? "page" : undefined} onClick={onClose}>
            <Icon path={icon} />
            {shell.pages[name]}
          </a>
        ))}
      </nav>
      <hr class="msep" />
      <button class="mrow" onClick={switchTheme}>
        <Icon path={eye} />
        {menus.theme}
      </button>
      <button class="mrow" onClick={() => void (overlay.value = "palette")}>
        <Icon path={magnifier} />
        {menus.commands}
      </button>
      <button
        class="mrow"
        onClick={() => {
          onClose();
          showHotkeys();
        }}
      >
        <Icon path={help} />
        {shell.help}
      </button>
      <LanguageRow />
      <TourRow onClose={onClose} />
    </Dialog>
  );
}

/** Starts the tour of the labeling page. */
export function TourRow({ onClose }: { readonly onClose: () => void }) {
  return (
    <button
      class="mrow"
      onClick={() => {
        onClose();
        startTour();
      }}
    >
      <Icon path={signpost} />
      {menus.tour}
    </button>
  );
}
