// What the keys do, by the names other hosts know; a host may change them with the `keymap` option.
import { catalogue } from "../../language/catalogue";

export interface KeymapEntry {
  readonly key: string;
  /** on a Mac; without it "ctrl" reads as the command key there */
  readonly mac?: string | undefined;
  readonly description: string;
}

export type Keymap = Readonly<Record<string, KeymapEntry>>;

export const KEYMAP = catalogue("keymap", {
  "annotation:submit": { key: "ctrl+enter", description: "Submit" },
  "annotation:skip": { key: "ctrl+space", mac: "alt+enter", description: "Skip this task" },
  "annotation:undo": { key: "ctrl+z", description: "Undo" },
  "annotation:redo": { key: "ctrl+shift+z", description: "Redo" },
  "region:delete": { key: "backspace", description: "Delete the region" },
  "segment:delete": { key: "delete", description: "Delete the region" },
  "region:delete-all": { key: "ctrl+backspace", description: "Delete all regions" },
  "region:focus": { key: "enter", description: "Answer for this region" },
  "region:relation": { key: "alt+r", description: "Relate to another region" },
  "region:meta": { key: "alt+m", description: "Write a note to the region" },
  "region:visibility": { key: "alt+h", description: "Hide the region" },
  "region:lock": { key: "alt+l", description: "Lock the region" },
  "region:unselect": { key: "u", description: "Unselect" },
  "region:exit": { key: "escape", description: "Unselect, or leave the tool" },
  "region:cycle": { key: "alt+.", description: "Next region" },
  "region:duplicate": { key: "ctrl+d", description: "Duplicate the region" },
  "sheet:open": { key: "shift+/", description: "All hotkeys" },
} as const satisfies Keymap);

export type KeymapName = keyof typeof KEYMAP;

/** The key for a name, after the host's changes, in this system's spelling; "" when the host took it away. */
export function keyFor(name: KeymapName, changes: Readonly<Record<string, Partial<KeymapEntry> | undefined>>, mac: boolean): string {
  const own: KeymapEntry = KEYMAP[name];
  const changed = changes[name];
  const entry = changed?.key === undefined ? { ...own, ...changed } : { mac: undefined, ...changed, key: changed.key };
  return mac ? (entry.mac ?? entry.key.replace(/\bctrl\b/g, "meta")) : entry.key;
}
