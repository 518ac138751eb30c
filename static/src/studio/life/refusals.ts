// What the host refuses, in words: a title, what still works, and when it changes.
import type { ApiError } from "../api";
import { disk, key, pause, snow } from "../icons/pages";
import { lock, offline } from "../icons/shell";
import type { Amounts } from "../session";
import { refusals as words } from "../strings/life";

export interface RefusalWords {
  readonly title: string;
  readonly detail: string;
  readonly icon: string;
  /** seconds after which the page tries again by itself; undefined: only on request */
  readonly wait?: number;
  /** the next try is told */
  readonly counted: boolean;
  /** it is about what the project holds */
  readonly space?: boolean;
}

export interface RefusalContext {
  readonly usage?: Amounts | null | undefined;
  readonly limits?: Amounts | undefined;
}

/** Seconds between tries where the server names none. */
const SELDOM = 120;
const FROZEN = 60;
/** A project that holds this part of what it may is full. */
const NEARLY = 0.9;

/** The words of a refusal; what has none of its own keeps the server's sentence. */
export function refusalWords(error: ApiError, context: RefusalContext = {}): RefusalWords {
  const { usage, limits } = context;
  const after = error.retryAfter;
  switch (error.code) {
    case "too-many-creations":
      return { title: words.creations, detail: words.creationsDetail(after ?? SELDOM), icon: pause, wait: after ?? SELDOM, counted: true };
    case "rate":
      return { title: words.rate, detail: words.rateDetail(after ?? 5), icon: pause, wait: after ?? 5, counted: true };
    case "too-many-sessions":
      return { title: words.sessions, detail: words.sessionsDetail, icon: pause, wait: SELDOM, counted: true };
    case "closed":
      return { title: words.closed, detail: error.message, icon: lock, counted: false };
    case "maintenance":
      return { title: words.maintenance, detail: `${error.message} ${words.tries}`, icon: pause, wait: Math.min(after ?? 30, 30), counted: true };
    case "disk-floor":
    case "disk-full":
      return { title: words.disk, detail: words.diskDetail, icon: disk, wait: SELDOM, counted: true };
    case "quota-bytes": {
      const known = usage && limits && limits.bytes > 0;
      // with room left, it is what was sent that was too large
      if (known && usage.bytes < limits.bytes * NEARLY) return { title: words.tooLarge, detail: words.tooLargeDetail(usage.bytes, limits.bytes), icon: disk, wait: FROZEN, counted: false, space: true };
      return { title: words.full, detail: known ? words.fullDetail(usage.bytes, limits.bytes) : words.fullPlain, icon: disk, wait: FROZEN, counted: false, space: true };
    }
    case "quota-tasks":
      return { title: words.tasks, detail: limits && limits.tasks > 0 ? words.tasksDetail(limits.tasks) : error.message, icon: disk, counted: false, space: true };
    case "quota-uploads":
      return { title: words.uploads, detail: limits && limits.uploads > 0 ? words.uploadsDetail(limits.uploads) : error.message, icon: disk, counted: false, space: true };
    case "frozen":
      return { title: words.frozen, detail: words.frozenDetail, icon: snow, wait: FROZEN, counted: false };
    case "other-project":
      return { title: words.other, detail: words.otherDetail, icon: lock, counted: false };
    case "session-needed":
      return { title: words.cookies, detail: words.cookiesDetail, icon: key, counted: false };
    default:
      return { title: error.message, detail: "", icon: offline, ...(after === undefined ? {} : { wait: after }), counted: after !== undefined };
  }
}
