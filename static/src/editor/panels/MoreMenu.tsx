import type { ShellProps } from "./contract";
import { Icon } from "./icons";
import { Popover } from "./Popover";
import { texts } from "../core/texts";

/** What is not needed at every task: rarer commands, the editor's settings, the hotkey sheet. */
export function MoreMenu({ shell }: { readonly shell: ShellProps }) {
  return (
    <Popover label={texts.more} buttonClass="ib" role="menu" place="below-end" button={<Icon name="more" />}>
      {(close, parts) => <parts.MenuItems shell={shell} close={close} />}
    </Popover>
  );
}
