// What the server says about files on their way in, and the calls that the page makes.
import { api } from "../../api";
import { postForLines, sendBytes, type Upload } from "../../upload";

const JOBS = "/api/projects/1/import/jobs";
/** bytes of a file's beginning that are compared before it is gone on with, and that a preview looks at */
export const HEAD = 1024 * 1024;
export const PREVIEWED = 256 * 1024;

export interface Refusal {
  /** from 1; absent where the whole file is meant */
  readonly line?: number | null;
  readonly reason: string;
  readonly source?: string | null;
  /** what stands there, its beginning */
  readonly content?: string;
  /** it is the heading of a table, without which no row can be read */
  readonly heading?: boolean;
}

/** Where a column goes: a key of the data, or one of the others; null leaves it out. */
export type Target =
  | string
  | null
  | { readonly meta: string }
  | { readonly prediction: string; readonly model_version?: string }
  | { readonly annotation: string };
export type Columns = Readonly<Record<string, Target>>;

export interface ReadOptions {
  readonly format?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly header?: boolean;
  readonly encoding?: string;
  readonly columns?: Columns;
}

export interface ColumnPreview {
  readonly name: string;
  readonly samples: readonly string[];
}

export interface TaskPreview {
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly predictions: readonly { readonly result: readonly unknown[]; readonly model_version: string }[];
  readonly annotations: readonly { readonly result: readonly unknown[] }[];
}

export interface Preview {
  readonly format: string;
  readonly encoding: string;
  readonly delimiter: string;
  /** empty for what is no table */
  readonly quote: string;
  readonly header: boolean;
  readonly columns: readonly ColumnPreview[];
  readonly column_count: number;
  readonly tasks: readonly TaskPreview[];
  readonly refusals: readonly Refusal[];
  /** data key -> tag that shows it */
  readonly reads: Readonly<Record<string, string>>;
  /** control that a column can answer -> tag */
  readonly controls: Readonly<Record<string, string>>;
}

export interface JobReport {
  readonly task_count: number;
  readonly annotation_count: number;
  readonly prediction_count: number;
  readonly refused_count: number;
  /** seconds */
  readonly duration: number;
}

export interface ServerJob {
  readonly id: string;
  readonly name: string;
  readonly content_type: string;
  readonly size: number;
  readonly received: number;
  readonly state: "fetching" | "receiving" | "importing" | "refused" | "done";
  readonly created_at: string;
  readonly kept_until: string;
  readonly report: JobReport | null;
  /** it was done, and none of its tasks is there any more */
  readonly tasks_gone: boolean;
  readonly refusals: readonly Refusal[];
}

export interface Undone {
  readonly deleted: number;
  /** brings the tasks back */
  readonly undo: string | null;
}

export interface Reading {
  readonly rows: number;
  readonly refused: number;
  readonly bytes_read: number;
  readonly size: number;
}

/** How much of a file is here that the server fetches. */
export interface Fetching {
  readonly id: string;
  readonly name: string;
  readonly received: number;
  /** 0 when the other host does not say */
  readonly size: number;
}

export interface ImportAnswer {
  readonly task_count: number;
  readonly annotation_count: number;
  readonly prediction_count: number;
  readonly duration: number;
  readonly refused_count: number;
  readonly refusals: readonly Refusal[];
}

export const importApi = {
  jobs: (): Promise<readonly ServerJob[]> => api.get<readonly ServerJob[]>(JOBS),
  job: (id: string): Promise<ServerJob> => api.get<ServerJob>(`${JOBS}/${id}`),
  begin: (file: File): Promise<ServerJob> => api.post<ServerJob>(JOBS, { name: file.name, size: file.size, content_type: file.type }),
  /** Has the server fetch a file; `onLine` hears how far it is, then of the job that it is ready to import. */
  fetch: (url: string, onLine: (line: Readonly<Record<string, unknown>>) => void, signal: AbortSignal): Promise<void> =>
    postForLines("/api/projects/1/import/address", { url }, onLine, signal),
  remove: (id: string): Promise<void> => api.delete<void>(`${JOBS}/${id}`, { repeatable: true }),
  refusedRows: (id: string, form: "csv" | "json"): string => `${JOBS}/${id}/refused?form=${form}`,
  undo: (id: string, force: boolean): Promise<Undone> => api.post<Undone>(`${JOBS}/${id}/undo`, { force }),
  /** Brings back what an undone import had brought. */
  redo: (undo: string): Promise<unknown> => api.post<unknown>("/api/dm/actions/", { undo }, { query: { id: "undo", project: 1 } }),

  part: (id: string, offset: number, bytes: Blob, onProgress: (sent: number) => void): Upload<ServerJob> =>
    sendBytes<ServerJob>("PUT", `${JOBS}/${id}`, bytes, { query: { offset }, onProgress }),

  /** Whether a file is the one that a job was begun with; rejects with ApiError `import-other-file` when it is not. */
  resume: (id: string, file: File): Promise<ServerJob> =>
    sendBytes<ServerJob>("POST", `${JOBS}/${id}/resume`, file.slice(0, HEAD), { query: { name: file.name, size: file.size } }).done,

  /** Looks at a file's beginning; of one that only the server has, by the id of its job. */
  preview: (file: File | string, options: ReadOptions): Promise<Preview> =>
    sendBytes<Preview>("POST", "/api/projects/1/import/preview", typeof file === "string" ? new Blob() : file.slice(0, PREVIEWED), {
      query: {
        ...(typeof file === "string" ? { job: file } : { name: file.name, whole: file.size <= PREVIEWED }),
        format: options.format,
        delimiter: options.delimiter === "\t" ? "tab" : options.delimiter,
        quote: options.quote,
        header: options.header,
        encoding: options.encoding,
        columns: options.columns && JSON.stringify(options.columns),
      },
    }).done,

  commit: (id: string, options: ReadOptions & { readonly skip_refused?: boolean }, onLine: (line: Readonly<Record<string, unknown>>) => void, signal: AbortSignal): Promise<void> =>
    postForLines(`${JOBS}/${id}/commit`, options, onLine, signal),
};
