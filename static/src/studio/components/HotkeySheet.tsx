// What the keys do on the pages around the editor; the labeling page shows the editor's own sheet instead.
import type { PageName } from "../router";
import { menus } from "../strings/menus";
import { Dialog } from "./Dialog";
import { TourRow, type MenuProps } from "./PageMenu";
import "./menus.css";

type Row = readonly [title: string, ...keys: string[]];

const EVERYWHERE: readonly Row[] = [
  [menus.sheet, "?"],
  [menus.next, "Tab"],
  [menus.close, "Esc"],
];

const OF_PAGE: Partial<Readonly<Record<PageName, readonly Row[]>>> = {
  welcome: [
    [menus.search, "/"],
    [menus.clearSearch, "Esc"],
    [menus.cards, "←", "↑", "↓", "→"],
  ],
  setup: [
    [menus.save, "Ctrl", "S"],
    [menus.indent, "Tab"],
    [menus.outdent, "⇧", "Tab"],
    [menus.leaveField, "Esc"],
  ],
};

export default function HotkeySheet({ page, onClose }: MenuProps) {
  const own = OF_PAGE[page];
  return (
    <Dialog title={menus.hotkeys} onClose={onClose}>
      <div class="keys">
        {own && <Group title={menus.here} rows={own} />}
        <Group title={menus.everywhere} rows={EVERYWHERE} />
      </div>
      <hr class="msep" />
      <TourRow onClose={onClose} />
    </Dialog>
  );
}

function Group({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {rows.map(([name, ...keys]) => (
        <div key={name}>
          {name}
          {keys.map((key) => (
            <kbd key={key} class="kbd">
              {key}
            </kbd>
          ))}
        </div>
      ))}
    </div>
  );
}
