import { ICONS, type FirstIconName } from "../../look/icons";
import type { PartIconName } from "../../look/part-icons";

export type IconName = FirstIconName | PartIconName;

const drawings: Partial<Record<IconName, string>> = { ...ICONS };

/** Adds the drawings of what comes later. */
export function addIcons(more: Readonly<Record<PartIconName, string>>): void {
  Object.assign(drawings, more);
}

/** An icon in the colour of the text around it; never read aloud: the button around it carries the name. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: 14 | 16 | 20 | 24 }) {
  return (
    <svg
      class={size === 16 ? "i" : `i s${size}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: drawings[name]! }}
    />
  );
}
