import type { EditorSettings, HotkeyBinding } from "../core/types";
import type { Command, CommandName, ShellProps } from "./contract";
import { Icon, type IconName } from "./icons";
import { keyCaps } from "./keys";
import { useSignal } from "./useSignal";
import { texts } from "./part-texts";

const COMMANDS: readonly (readonly [CommandName, IconName])[] = [
  ["redo", "redo"], ["reset", "reset"], ["new-annotation", "plus"], ["copy-annotation", "copy"], ["delete-all", "close"], ["delete-annotation", "trash"], ["hotkeys", "help"],
];

/** These stand in the task bar where there is room. */
const ON_THE_BAR: ReadonlySet<CommandName> = new Set(["redo", "reset", "new-annotation"]);

const SETTINGS = ["continuousLabeling", "selectAfterCreate", "showLabels"] as const satisfies readonly (keyof EditorSettings)[];

/** The rows of the menu "More". */
export function MenuItems({ shell, close }: { readonly shell: ShellProps; readonly close: () => void }) {
  const settings = useSignal(shell.editor.settings);
  const ofHost = useSignal(shell.editor.hotkeys.list).filter(({ menu }) => menu !== undefined);
  return (
    <>
      {COMMANDS.map(([name, icon]) => <Item key={name} command={shell.commands[name]} icon={icon} close={close} />)}
      {ofHost.length > 0 && <hr />}
      {ofHost.map((binding) => <HostItem key={binding.key} binding={binding} close={close} />)}
      <hr />
      {SETTINGS.map((name) => (
        <button type="button" class="popi" role="menuitemcheckbox" aria-checked={settings[name]} key={name}
          onClick={() => void (shell.editor.settings.value = { ...settings, [name]: !settings[name] })}>
          <span class="popc">{settings[name] && <Icon name="check" size={14} />}</span> {texts[name]}
        </button>
      ))}
    </>
  );
}

/** What the host around the editor has bound to a key. */
function HostItem({ binding, close }: { binding: HotkeyBinding; close: () => void }) {
  const run = () => {
    close();
    binding.run(new KeyboardEvent("keydown"));
  };
  const checked = binding.checked?.();
  return (
    <button type="button" class="popi" role={checked === undefined ? "menuitem" : "menuitemcheckbox"} aria-checked={checked} disabled={binding.enabled?.() === false} onClick={run}>
      <Icon name={binding.menu as IconName} size={14} /> {binding.title}
      <span class="k">{keyCaps(binding.key)}</span>
    </button>
  );
}

function Item({ command, icon, close }: { command: Command; icon: IconName; close: () => void }) {
  const available = useSignal(command.available);
  const enabled = useSignal(command.enabled);
  if (!available) return null;
  const run = () => {
    close();
    command.run();
  };
  return (
    <button type="button" class={`popi ${ON_THE_BAR.has(command.name) ? "only-narrow" : ""}`} role="menuitem" disabled={!enabled} onClick={run}>
      <Icon name={icon} size={14} /> {command.title}
      {command.key !== undefined && <span class="k">{keyCaps(command.key)}</span>}
    </button>
  );
}
