// The imports of this project: one after the other, each with its progress and its report. They go on while other pages are open.
import { signal } from "@preact/signals-core";
import { ApiError, ConnectionLost } from "../../api";
import { stored } from "../../storage";
import { importing } from "../../strings/import";
import { upload } from "../../upload";
import type { Folder } from "../../components/folder";
import { batches, isArchive, isTable, kindOf } from "./batches";
import { importApi, type ImportAnswer, type Preview, type ReadOptions, type ServerJob } from "./import-api";
import { failure, isRunning, looksAt, stateOf, type Job, type JobState } from "./job";
import { packed } from "./folders";
import { AS_IT_IS, columnsOf, fits, suggested, type Mapping } from "./mapping";
import { Pacer } from "./pace";
import { forgiveGone, Sender } from "./sender";
import { TAR } from "./tar";

interface Running {
  readonly job: number;
  stop(): Promise<void>;
}

export interface QueueOptions {
  /** the largest file in bytes */
  readonly limit: number | undefined;
  /** where what is to be known after a reload is kept */
  readonly key: string;
  /** called after each import that brought something */
  readonly onImported: () => void;
}

export class ImportQueue {
  readonly list = signal<readonly Job[]>([]);
  private running: Running | undefined;
  private last = 0;
  private restored = false;

  constructor(private readonly options: QueueOptions) {}

  /** Puts files at the end of the queue. With `look` every table waits for somebody to say which column is what. */
  add(files: readonly File[], given: { readonly format?: string | undefined; readonly look?: boolean } = {}): void {
    const options: ReadOptions = given.format === undefined ? {} : { format: given.format };
    const jobs = batches(files).map((batch) => this.job(batch, options));
    this.list.value = [...this.list.value, ...jobs];
    for (const job of jobs) if (job.state.kind === "looking") void this.look(job, given.look ?? false);
    void this.run();
  }

  /** Puts folders at the end of the queue, each as one archive. */
  addFolders(folders: readonly Folder[]): void {
    for (const folder of folders) {
      const found = packed(folder, this.options.limit);
      if ("files" in found) this.add(found.files);
      else this.list.value = [...this.list.value, { ...this.job([], {}), name: folder.name, type: TAR, state: { kind: "failed", reason: found.reason, full: undefined, file: true } }];
    }
  }

  /** Puts a file at the end of the queue that the server fetches from an address. */
  addAddress(address: string, look: boolean): void {
    const name = nameIn(address);
    this.list.value = [...this.list.value, { ...this.job([], {}), name, kind: kindOf(name), address, look, state: { kind: "waiting" } }];
    void this.run();
  }

  /** The jobs that the server still knows from an earlier visit; asked for once. */
  async restore(): Promise<void> {
    if (this.restored) return;
    this.restored = true;
    for (const found of await importApi.jobs()) {
      if (this.list.value.some((job) => job.server === found.id) || Date.parse(found.kept_until) < Date.now()) continue;
      this.last += 1;
      const options = stored.read<ReadOptions>(this.keyOf(found.id)) ?? {};
      const job: Job = { id: this.last, name: found.name, type: found.content_type, kind: kindOf(found.name), size: found.size, files: [], options, skipRefused: false, server: found.id, state: stateOf(found) };
      this.list.value = [...this.list.value, job];
      const isHere = found.state === "receiving" && found.received === found.size;
      // of a table that is here whole, nobody may have said yet which column is what
      if (isHere && options.columns === undefined) this.arrived(job.id, found);
      else if (isHere || found.state === "importing" || found.state === "fetching") this.change(job.id, { state: { kind: "waiting" } });
      else if (found.report && found.report.refused_count > 0) void this.fill(job.id, found.id);
    }
    void this.run();
  }

  /** Imports a table as its mapping says; `alike` does the same with those that wait and have the same columns. */
  start(job: Job, mapping: Mapping, preview: Preview, alike = false): void {
    const options: ReadOptions = { ...readAs(preview), columns: columnsOf(mapping) };
    const same = alike ? this.waitingAlike(job) : [];
    for (const one of [job, ...same]) this.change(one.id, { options, mapping, skipRefused: false, state: { kind: "waiting" } });
    void this.run();
  }

  /** Those that wait for a mapping and have the columns of this one. */
  waitingAlike(job: Job): readonly Job[] {
    if (job.state.kind !== "mapping") return [];
    const columns = names(job.state.preview);
    return this.list.value.filter((one) => one.id !== job.id && one.state.kind === "mapping" && names(one.state.preview) === columns);
  }

  /** Opens the mapping of a table that was refused. */
  remap(job: Job): void {
    this.change(job.id, { state: { kind: "looking" } });
    void this.look(job, true);
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

  /** Goes on with an import of an earlier visit, once its file was chosen again. */
  async goOn(job: Job, file: File): Promise<void> {
    if (job.server === undefined) return;
    try {
      await importApi.resume(job.server, file);
      this.change(job.id, { files: [file], state: { kind: "waiting" } });
      void this.run();
    } catch (error) {
      if (error instanceof ApiError && error.code === "import-other-file") this.change(job.id, { state: { ...(job.state as JobState & { kind: "interrupted" }), reason: error.message } });
      else this.change(job.id, { state: failure(error) });
    }
  }

  /** The same with a folder that was chosen again. */
  async goOnWithFolder(job: Job, folder: Folder): Promise<void> {
    const found = packed(folder, this.options.limit);
    const [archive] = "files" in found ? found.files : [];
    if (archive) await this.goOn(job, archive);
  }

  /** Stops a running import, or takes a waiting or finished one off the list; nothing of it is left on the server. */
  async stop(job: Job): Promise<void> {
    const { running } = this;
    if (running?.job === job.id) return running.stop();
    this.list.value = this.list.value.filter((one) => one.id !== job.id);
    if (job.server !== undefined) {
      stored.remove(this.keyOf(job.server));
      await importApi.remove(job.server).catch(forgiveGone);
    }
  }

  /** Enters that what an import brought was taken back, or is there again. */
  markUndone(job: Job, undone: boolean): void {
    if (job.state.kind === "done") this.change(job.id, { state: { ...job.state, undone } });
    this.options.onImported();
  }

  /** True while leaving the page would break something off. */
  get busy(): boolean {
    return this.list.value.some((job) => isRunning(job) && job.state.kind !== "looking" && job.files.length > 0);
  }

  private job(files: readonly File[], options: ReadOptions): Job {
    this.last += 1;
    const first = files[0];
    const name = first?.name ?? "";
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const { limit } = this.options;
    const reason = limit !== undefined && size > limit ? importing.tooLarge(limit) : size === 0 ? importing.emptyFile : undefined;
    const looks = first !== undefined && isTable(first) && options.format !== "txt" && !/\.te?xt$/i.test(name);
    return {
      id: this.last,
      name: files.length > 1 ? `${name} … ${importing.pictures(files.length)}` : name,
      type: first?.type ?? "",
      kind: kindOf(name),
      size,
      files,
      options,
      skipRefused: false,
      server: undefined,
      state: reason !== undefined ? { kind: "failed", reason, full: undefined, file: true } : { kind: looks ? "looking" : "waiting" },
    };
  }

  /** Reads the first rows: a table that fits goes on by itself, another one waits for its mapping. */
  private async look(job: Job, always: boolean): Promise<void> {
    const seen = looksAt(job);
    if (seen === undefined) return;
    try {
      const { columns: _, ...options } = job.options;
      const preview = await importApi.preview(seen, options);
      const [refusal] = preview.refusals;
      if (preview.columns.length === 0 && refusal) this.change(job.id, { state: { kind: "failed", reason: refusal.reason, full: undefined, file: true } });
      else if (preview.columns.length === 0 || (!always && fits(preview))) this.change(job.id, { state: { kind: "waiting" } });
      else this.change(job.id, { state: { kind: "mapping", preview, mapping: job.mapping ?? (always && fits(preview) ? AS_IT_IS : suggested(preview)) } });
    } catch (error) {
      // without a preview the import itself says what is the matter
      if (error instanceof ConnectionLost || error instanceof ApiError) this.change(job.id, { state: { kind: "waiting" } });
      else throw error;
    }
    void this.run();
  }

  private change(id: number, part: Partial<Job>): void {
    this.list.value = this.list.value.map((job) => (job.id === id ? { ...job, ...part } : job));
  }

  private async run(): Promise<void> {
    if (this.running) return;
    for (let job = this.nextWaiting(); job; job = this.nextWaiting()) {
      const { id } = job;
      try {
        await (job.server !== undefined || job.address !== undefined || (job.files.length === 1 && (isTable(job.files[0]!) || isArchive(job.files[0]!))) ? this.sendInParts(job) : this.sendAtOnce(job));
      } catch (error) {
        this.change(id, { state: failure(error) });
      } finally {
        this.running = undefined;
      }
    }
  }

  private nextWaiting(): Job | undefined {
    return this.list.value.find((job) => job.state.kind === "waiting");
  }

  private async sendAtOnce(job: Job): Promise<void> {
    const { id, size } = job;
    const pacer = new Pacer();
    this.change(id, { state: { kind: "sending", sent: 0, total: size, pace: pacer.note(0, size) } });
    const sending = upload<ImportAnswer>("/api/projects/1/import", job.files, {
      query: { format: job.options.format, skip_refused: job.skipRefused || undefined },
      onProgress: (sent, total) =>
        this.change(id, { state: sent < total ? { kind: "sending", sent, total, pace: pacer.note(sent, total) } : { kind: "reading", rows: undefined, part: 0, pace: { speed: undefined, left: undefined } } }),
    });
    this.running = { job: id, stop: async () => sending.stop() };
    this.finish(id, { kind: "done", answer: await sending.done, undone: false, at: Date.now() });
  }

  private async sendInParts(job: Job): Promise<void> {
    const { id, size } = job;
    const sender = new Sender(job.files[0] ?? job.address, job.server, { ...job.options, skip_refused: job.skipRefused }, {
      onBegun: (server) => {
        this.change(id, { server });
        stored.write(this.keyOf(server), job.options);
      },
      onSent: (sent, pace) => this.change(id, { state: { kind: "sending", sent, total: size, pace } }),
      onFetched: ({ name, received, size: total }, pace) => this.change(id, { name, kind: kindOf(name), size: total, state: { kind: "fetching", sent: received, total, pace } }),
      onPaused: (paused, sent) => this.change(id, { state: paused ? { kind: "paused", sent, total: size } : { kind: "sending", sent, total: size, pace: { speed: undefined, left: undefined } } }),
      onReading: (reading, pace) => this.change(id, { state: { kind: "reading", rows: reading?.rows, part: reading ? reading.bytes_read / reading.size : 0, pace } }),
    });
    let stopped: Promise<void> | undefined;
    this.running = { job: id, stop: () => (stopped = sender.stop().then(() => this.change(id, { server: undefined }))) };
    const kind = job.address !== undefined && job.server === undefined ? "fetching" : "sending";
    this.change(id, { state: { kind, sent: 0, total: size, pace: { speed: undefined, left: undefined } } });
    // after a reload "Import the rest" has to read the file in the same way
    if (job.server !== undefined) stored.write(this.keyOf(job.server), job.options);
    let found: ServerJob;
    try {
      if (kind === "fetching") {
        found = await sender.deliver();
        return this.arrived(id, found);
      }
      found = await sender.run();
    } catch (error) {
      await stopped; // it is stopped once nothing of it is left on the server
      const gone = error instanceof ApiError && error.code === "import-gone";
      const last = this.list.value.find((one) => one.id === id)?.state;
      if (gone && last?.kind === "reading" && last.rows === undefined) return this.forget(id);
      // one that is forgotten there is begun anew
      if (sender.server === undefined || gone) this.change(id, { server: undefined });
      throw error;
    }
    if (found.state === "done") stored.remove(this.keyOf(found.id));
    this.finish(id, ended(found));
  }

  /** What others imported is over, in whatever way: it stands in the project, or nowhere. */
  private forget(id: number): void {
    this.list.value = this.list.value.filter((one) => one.id !== id);
    this.options.onImported();
  }

  /** What the server has fetched goes on as a file that was chosen here: a table is looked at first. */
  private arrived(id: number, found: ServerJob): void {
    const looks = isTable({ name: found.name, type: found.content_type }) && !/\.te?xt$/i.test(found.name);
    this.change(id, { server: found.id, state: { kind: looks ? "looking" : "waiting" } });
    const job = this.list.value.find((one) => one.id === id);
    if (looks && job) void this.look(job, job.look ?? false);
  }

  private finish(id: number, state: JobState): void {
    this.change(id, { state });
    if (state.kind === "done") this.options.onImported();
  }

  /** The rows that a job of an earlier visit refused. */
  private async fill(id: number, server: string): Promise<void> {
    try {
      const found = await importApi.job(server);
      this.change(id, { state: ended(found) });
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof ConnectionLost)) throw error;
    }
  }

  private keyOf(server: string): string {
    return `import:${this.options.key}:${server}`;
  }
}

/** A job that came to its end just now counts from now. */
function ended(job: ServerJob): JobState {
  const state = stateOf(job);
  return state.kind === "done" ? { ...state, at: Date.now() } : state;
}

/** What an address most likely names, until the server knows. */
function nameIn(address: string): string {
  const parts = URL.canParse(address) ? new URL(address) : undefined;
  return parts?.pathname.split("/").filter(Boolean).pop() ?? parts?.host ?? address;
}

const names = (preview: Preview): string => JSON.stringify(preview.columns.map(({ name }) => name));

/** How the preview was read, so that the import reads it the same way. */
export const readAs = ({ format, delimiter, quote, header, encoding }: Preview): ReadOptions => ({
  format,
  header,
  encoding,
  ...(delimiter === "" ? {} : { delimiter }),
  ...(quote === "" ? {} : { quote }),
});

/** Leaving the site while a file is sent asks first; moving to another page of the studio does not stop it. */
function askBeforeLeaving(event: BeforeUnloadEvent): void {
  if (open?.queue.busy) event.preventDefault();
}

let open: { readonly key: string; readonly queue: ImportQueue } | undefined;

/** The queue of the open project; it outlives the page. */
export function queueOf(options: QueueOptions): ImportQueue {
  if (!open) addEventListener("beforeunload", askBeforeLeaving);
  if (open?.key !== options.key) open = { key: options.key, queue: new ImportQueue(options) };
  return open.queue;
}
