import type { Command } from "./contract";
import { Icon, type IconName } from "./icons";
import { withKey } from "./keys";
import { useSignal } from "./useSignal";

interface CommandIconProps {
  readonly command: Command;
  readonly icon: IconName;
  readonly size?: "sm";
  readonly className?: string;
}

/** A command as an icon alone: its name and its hotkey are in the tooltip and in the accessible name. */
export function CommandIcon({ command, icon, size, className = "" }: CommandIconProps) {
  const available = useSignal(command.available);
  const enabled = useSignal(command.enabled);
  if (!available) return null;
  return (
    <button
      type="button"
      class={`ib ${size ?? ""} ${className}`}
      aria-label={command.title}
      title={withKey(command.title, command.key)}
      disabled={!enabled}
      onClick={() => command.run()}
    >
      <Icon name={icon} size={size === "sm" ? 14 : 16} />
    </button>
  );
}
