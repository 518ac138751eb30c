// One import as the page shows it.
import { ApiError } from "../../api";
import type { ImportAnswer, Preview, ReadOptions, Refusal, ServerJob } from "./import-api";
import type { Mapping } from "./mapping";
import type { Pace } from "./pace";

/** What has no room for more: the project, by the host's limits, or the server's disk. */
export type Full = "project" | "server";

export type JobState =
  /** its first rows are read */
  | { readonly kind: "looking" }
  /** it waits for somebody to say which column is what */
  | { readonly kind: "mapping"; readonly preview: Preview; readonly mapping: Mapping }
  | { readonly kind: "waiting" }
  | { readonly kind: "sending"; readonly sent: number; readonly total: number; readonly pace: Pace }
  /** the server brings it from an address; `total` 0 when the other host does not say */
  | { readonly kind: "fetching"; readonly sent: number; readonly total: number; readonly pace: Pace }
  /** there is no connection; it goes on by itself */
  | { readonly kind: "paused"; readonly sent: number; readonly total: number }
  /** the server reads it; `rows` undefined when another page imports it */
  | { readonly kind: "reading"; readonly rows: number | undefined; readonly part: number; readonly pace: Pace }
  | { readonly kind: "done"; readonly answer: ImportAnswer; readonly undone: boolean; readonly at: number }
  /** `tasks`: how many the other rows would become */
  | { readonly kind: "refused"; readonly count: number; readonly tasks: number; readonly refusals: readonly Refusal[] }
  | { readonly kind: "failed"; readonly reason: string; readonly full: Full | undefined; /** seconds until it is tried again by itself */ readonly again?: number; /** the file itself is the reason: another try is of no use */ readonly file?: true; /** a label config that has a place for the file's labels */ readonly config?: string }
  | { readonly kind: "stopped" }
  /** begun in an earlier visit: the browser cannot open the file by itself */
  | { readonly kind: "interrupted"; readonly received: number; readonly reason?: string };

export interface Job {
  /** of this page */
  readonly id: number;
  readonly name: string;
  /** the content type of its file, empty when nobody knows */
  readonly type: string;
  /** what stands on its tile: "CSV" */
  readonly kind: string;
  readonly size: number;
  /** where the server fetches it */
  readonly address?: string;
  /** its columns are shown before it is imported, whatever they are */
  readonly look?: boolean;
  /** none for one of an earlier visit, or from an address */
  readonly files: readonly File[];
  readonly options: ReadOptions;
  /** what was chosen for its columns, to be changed after a refusal */
  readonly mapping?: Mapping;
  readonly skipRefused: boolean;
  /** the server's id, once its parts are on their way */
  readonly server: string | undefined;
  readonly state: JobState;
}

export const isRunning = ({ state }: Job): boolean => ["sending", "fetching", "paused", "reading", "looking"].includes(state.kind);

/** where in its bar an import is whose file is on the server, before the first row is read */
const SENT = 0.5;

/** How far it is, 0 to 1, from the first byte sent to the last row read; undefined when that is not known. */
export function partOf(job: Job): number | undefined {
  const step = stepOf(job);
  if (step === undefined) return undefined;
  return job.state.kind === "reading" ? SENT + (1 - SENT) * step : SENT * step;
}

/** How far it is with what it does now, sending or reading, 0 to 1; undefined when that is not known. */
export function stepOf({ state }: Job): number | undefined {
  if (state.kind === "fetching") return state.total === 0 ? undefined : state.sent / state.total;
  if (state.kind === "sending" || state.kind === "paused") return state.total === 0 ? 0 : state.sent / state.total;
  return state.kind === "reading" && state.rows !== undefined ? state.part : undefined;
}

/** What a preview looks at: the file, or the server's job when the server has the file. */
export const looksAt = ({ files: [file], server }: Job): File | string | undefined => file ?? server;

/** True when the row that names a table's columns was refused, so that no row under it was read. */
export const isHeading = (refusals: readonly Refusal[]): boolean => refusals[0]?.heading === true;

/** The refused rows that an import has to tell of now, and how many there are in all. */
export function leftOut({ state }: Job): { readonly refusals: readonly Refusal[]; readonly count: number } {
  if (state.kind === "refused") return state;
  if (state.kind === "done" && !state.undone && state.answer.refused_count > 0) return { refusals: state.answer.refusals, count: state.answer.refused_count };
  return { refusals: [], count: 0 };
}

/** what is refused for what it is: sent again, it is refused again */
const OF_THE_FILE = [400, 413, 415, 422];
/** codes of such a status that something else is the reason of: another page, another host, the label config */
const PASSING = ["import-running", "import-offset", "import-incomplete", "address-failed", "address-refused", "label-config", "config-needed"];

const isOfTheFile = ({ status, code = "" }: ApiError): boolean => code === "url-import-off" || (OF_THE_FILE.includes(status) && !PASSING.includes(code));

/** What an error makes of a job. */
export function failure(error: unknown): JobState {
  if (error instanceof DOMException) return { kind: "stopped" };
  if (error instanceof ApiError && error.code === "import-refused") {
    const refusals = (error.body["refusals"] as readonly Refusal[] | undefined) ?? [];
    return { kind: "refused", count: Number(error.body["refused_count"] ?? refusals.length), tasks: Number(error.body["task_count"] ?? 0), refusals };
  }
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ApiError)) return { kind: "failed", reason, full: undefined };
  const full: Full | undefined = error.status === 507 ? "server" : error.code?.startsWith("quota") ? "project" : undefined;
  const config = error.body["proposed_config"];
  return { kind: "failed", reason, full, ...(isOfTheFile(error) ? { file: true as const } : {}), ...(error.retryAfter === undefined ? {} : { again: error.retryAfter }), ...(typeof config === "string" ? { config } : {}) };
}

/** The state of a job whose file the server holds or held. */
export function stateOf(job: ServerJob): JobState {
  const report = job.report;
  if (job.state === "done" && report) return { kind: "done", answer: { ...report, refusals: job.refusals }, undone: job.tasks_gone, at: Date.parse(job.created_at) };
  if (job.state === "refused" && report) return { kind: "refused", count: report.refused_count, tasks: report.task_count, refusals: job.refusals };
  if (job.state === "fetching") return { kind: "fetching", sent: job.received, total: job.size, pace: { speed: undefined, left: undefined } };
  if (job.state === "importing") return { kind: "reading", rows: undefined, part: 0, pace: { speed: undefined, left: undefined } };
  return { kind: "interrupted", received: job.received };
}
