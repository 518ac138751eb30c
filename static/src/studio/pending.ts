// Changes that could not be sent: kept in this browser in the order they were made, and sent when the server answers again.
import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import { ApiError, ConnectionLost, online, request, tryAgain, type Method } from "./api";
import { stored } from "./storage";

export interface Change {
  /** one change of each key waits at a time: a newer one takes the place of the older */
  readonly key: string;
  readonly method: Method;
  readonly path: string;
  readonly body: unknown;
  /** the task it belongs to */
  readonly task: number;
}

export interface PendingOptions {
  /** where it is kept; another project has another one */
  readonly storageKey: string;
  /** a change went through */
  readonly onSent?: (change: Change, answer: unknown) => void;
  /** the server refused a change for good; it is no longer in the queue */
  readonly onRefused?: (change: Change, error: ApiError) => void;
}

export interface Pending {
  readonly count: ReadonlySignal<number>;
  /** Puts a change at the end (or in the place of the one with its key) and keeps it in the browser. */
  add(change: Change): void;
  /** The waiting changes of one task. */
  of(task: number): readonly Change[];
  has(key: string): boolean;
  /** Forgets a change, for instance a draft whose annotation is now submitted. */
  drop(key: string): void;
  /** Tries to send all of it, in order; stops at the first that gets no answer. Resolves to how many went. */
  flush(): Promise<number>;
  stop(): void;
}

/** Opens the queue of a project: what waited there from an earlier visit is sent first. */
export function openPending(options: PendingOptions): Pending {
  const changes = signal<readonly Change[]>(stored.read<Change[]>(options.storageKey) ?? []);
  let running: Promise<number> | undefined;

  const replace = (next: readonly Change[]): void => {
    changes.value = next;
    if (next.length === 0) stored.remove(options.storageKey);
    else stored.write(options.storageKey, next);
  };
  const remove = (change: Change): void => replace(changes.value.filter((one) => one !== change));

  const sendAll = async (): Promise<number> => {
    let sent = 0;
    for (let change = changes.value[0]; change; change = changes.value[0]) {
      try {
        const answer = await request(change.method, change.path, { body: change.body, repeatable: true });
        remove(change);
        sent += 1;
        options.onSent?.(change, answer);
      } catch (error) {
        if (passes(error)) return sent;
        if (!(error instanceof ApiError)) throw error;
        remove(change);
        options.onRefused?.(change, error);
      }
    }
    return sent;
  };
  const flush = (): Promise<number> => {
    running ??= sendAll().finally(() => {
      running = undefined;
    });
    return running;
  };
  const stop = effect(() => {
    if (tryAgain.value >= 0 && online.value) void untracked(flush);
  });

  return {
    count: computed(() => changes.value.length),
    add(change) {
      const at = changes.value.findIndex((one) => one.key === change.key);
      replace(at < 0 ? [...changes.value, change] : changes.value.with(at, change));
    },
    has: (key) => changes.value.some((change) => change.key === key),
    of: (task) => changes.value.filter((change) => change.task === task),
    drop: (key) => replace(changes.value.filter((change) => change.key !== key)),
    flush,
    stop,
  };
}

/** Refusals that end when the host changes its mind, or when the person deletes something. */
const PASSING = /^(other-|frozen|closed|too-many-s|quota-)/;

/** True for what waiting cures, or somebody else: the change stays in this browser and is sent later. */
export const passes = (error: unknown): boolean =>
  error instanceof ConnectionLost ||
  (error instanceof ApiError && (error.status === 429 || error.status >= 500 || error.status === 401 || PASSING.test(error.code ?? "")));
