// What the host does with one session. Each ends with a sentence and a refresh of what is shown.
import { signal } from "@preact/signals-core";
import { bytes } from "../../format";
import { hostSessions as words } from "../../strings/host-sessions";
import { toast, toastError } from "../../toasts";
import { oneLine } from "./foreign";
import { host, type Deleted, type HostSession } from "./host-api";
import { moment } from "./times";
import { somethingChanged } from "./use-poll";

export type DialogKind = "extend" | "resume" | "remove";

/** The dialog that is open; undefined for none. */
export const dialog = signal<{ readonly kind: DialogKind; readonly session: HostSession } | undefined>(undefined);
/** What was deleted last, told until it is closed or the next one is. */
export const deletedNote = signal("");

/** Opens a dialog about a session. */
export function openDialog(kind: DialogKind, session: HostSession): void {
  dialog.value = { kind, session };
}

export function closeDialog(): void {
  dialog.value = undefined;
}

/** How a session is called in a sentence: its name, or the beginning of its id. */
export const nameOf = ({ title, id }: HostSession): string => oneLine(title, 60).trim() || id.slice(0, 8);

/** Freezes or unfreezes; the answer offers the way back. */
export async function setFrozen(session: HostSession, frozen: boolean): Promise<void> {
  try {
    const changed = await (frozen ? host.freeze(session.id) : host.unfreeze(session.id));
    toast(frozen ? words.frozen : words.unfrozen, { action: { title: words.undo, run: () => void setFrozen(changed, !frozen) } });
    somethingChanged();
  } catch (error) {
    toastError(error);
  }
}

/** Keeps a session at least so many days from now. */
export async function extend(session: HostSession, days: number): Promise<void> {
  try {
    const { expires_at: end } = await host.extend(session.id, days);
    toast(end === null ? words.extend.doneForEver : words.extend.done(moment(end, new Date())));
    somethingChanged();
  } catch (error) {
    toastError(error);
  }
}

/** Deletes a session and says what went with it. Resolves to true when it is gone. */
export async function remove(session: HostSession): Promise<boolean> {
  try {
    const deleted = await host.remove(session.id);
    deletedNote.value = words.remove.done(nameOf(session), deletedParts(deleted));
    somethingChanged();
    return true;
  } catch (error) {
    toastError(error);
    return false;
  }
}

/** What was deleted, in words; what there was none of is left out. */
export const deletedParts = ({ tasks, annotations, uploads, bytes: size }: Deleted): readonly string[] => [
  ...(tasks ? [words.remove.tasks(tasks)] : []),
  ...(annotations ? [words.remove.annotations(annotations)] : []),
  ...(uploads ? [words.remove.uploads(uploads)] : []),
  ...(size ? [bytes(size)] : []),
];
