// One file on its way: in parts, going on where it stopped when the connection comes back, then read by the server.
import { ApiError, ConnectionLost, online, sentence } from "../../api";
import type { Upload } from "../../upload";
import { importApi, type Fetching, type Reading, type ReadOptions, type ServerJob } from "./import-api";
import { Pacer, type Pace } from "./pace";

const SMALLEST_PART = 256 * 1024;
const LARGEST_PART = 8 * 1024 * 1024;
/** a part takes about so long, in seconds: what a lost connection costs at most */
const PART_SECONDS = 2;
const POLL = 700;
/** tries in a row that may fail before it is given up */
const TRIES = 5;

export interface SenderEvents {
  /** the server knows the file by this id now */
  onBegun(id: string): void;
  onSent(sent: number, pace: Pace): void;
  /** the server brings it from an address */
  onFetched(found: Pick<Fetching, "name" | "received" | "size">, pace: Pace): void;
  /** there is no connection (true), or it is back */
  onPaused(paused: boolean, sent: number): void;
  /** undefined while another process reads it */
  onReading(reading: Reading | undefined, pace: Pace): void;
}

/** Brings a file and has it imported; resolves with what became of it: done, or refused. Rejects with ApiError or AbortError. */
export class Sender {
  private readonly abort = new AbortController();
  private current: Upload<ServerJob> | undefined;
  private sent = 0;
  private failures = 0;

  constructor(
    /** the file, or the address where the server fetches it; neither for one of which the server has all */
    private readonly source: File | string | undefined,
    private id: string | undefined,
    private readonly options: ReadOptions & { readonly skip_refused?: boolean },
    private readonly events: SenderEvents,
  ) {}

  /** The server's id, undefined when nothing is there. */
  get server(): string | undefined {
    return this.id;
  }

  /** Stops it here and on the server, where nothing is left of it. */
  async stop(): Promise<void> {
    this.abort.abort();
    this.current?.stop();
    if (this.id !== undefined) await importApi.remove(this.id).catch(forgiveGone);
  }

  /** Sees to it that the server has the whole file. */
  async deliver(): Promise<ServerJob> {
    const { id, source } = this;
    const job = await (id !== undefined ? this.persist(() => importApi.job(id)) : typeof source === "string" ? this.persist(() => this.fetch(source), () => this.fetchAgain(source)) : this.persist(() => this.begin(), () => this.beginAgain()));
    return this.bring(await this.arrival(job));
  }

  async run(): Promise<ServerJob> {
    let job = await this.deliver();
    // one that was refused is tried again, in the way that the person chose meanwhile
    if (job.state !== "done") do job = await this.import(job);
      while (job.state === "receiving" || job.state === "importing");
    // once more from the beginning, as the last line of an answer may not have come
    return importApi.job(job.id);
  }

  private async begin(): Promise<ServerJob> {
    return this.take(await importApi.begin(this.file));
  }

  private get file(): File {
    if (!(this.source instanceof File)) throw new Error("an import in parts needs its file");
    return this.source;
  }

  /** Has the server bring the file, and tells how far that is. */
  private async fetch(address: string): Promise<ServerJob> {
    const pacer = new Pacer();
    let found: ServerJob | undefined;
    await importApi.fetch(address, (line) => {
      const progress = line["progress"] as Fetching | undefined;
      if (progress) {
        if (this.id === undefined) this.events.onBegun((this.id = progress.id));
        this.events.onFetched(progress, pacer.note(progress.received, progress.size));
      }
      const error = line["error"] as { detail: string; status_code: number; code?: string } | undefined;
      if (error) {
        this.id = undefined; // nothing of it is left there
        throw new ApiError(error.status_code, sentence(error.status_code, { ...error }), { ...error });
      }
      found = line["job"] as ServerJob | undefined;
    }, this.abort.signal);
    if (!found) throw new ConnectionLost();
    return found;
  }

  /** The connection was lost on the way; the server goes on all the same. */
  private fetchAgain(address: string): Promise<ServerJob> {
    return this.id === undefined ? this.fetch(address) : importApi.job(this.id);
  }

  /** Waits for a file that the server still fetches. */
  private async arrival(begun: ServerJob): Promise<ServerJob> {
    let job = begun;
    const pacer = new Pacer();
    while (job.state === "fetching") {
      this.events.onFetched(job, pacer.note(job.received, job.size));
      await pause(POLL, this.abort.signal);
      job = await this.persist(() => importApi.job(job.id));
    }
    if (begun.name !== job.name || begun.state === "fetching") this.events.onFetched(job, pacer.note(job.received, job.size));
    return job;
  }

  /** The answer to the beginning was lost: perhaps the server knows the file all the same. */
  private async beginAgain(): Promise<ServerJob> {
    const begun = (await importApi.jobs()).find((job) => job.state === "receiving" && job.received === 0 && job.name === this.file.name && job.size === this.file.size);
    return begun ? this.take(begun) : this.begin();
  }

  private async take(job: ServerJob): Promise<ServerJob> {
    this.id = job.id;
    // stopped while the answer was on its way: nobody else knows of it
    if (this.abort.signal.aborted) await importApi.remove(job.id).catch(forgiveGone);
    this.abort.signal.throwIfAborted();
    this.events.onBegun(job.id);
    return job;
  }

  private async bring(begun: ServerJob): Promise<ServerJob> {
    let job = begun;
    let size = SMALLEST_PART * 4;
    const pacer = new Pacer();
    while (job.state === "receiving" && job.received < job.size) {
      const { file } = this;
      const offset = job.received;
      const started = performance.now();
      job = await this.persist(
        () => {
          this.current = importApi.part(job.id, offset, file.slice(offset, offset + size), (sent) => {
            this.sent = offset + sent;
            this.events.onSent(this.sent, pacer.note(this.sent, file.size));
          });
          return this.current.done;
        },
        // what came of the part before the connection was lost counts
        () => importApi.job(job.id),
      );
      const seconds = Math.max(0.05, (performance.now() - started) / 1000);
      size = Math.min(LARGEST_PART, Math.max(SMALLEST_PART, ((job.received - offset) / seconds) * PART_SECONDS));
      this.sent = job.received;
      this.events.onSent(job.received, pacer.note(job.received, job.size));
    }
    return job;
  }

  private async import(job: ServerJob): Promise<ServerJob> {
    const pacer = new Pacer();
    if (job.state === "importing") {
      this.events.onReading(undefined, pacer.note(0, job.size));
      await pause(POLL, this.abort.signal);
      return this.persist(() => importApi.job(job.id));
    }
    let last: ServerJob = job;
    const onLine = (line: Readonly<Record<string, unknown>>): void => {
      const reading = line["progress"] as Reading | undefined;
      if (reading) this.events.onReading(reading, pacer.note(reading.rows, reading.bytes_read > 0 ? (reading.rows * reading.size) / reading.bytes_read : 0));
      const error = line["error"] as { detail: string; status_code: number; code?: string } | undefined;
      if (error) throw new ApiError(error.status_code, sentence(error.status_code, { ...error }), { ...error });
      last = (line["job"] as ServerJob | undefined) ?? last;
    };
    this.events.onReading({ rows: 0, refused: 0, bytes_read: 0, size: job.size }, pacer.note(0, job.size));
    await this.persist(async () => {
      await importApi.commit(job.id, this.options, onLine, this.abort.signal);
      return last;
    }, () => importApi.job(job.id)).then((found) => (last = found));
    return last;
  }

  /** Tries until it is answered: waits for the connection, or for a server that is busy. `instead` is what to do on the way back. */
  private async persist(work: () => Promise<ServerJob>, instead: () => Promise<ServerJob> = work): Promise<ServerJob> {
    let next = work;
    for (;;) {
      this.abort.signal.throwIfAborted();
      try {
        const found = await next();
        this.failures = 0;
        return found;
      } catch (error) {
        if (error instanceof ApiError && error.code === "import-offset" && instead !== work) next = instead;
        else if (error instanceof ApiError && error.code === "import-running") next = instead;
        else if (error instanceof ConnectionLost) {
          this.events.onPaused(true, this.sent);
          await backOnline(this.abort.signal);
          this.events.onPaused(false, this.sent);
          next = instead;
        } else if (error instanceof ApiError && [408, 429, 502, 503, 504].includes(error.status) && (error.retryAfter ?? 0) <= 15) {
          this.failures += 1;
          if (this.failures > TRIES) throw error;
          await pause((error.retryAfter ?? 2) * 1000, this.abort.signal);
          next = instead;
        } else throw error;
      }
    }
  }
}

/** A job that is gone already needs no removing. */
export function forgiveGone(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 404) && !(error instanceof ConnectionLost)) throw error;
}

/** Resolves when the server answers again; rejects with AbortError when it is stopped. */
function backOnline(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = online.subscribe((is) => {
      if (!is) return;
      queueMicrotask(() => stop());
      resolve();
    });
    signal.addEventListener("abort", () => {
      stop();
      reject(new DOMException("stopped", "AbortError"));
    });
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("stopped", "AbortError"));
    });
  });
}
