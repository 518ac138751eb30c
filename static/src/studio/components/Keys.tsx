// Keys as they are printed on their caps.
const CAPS: Readonly<Record<string, string>> = {
  ctrl: "Ctrl", shift: "⇧", alt: "Alt", enter: "↵", escape: "Esc", esc: "Esc", tab: "Tab", space: "Space", backspace: "⌫", delete: "Del",
  left: "←", right: "→", up: "↑", down: "↓", home: "Home", end: "End", pageup: "PgUp", pagedown: "PgDn",
};
const MAC: Readonly<Record<string, string>> = { ctrl: "⌘", alt: "⌥" };
const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** "ctrl+s" -> ["Ctrl", "S"], on a Mac ["⌘", "S"] */
export const caps = (key: string): readonly string[] =>
  key.split(/\+(?!$)/).map((part) => (mac && MAC[part]) || (CAPS[part] ?? (part.length === 1 ? part.toUpperCase() : part)));

/** The caps of one or more hotkeys, in a row; the order on the keyboard is the same in every language. */
export function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span class="caps" dir="ltr">
      {keys.map((key) => (
        <span key={key} class="caps">
          {caps(key).map((cap) => <kbd key={cap} class="kbd">{cap}</kbd>)}
        </span>
      ))}
    </span>
  );
}
