const NAMES: Readonly<Record<string, string>> = {
  ctrl: "Ctrl", shift: "Shift", alt: "Alt", meta: "⌘", mod: "Ctrl", enter: "↵", escape: "Esc", esc: "Esc", backspace: "⌫", delete: "Del",
  space: "Space", left: "←", right: "→", up: "↑", down: "↓", arrowleft: "←", arrowright: "→", arrowup: "↑", arrowdown: "↓",
  plus: "+", minus: "−", comma: ",", period: ".",
};

/** "ctrl+shift+z" as it is printed on a key cap: "Ctrl Shift Z". */
export function keyCaps(key: string): string {
  return key
    .split("+")
    .filter((part) => part !== "")
    .map((part) => NAMES[part.toLowerCase()] ?? (part.length === 1 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1)))
    .join(" ");
}

export function withKey(title: string, key: string | undefined): string {
  return key === undefined ? title : `${title}  ${keyCaps(key)}`;
}
