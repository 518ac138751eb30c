import { ICONS, type IconName } from "../../look/icons";

export type { IconName };

/** An icon in the colour of the text around it; never read aloud: the button around it carries the name. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: 14 | 16 | 20 | 24 }) {
  return (
    <svg
      class={size === 16 ? "i" : `i s${size}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: ICONS[name] }}
    />
  );
}
