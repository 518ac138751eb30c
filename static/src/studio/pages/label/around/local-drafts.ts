// What is only in this browser: changes that wait for the server, and work that it refused.
import { stored } from "../../../storage";
import type { Draft } from "../../../types";
import type { Drafts } from "../drafts";

/** From now on `drafts.local` gives what this browser keeps. */
export function readLocal(drafts: Drafts): void {
  drafts.local = (task) => {
    const waiting = drafts.pending.of(task).map(({ key, path, body }) => {
      const id = Number(/drafts\/(\d+)/.exec(path)?.[1] ?? 0);
      if (id) drafts.known.set(key, { id, updated_at: (body as { readonly based_on?: string }).based_on });
      return asDraft(key, body, id);
    });
    const kept = stored.keys(`${drafts.storageKey}:kept:draft:${task}:`).map((key) => asDraft(key, stored.read(key), 0));
    return [...kept, ...waiting];
  };
}

/** How long a page waits for what was left in this browser to be sent, in milliseconds; then it shows it as it is here. */
const LONGEST = 4_000;

/** Reads what an earlier visit left in this browser, and sends it while that is possible. */
export async function recover(drafts: Drafts): Promise<void> {
  readLocal(drafts);
  await Promise.race([drafts.pending.flush(), new Promise((resolve) => setTimeout(resolve, LONGEST))]);
}

/** What waits under a key "draft:7:x", "submit:x" or "update:5", as a draft. */
function asDraft(key: string, body: unknown, id: number): Draft {
  const { result, annotation, lead_time } = body as Partial<Draft>;
  const name = key.split(":").at(-1) ?? "";
  return { id, annotation: key.startsWith("update") ? Number(name) : (annotation ?? null), key: name, result: result ?? [], lead_time: lead_time ?? null };
}
