// What the editor does now, for the command palette and the sheet of hotkeys.
import type { Offer } from "../../commands";
import type { EditorInstance } from "../../shared/editor";

/** The editor's commands and hotkeys; none before it is there. */
export function offerOf(instance: EditorInstance | undefined): Offer {
  const { commands, hotkeys } = instance?.offered ?? { commands: [], hotkeys: [] };
  return {
    commands: commands.map(({ name, title, key, run }) => ({ id: name, title, keys: key === undefined ? [] : [key], run })),
    hotkeys: hotkeys.map(({ title, key, group }) => ({ title, keys: [key], group })),
  };
}
