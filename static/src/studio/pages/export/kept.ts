// The exports that the server keeps: listed, made, watched until they are there, and deleted.
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../../api";
import { toastError } from "../../toasts";
import type { Wanted } from "./use-export";

/** As many as a project keeps; the server says no to more. */
export const MOST = 20;
const LOOK_EVERY = 1000;
const ADDRESS = "/api/projects/1/exports/";

export interface Kept {
  readonly id: number;
  readonly title: string;
  readonly created_at: string;
  readonly status: "created" | "in_progress" | "completed" | "failed";
  readonly export_type: string;
  readonly size: number;
  readonly counters: { readonly task_number: number; readonly annotation_number: number };
  readonly progress: { readonly done: number; readonly total: number };
  /** why it failed */
  readonly detail: string;
  /** annotations that the project has more than then */
  readonly newer: number;
}

export interface KeptExports {
  /** the newest first; undefined until they are known */
  readonly list: readonly Kept[] | undefined;
  readonly problem: string | undefined;
  /** one is being asked for */
  readonly asking: boolean;
  /** the title of the one that was made last while the page looked on */
  readonly ready: string | undefined;
  load(): void;
  make(body: Readonly<Record<string, unknown>>): Promise<void>;
  remove(id: number): Promise<void>;
}

export const isRunning = ({ status }: Kept): boolean => status === "created" || status === "in_progress";

export function useKept(): KeptExports {
  const [list, setList] = useState<readonly Kept[]>();
  const [problem, setProblem] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [ready, setReady] = useState<string>();
  const here = useRef(new AbortController());
  const running = useRef<ReadonlySet<number>>(new Set());
  const take = (found: readonly Kept[]): void => {
    const made = found.find((one) => running.current.has(one.id) && one.status === "completed");
    if (made) setReady(made.title);
    running.current = new Set(found.filter(isRunning).map((one) => one.id));
    setList(found);
    setProblem(undefined);
  };
  const load = (): Promise<void> =>
    api.get<readonly Kept[]>(ADDRESS, {}, { signal: here.current.signal }).then(take, (error: Error) => void (here.current.signal.aborted || setProblem(error.message)));
  const waiting = list?.some(isRunning) === true;
  useEffect(() => {
    void load();
    return () => here.current.abort();
  }, []);
  useEffect(() => {
    // looked at again after each look, also one that nobody answered
    const timer = waiting ? setTimeout(() => void load(), LOOK_EVERY) : undefined;
    return () => clearTimeout(timer);
  }, [list, problem]);
  const change = async (send: () => Promise<unknown>): Promise<void> => {
    try {
      await send();
    } catch (error) {
      toastError(error);
    }
    await load();
  };
  return {
    list,
    problem,
    asking,
    ready,
    load: () => void load(),
    async make(body) {
      setAsking(true);
      await change(async () => {
        const made = await api.post<Kept>(ADDRESS, body);
        running.current = new Set([...running.current, made.id]);
      });
      setAsking(false);
    },
    remove: (id) => change(() => api.delete(`${ADDRESS}${id}`)),
  };
}

/** What the server is asked to keep: the same that the download of this page would hold. */
export function keptBody(wanted: Wanted, chosen: string | undefined, title: string): Readonly<Record<string, unknown>> {
  const narrowed = typeof wanted.tasks === "number" || wanted.tasks === "chosen";
  const truth = wanted.annotations === "truth";
  return {
    title,
    export_type: wanted.format,
    download_resources: wanted.files,
    task_filter_options: {
      only_with_annotations: !(wanted.tasks === "all" || (narrowed && wanted.unlabeled)),
      ...(wanted.tasks === "chosen" && chosen !== undefined ? { query: chosen } : {}),
      ...(typeof wanted.tasks === "number" ? { view: wanted.tasks } : {}),
    },
    annotation_filter_options: {
      usual: !truth,
      ground_truth: true,
      skipped: wanted.skipped && !truth,
      annotations: wanted.annotations === "newest" ? "newest" : "all",
    },
  };
}
