// The calls of the host's console and the shapes of their answers. Whatever a visitor wrote arrives here as a string
// and leaves only as text: see Foreign.tsx.
import type { Values } from "../../components/charts/geometry";
import { ask } from "./ask";

export type Mode = "open" | "closed" | "maintenance";

export interface RefusalCount {
  readonly code: string;
  readonly count: number;
}

export interface SlowRequest {
  /** ISO 8601 */
  readonly at: string;
  readonly method: string;
  /** the route's, with names for its parts */
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  /** the short name of the session in the log; "" without one */
  readonly session: string;
}

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** a soft check that fails does not make the studio unhealthy */
  readonly soft: boolean;
  readonly detail: string;
}

export interface ModeState {
  readonly mode: Mode;
  /** shown to who is turned away; "" for our own sentence */
  readonly message: string;
  /** above every page; "" for none */
  readonly banner: string;
}

export interface Overview extends ModeState {
  readonly version: string;
  readonly started_at: string;
  readonly workers: number;
  readonly sessions: {
    readonly live: number;
    readonly active_last_hour: number;
    readonly created_last_day: number;
    readonly frozen: number;
    /** 0: no limit */
    readonly limit: number;
  };
  /** bytes; null where the system does not tell */
  readonly disk: { readonly free: number | null; readonly total: number | null; readonly floor: number; readonly used_by_sessions: number | null };
  /** since the server began */
  readonly refusals: readonly RefusalCount[];
  /** `total` since the server began, the rest over the last minute */
  readonly requests: { readonly total: number; readonly per_second: number; readonly p50_ms: number | null; readonly p99_ms: number | null };
  readonly slow: readonly SlowRequest[];
  readonly checks: readonly Check[];
}

export const SERIES = ["sessions", "active", "created", "requests", "p99_ms", "refusals", "disk_free"] as const;
export type SeriesName = (typeof SERIES)[number];
/** One value a step; null where nothing was noted. */
export type { Values };

export interface History {
  readonly step_seconds: number;
  /** ISO 8601: the moment of the first value */
  readonly start: string;
  readonly series: Readonly<Record<SeriesName, Values>>;
}

export type SessionState = "live" | "frozen" | "removed";

export interface HostSession {
  /** 32 hexadecimal digits */
  readonly id: string;
  readonly title: string;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly expires_at: string | null;
  readonly expires_because: "idle" | "age" | null;
  readonly frozen: boolean;
  readonly state: SessionState;
  /** why it was removed; null while it lives */
  readonly because: string | null;
  readonly bytes: number;
  readonly uploads: number;
  readonly task_number: number;
  readonly finished_task_number: number;
  readonly total_annotations_number: number;
  readonly has_resume_code: boolean;
}

export const SORTS = ["last_seen", "created", "bytes", "tasks", "progress", "title"] as const;
export type Sort = (typeof SORTS)[number];

export interface SessionQuery {
  readonly search: string;
  readonly state: "" | SessionState;
  readonly sort: Sort;
  readonly order: "asc" | "desc";
  readonly page: number;
  readonly page_size: number;
}

export interface SessionPage {
  readonly total: number;
  readonly sessions: readonly HostSession[];
}

export interface TaskLine {
  readonly id: number;
  /** JSON text, cut at 2000 characters */
  readonly data: string;
  readonly annotations: number;
  readonly skipped: boolean;
  readonly updated_at: string | null;
}

export interface TaskPage {
  readonly total: number;
  readonly tasks: readonly TaskLine[];
}

export interface HostTask {
  readonly id: number;
  readonly data: unknown;
  readonly annotations: readonly unknown[];
  readonly predictions: readonly unknown[];
}

/** What was deleted with a session. */
export interface Deleted {
  readonly tasks: number;
  readonly annotations: number;
  readonly uploads: number;
  readonly bytes: number;
}

const of = (id: string): string => `/api/host/sessions/${encodeURIComponent(id)}`;

export const host = {
  signedIn: (): Promise<{ readonly signed_in: boolean }> => ask("GET", "/api/host/sign-in"),
  signIn: (key: string): Promise<void> => ask("POST", "/api/host/sign-in", { body: { key } }),
  signOut: (): Promise<void> => ask("DELETE", "/api/host/sign-in"),
  overview: (signal?: AbortSignal): Promise<Overview> => ask("GET", "/api/host/overview", { signal }),
  setMode: (change: Partial<ModeState>): Promise<ModeState> => ask("PATCH", "/api/host/mode", { body: change }),
  history: (hours: number, signal?: AbortSignal): Promise<History> => ask("GET", "/api/host/history", { query: { hours }, signal }),
  sessions: (query: SessionQuery, signal?: AbortSignal): Promise<SessionPage> =>
    ask("GET", "/api/host/sessions", { query: { ...query, search: query.search || undefined, state: query.state || undefined }, signal }),
  session: (id: string, signal?: AbortSignal): Promise<HostSession> => ask("GET", of(id), { signal }),
  tasks: (id: string, page: number, size: number, signal?: AbortSignal): Promise<TaskPage> =>
    ask("GET", `${of(id)}/tasks`, { query: { page, page_size: size }, signal }),
  task: (id: string, task: number, signal?: AbortSignal): Promise<HostTask> => ask("GET", `${of(id)}/tasks/${task}`, { signal }),
  extend: (id: string, days: number): Promise<HostSession> => ask("POST", `${of(id)}/extend`, { body: { days } }),
  freeze: (id: string): Promise<HostSession> => ask("POST", `${of(id)}/freeze`),
  unfreeze: (id: string): Promise<HostSession> => ask("POST", `${of(id)}/unfreeze`),
  resumeCode: (id: string): Promise<{ readonly code: string }> => ask("POST", `${of(id)}/resume-code`),
  remove: (id: string): Promise<Deleted> => ask("DELETE", of(id)),
  /** the path of the zip, for a link of ours */
  downloadPath: (id: string): string => `${of(id)}/download`,
};
