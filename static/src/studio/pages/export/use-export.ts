// What goes into the export: read from the address, counted by the server.
import { useEffect, useState } from "preact/hooks";
import { address, api } from "../../api";
import { useValue } from "../../observe";
import { studio } from "../../studio";

/** "labeled" and "all" are of the whole project, "chosen" is what the data table chose; a number is a saved view. */
export type Tasks = "labeled" | "all" | "chosen" | number;

/** all of a task, the one that was made last, or those that are ground truth */
export type WhichAnnotations = "all" | "newest" | "truth";

export interface Wanted {
  readonly format: string;
  readonly tasks: Tasks;
  /** of chosen tasks and of a view also those that have no labels */
  readonly unlabeled: boolean;
  readonly annotations: WhichAnnotations;
  readonly skipped: boolean;
  /** the files too that the tasks show, in formats that pack them */
  readonly files: boolean;
}

export interface SavedView {
  readonly id: number;
  readonly data: { readonly title?: unknown };
}

export interface Export {
  readonly wanted: Wanted;
  /** the query that the data table handed over; undefined when it handed none */
  readonly chosen: string | undefined;
  readonly views: readonly SavedView[];
  /** how many tasks go in; undefined while that is asked */
  readonly count: number | undefined;
  /** why it could not be counted */
  readonly problem: string | undefined;
  /** the parameters of the export */
  readonly query: Readonly<Record<string, string | number | boolean>>;
  /** where the file is */
  readonly href: string;
  change(part: Partial<Wanted>): void;
}

const CHOICES: readonly WhichAnnotations[] = ["newest", "truth"];

type Counted = { readonly of: string; readonly tasks?: number; readonly problem?: string };

export function useExport(usual: string): Export {
  const { router } = studio();
  const place = useValue(router.place).query;
  const [wanted, setWanted] = useState<Wanted>(() => readWanted(place, usual));
  const [views, setViews] = useState<readonly SavedView[]>([]);
  const [counted, setCounted] = useState<Counted>();
  const chosen = place.get("q") || undefined;
  const query = exportQuery(wanted, chosen);
  const asked = address("/api/projects/1/export/count", query);
  useEffect(() => {
    api.get<readonly SavedView[]>("/api/dm/views/", { project: 1 }).then(setViews, () => undefined); // then there are none to choose
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    api.get<{ readonly tasks: number }>("/api/projects/1/export/count", query, { signal: stop.signal }).then(
      ({ tasks }) => setCounted({ of: asked, tasks }),
      (error: Error) => void (stop.signal.aborted || setCounted({ of: asked, problem: error.message })),
    );
    return () => stop.abort();
  }, [asked]);
  return {
    wanted,
    chosen,
    views,
    count: counted?.of === asked ? counted.tasks : undefined,
    problem: counted?.of === asked ? counted.problem : undefined,
    query,
    href: address("/api/projects/1/export", query),
    change(part) {
      const next = { ...wanted, ...part };
      setWanted(next);
      router.mark({ ...(chosen === undefined ? {} : { q: chosen }), ...marks(next, usual) }, { replace: true });
    },
  };
}

/** The parameters of an export. */
export function exportQuery(wanted: Wanted, chosen: string | undefined): Readonly<Record<string, string | number | boolean>> {
  const narrowed = typeof wanted.tasks === "number" || wanted.tasks === "chosen";
  return {
    exportType: wanted.format,
    ...(wanted.tasks === "all" || (narrowed && wanted.unlabeled) ? { download_all_tasks: true } : {}),
    ...(wanted.tasks === "chosen" && chosen !== undefined ? { query: chosen } : {}),
    ...(typeof wanted.tasks === "number" ? { view: wanted.tasks } : {}),
    ...(wanted.annotations === "newest" ? { annotations: "newest" } : {}),
    ...(wanted.annotations === "truth" ? { ground_truth: true } : {}),
    ...(wanted.skipped ? {} : { skipped: false }),
    ...(wanted.files ? { download_resources: true } : {}),
  };
}

/** What an address asks for; what it does not say is as usual. */
export function readWanted(query: URLSearchParams, usual: string): Wanted {
  const tasks = query.get("tasks") ?? (query.get("q") ? "chosen" : "labeled");
  const view = /^\d{1,9}$/.test(tasks) ? Number(tasks) : undefined;
  return {
    format: query.get("format") ?? usual,
    tasks: view ?? (tasks === "all" || (tasks === "chosen" && query.get("q")) ? (tasks as Tasks) : "labeled"),
    unlabeled: query.get("unlabeled") !== "0",
    annotations: CHOICES.find((one) => one === query.get("annotations")) ?? "all",
    skipped: query.get("skipped") === "1",
    files: query.get("files") === "1",
  };
}

function marks(wanted: Wanted, usual: string): Readonly<Record<string, string | number>> {
  return {
    ...(wanted.format === usual ? {} : { format: wanted.format }),
    tasks: wanted.tasks,
    ...(wanted.unlabeled ? {} : { unlabeled: 0 }),
    ...(wanted.annotations === "all" ? {} : { annotations: wanted.annotations }),
    ...(wanted.skipped ? { skipped: 1 } : {}),
    ...(wanted.files ? { files: 1 } : {}),
  };
}
