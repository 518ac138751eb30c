// What the keys do now: on the page that is open, in its editor, and everywhere.
import { offered } from "../commands";
import { search } from "../icons/pages";
import { close } from "../icons/shell";
import { useValue } from "../observe";
import { overlay } from "../overlay";
import { hotkeys as words } from "../strings/hotkeys";
import { shell } from "../strings/shell";
import { Dialog } from "./Dialog";
import { hotkeyGroups, type HotkeyGroup } from "./hotkey-groups";
import { Icon } from "./Icon";
import { Keys } from "./Keys";
import { TourRow, type MenuProps } from "./PageMenu";
import "./menus.css";

export default function HotkeySheet({ onClose }: MenuProps) {
  useValue(offered);
  const groups = hotkeyGroups();
  return (
    <Dialog title={words.title} wide={groups.length > 2} onClose={onClose}>
      <button class="ib dlg-close" data-safe aria-label={shell.close} onClick={onClose}>
        <Icon path={close} />
      </button>
      <div class="keys">
        {groups.map((group) => <Group key={group.title} group={group} />)}
      </div>
      <hr class="msep" />
      <button class="mrow" onClick={() => void (overlay.value = "palette")}>
        <Icon path={search} />
        {words.openPalette}
        <span class="k"><Keys keys={["ctrl+k"]} /></span>
      </button>
      <TourRow onClose={onClose} />
    </Dialog>
  );
}

function Group({ group }: { readonly group: HotkeyGroup }) {
  return (
    <section>
      <h3><bdi>{group.title}</bdi></h3>
      <dl>
        {group.rows.map(({ title, keys }) => (
          <div key={title}>
            <dt><bdi>{title}</bdi></dt>
            <dd><Keys keys={keys} /></dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
