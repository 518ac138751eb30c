// The imports of this visit: one after the other, each with its progress and its report.
import { signal } from "@preact/signals-core";
import { ApiError } from "../../api";
import { importing } from "../../strings/import";
import { upload, type Upload } from "../../upload";

export interface Refusal {
  /** from 1; absent where the whole file is meant */
  readonly line?: number | null;
  readonly reason: string;
  readonly source?: string | null;
}

export interface ImportAnswer {
  readonly task_count: number;
  readonly annotation_count: number;
  readonly prediction_count: number;
  readonly duration: number;
  readonly refused_count: number;
  readonly refusals: readonly Refusal[];
}

/** What has no room for more: the project, by the host's limits, or the server's disk. */
export type Full = "project" | "server";

export interface Job {
  readonly id: number;
  readonly name: string;
  /** what stands on its tile: "CSV" */
  readonly kind: string;
  readonly files: readonly File[];
  readonly format: string | undefined;
  readonly skipRefused: boolean;
  readonly state:
    | { readonly kind: "waiting" }
    | { readonly kind: "sending"; readonly sent: number; readonly total: number }
    | { readonly kind: "done"; readonly answer: ImportAnswer }
    | { readonly kind: "refused"; readonly count: number; readonly refusals: readonly Refusal[] }
    | { readonly kind: "failed"; readonly reason: string; readonly full: Full | undefined; /** seconds until it is tried again by itself */ readonly again?: number }
    | { readonly kind: "stopped" };
}

const TABLE = /\.(json|jsonl|ndjson|csv|tsv|txt)$/i;
/** bytes and files of one request of pictures */
const BATCH_BYTES = 32 * 1024 * 1024;
const BATCH_FILES = 50;

/** Files as they are imported: each list of tasks for itself, pictures and other media in batches. */
export function batches(files: readonly File[]): readonly (readonly File[])[] {
  const found: File[][] = [];
  let media: File[] = [];
  let size = 0;
  for (const file of files) {
    if (TABLE.test(file.name)) found.push([file]);
    else {
      if (media.length > 0 && (size + file.size > BATCH_BYTES || media.length >= BATCH_FILES)) {
        found.push(media);
        media = [];
        size = 0;
      }
      media.push(file);
      size += file.size;
    }
  }
  if (media.length > 0) found.push(media);
  return found;
}

/** "CSV" for letters.csv, at most four letters. */
export const kindOf = (name: string): string => (/\.(\w{1,4})\w*$/.exec(name)?.[1] ?? "file").toUpperCase();

/** What a pasted text most likely is; undefined leaves it to the server. */
export function pastedName(text: string): string {
  const start = text.trimStart();
  if (start.startsWith("[") || start.startsWith("{")) return `${importing.pastedName}.json`;
  const [header = "", row = ""] = text.split("\n");
  if (header.includes("\t") && row.split("\t").length === header.split("\t").length) return `${importing.pastedName}.tsv`;
  return `${importing.pastedName}.txt`;
}

export class ImportJobs {
  readonly list = signal<readonly Job[]>([]);
  private running: Upload<ImportAnswer> | undefined;
  private last = 0;

  /** `limit` is the largest request in bytes; `onImported` is called after each import that brought something. */
  constructor(
    private readonly limit: number | undefined,
    private readonly onImported: () => void,
  ) {}

  /** Puts files at the end of the queue. */
  add(files: readonly File[], format?: string): void {
    const jobs = batches(files).map((batch) => this.job(batch, format));
    this.list.value = [...this.list.value, ...jobs];
    void this.run();
  }

  /** Sends a refused import again, without the rows that cannot be read. */
  importRest(job: Job): void {
    this.change(job.id, { skipRefused: true, state: { kind: "waiting" } });
    void this.run();
  }

  again(job: Job): void {
    this.change(job.id, { state: { kind: "waiting" } });
    void this.run();
  }

  /** Stops a running import, or takes a waiting or finished one off the list. */
  stop(job: Job): void {
    if (job.state.kind === "sending") this.running?.stop();
    else this.list.value = this.list.value.filter((one) => one.id !== job.id);
  }

  private job(files: readonly File[], format: string | undefined): Job {
    this.last += 1;
    const first = files[0]?.name ?? "";
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const reason = this.limit !== undefined && size > this.limit ? importing.tooLarge(this.limit) : size === 0 ? importing.emptyFile : undefined;
    return {
      id: this.last,
      name: files.length > 1 ? `${first} … ${importing.pictures(files.length)}` : first,
      kind: kindOf(first),
      files,
      format,
      skipRefused: false,
      state: reason === undefined ? { kind: "waiting" } : { kind: "failed", reason, full: undefined },
    };
  }

  private change(id: number, part: Partial<Job>): void {
    this.list.value = this.list.value.map((job) => (job.id === id ? { ...job, ...part } : job));
  }

  private async run(): Promise<void> {
    if (this.running) return;
    for (let job = this.nextWaiting(); job; job = this.nextWaiting()) await this.send(job);
  }

  private nextWaiting(): Job | undefined {
    return this.list.value.find((job) => job.state.kind === "waiting");
  }

  private async send(job: Job): Promise<void> {
    const { id } = job;
    const total = job.files.reduce((sum, file) => sum + file.size, 0);
    this.change(id, { state: { kind: "sending", sent: 0, total } });
    this.running = upload<ImportAnswer>("/api/projects/1/import", job.files, {
      query: { format: job.format, skip_refused: job.skipRefused || undefined },
      onProgress: (sent, all) => this.change(id, { state: { kind: "sending", sent, total: all } }),
    });
    try {
      const answer = await this.running.done;
      this.change(id, { state: { kind: "done", answer } });
      this.onImported();
    } catch (error) {
      this.change(id, { state: failure(error) });
    } finally {
      this.running = undefined;
    }
  }
}

function failure(error: unknown): Job["state"] {
  if (error instanceof DOMException) return { kind: "stopped" };
  if (error instanceof ApiError && error.code === "import-refused") {
    const refusals = (error.body["refusals"] as readonly Refusal[] | undefined) ?? [];
    return { kind: "refused", count: Number(error.body["refused_count"] ?? refusals.length), refusals };
  }
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ApiError)) return { kind: "failed", reason, full: undefined };
  const full: Full | undefined = error.status === 507 ? "server" : error.code?.startsWith("quota") ? "project" : undefined;
  return { kind: "failed", reason, full, ...(error.retryAfter === undefined ? {} : { again: error.retryAfter }) };
}
