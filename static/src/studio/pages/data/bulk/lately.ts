// Bulk actions that the server can still undo, the newest first; kept in this browser for each project.
import { signal } from "@preact/signals-core";
import { storageKey } from "../../../shared/storage-key";
import { stored } from "../../../storage";

export interface Undoable {
  readonly id: string;
  /** a sentence that says what was done */
  readonly detail: string;
  /** until when the server keeps what it needs, ISO 8601 */
  readonly until: string;
}

const MOST = 10;

export const lately = signal<readonly Undoable[]>([]);

const key = (): string => `${storageKey()}:lately`;
const still = (one: Undoable): boolean => Date.parse(one.until) > Date.now();

/** Reads what an earlier visit left. */
export function recall(): void {
  lately.value = (stored.read<Undoable[]>(key()) ?? []).filter(still);
}

export function remember(one: Undoable): void {
  keep([one, ...lately.value.filter(still)].slice(0, MOST));
}

export function forget(id: string): void {
  keep(lately.value.filter((one) => one.id !== id && still(one)));
}

function keep(next: readonly Undoable[]): void {
  lately.value = next;
  if (next.length === 0) stored.remove(key());
  else stored.write(key(), next);
}
