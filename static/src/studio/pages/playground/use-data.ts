// What the preview shows: data invented for the config, the person's first task, or JSON of their own.
import { useEffect, useState } from "preact/hooks";
import { api } from "../../api";
import { useValue } from "../../observe";
import { asksNothing } from "../../shared/label-config";
import { project } from "../../studio";
import { playground as words } from "../../strings/playground";
import { toastError } from "../../toasts";
import type { Task } from "../../types";

export type Source = "sample" | "mine" | "own";
export type TaskData = Readonly<Record<string, unknown>>;

export interface PreviewData {
  readonly source: Source;
  readonly sources: readonly Source[];
  readonly data: TaskData | undefined;
  /** the data as JSON, as it stands or as the person types it */
  readonly text: string;
  /** why the typed text is no data */
  readonly broken: string | undefined;
  choose(source: Source): void;
  type(text: string): void;
}

export function useData(config: string | undefined): PreviewData {
  const tasks = useValue(project)?.task_number ?? 0;
  const [source, setSource] = useState<Source>("sample");
  const [data, setData] = useState<TaskData>();
  const [typed, setTyped] = useState<string>();
  const [broken, setBroken] = useState<string>();
  const take = (next: TaskData): void => {
    setData(next);
    setTyped(undefined);
    setBroken(undefined);
  };
  useEffect(() => {
    if (source !== "sample" || config === undefined || asksNothing(config)) return undefined;
    const stop = new AbortController();
    api.post<{ readonly sample_task: TaskData }>("/api/projects/1/sample-task/", { label_config: config }, { signal: stop.signal }).then(
      ({ sample_task: sample }) => take(sample),
      (error: unknown) => void (stop.signal.aborted || toastError(error)),
    );
    return () => stop.abort();
  }, [source, config]);
  useEffect(() => {
    if (source !== "mine") return undefined;
    const stop = new AbortController(); // what is typed meanwhile is not written over by the task
    api.get<{ readonly tasks: readonly Task[] }>("/api/tasks/", { project: 1, page_size: 1, fields: "task_only" }, { signal: stop.signal }).then(
      ({ tasks: [first] }) => first && take(first.data),
      (error: unknown) => void (stop.signal.aborted || toastError(error)),
    );
    return () => stop.abort();
  }, [source]);
  return {
    source,
    sources: ["sample", ...(tasks > 0 ? (["mine"] as const) : []), ...(source === "own" ? (["own"] as const) : [])],
    data,
    text: typed ?? JSON.stringify(data ?? {}, null, 2),
    broken,
    choose: setSource,
    type(text) {
      setSource("own");
      setTyped(text);
      const read = readData(text);
      if (typeof read === "string") setBroken(read);
      else {
        setBroken(undefined);
        setData(read);
      }
    },
  };
}

/** The data in a text, or a sentence that says why there is none. */
export function readData(text: string): TaskData | string {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as TaskData) : words.taskObject;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return words.taskBroken(error.message);
  }
}
