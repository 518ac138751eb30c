// The hotkeys that work now: those of the page that is open, then those of the frame.
import { pageOffers, type Hotkey } from "../commands";
import { hotkeys as words } from "../strings/hotkeys";

export interface HotkeyGroup {
  readonly title: string;
  readonly rows: readonly Pick<Hotkey, "title" | "keys">[];
}

/** The groups of the sheet in their order, with one row for each title, whatever the number of its keys. */
export function hotkeyGroups(): readonly HotkeyGroup[] {
  const groups = new Map<string, Map<string, Set<string>>>();
  for (const { title, keys, group = words.here } of [...ofPage(), ...ofFrame()]) {
    if (keys.includes("shift+/")) continue; // the editor's way to this sheet, which is the frame's too
    const rows = groups.get(group) ?? new Map<string, Set<string>>();
    groups.set(group, rows.set(title, new Set([...(rows.get(title) ?? []), ...keys])));
  }
  return [...groups].map(([title, rows]) => ({ title, rows: [...rows].map(([name, keys]) => ({ title: name, keys: [...keys] })) }));
}

const ofPage = (): readonly Hotkey[] =>
  pageOffers().flatMap(({ commands, hotkeys }) => hotkeys ?? commands.flatMap(({ title, keys }) => (keys?.length ? [{ title, keys }] : [])));

const ofFrame = (): readonly Hotkey[] => [
  { title: words.palette, group: words.everywhere, keys: ["ctrl+k"] },
  { title: words.sheet, group: words.everywhere, keys: ["?"] },
  { title: words.next, group: words.everywhere, keys: ["tab"] },
  { title: words.close, group: words.everywhere, keys: ["escape"] },
];
