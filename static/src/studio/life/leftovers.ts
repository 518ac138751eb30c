// What of a project is only in this browser: changes that wait to be sent, and drafts that the server refused.
import type { Change } from "../pending";
import { stored } from "../storage";

/** One piece of work that the server does not have. */
export interface Leftover {
  readonly task: number;
  /** the annotation that it changes; null for new work */
  readonly annotation: number | null;
  /** it was submitted, and not only begun */
  readonly submitted: boolean;
  readonly skipped: boolean;
  readonly lead_time: number | null;
  readonly result: unknown;
}

interface Body {
  readonly result?: unknown;
  readonly annotation?: number | null;
  readonly lead_time?: number | null;
  readonly was_cancelled?: boolean;
}

const PENDING = ":pending";
const KEPT = ":kept:draft:";

/** What is kept below a project's storage key (`storageKey()`), submitted work first. */
export function leftoversOf(key: string): readonly Leftover[] {
  const changes = (stored.read<readonly Change[]>(key + PENDING) ?? []).map((change) => {
    const annotation = change.method === "PATCH" ? Number(/annotations\/(\d+)/.exec(change.path)?.[1] ?? 0) || null : null;
    return leftover(change.task, change.body as Body, !change.key.startsWith("draft:"), annotation);
  });
  const drafts = stored.keys(key + KEPT).map((place) => leftover(Number(place.slice((key + KEPT).length).split(":")[0]), stored.read<Body>(place) ?? {}, false, null));
  return [...changes, ...drafts].sort((one, other) => Number(other.submitted) - Number(one.submitted) || one.task - other.task);
}

function leftover(task: number, body: Body, submitted: boolean, annotation: number | null): Leftover {
  return {
    task,
    annotation: body.annotation ?? annotation,
    submitted,
    skipped: body.was_cancelled ?? false,
    lead_time: body.lead_time ?? null,
    result: body.result ?? [],
  };
}

/** Forgets it. */
export function forget(key: string): void {
  for (const place of stored.keys(`${key}:`)) stored.remove(place);
}

/** Storage keys below `root` that hold work of projects which are not among `known` (their storage keys). */
export function strayKeys(root: string, known: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const place of stored.keys(`${root}:`)) {
    const end = place.endsWith(PENDING) ? place.length - PENDING.length : place.indexOf(KEPT);
    if (end > 0) found.add(place.slice(0, end));
  }
  return [...found].filter((key) => !known.includes(key));
}

/** Hands a document over as a file. */
export function saveFile(name: string, content: unknown): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
