// What was used last in this browser, the newest first.
import { stored } from "../storage";
import type { Entry } from "./entries";

const KEY = "recent-commands";
const KEPT = 12;
const SHOWN = 4;

const ids = (): readonly string[] => stored.read<readonly string[]>(KEY) ?? [];

/** Notes that an entry was run. */
export function noteUsed({ id }: Entry): void {
  if (id !== "task") stored.write(KEY, [id, ...ids().filter((other) => other !== id)].slice(0, KEPT));
}

/** Those of the entries that were used last, at most four. */
export function recent(all: readonly Entry[]): readonly Entry[] {
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  return ids().flatMap((id) => byId.get(id) ?? []).slice(0, SHOWN);
}
