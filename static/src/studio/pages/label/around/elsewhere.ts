// Whether the shown task was changed in another tab or on another device, and what then becomes of both versions.
import { effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import { api, ApiError, ConnectionLost } from "../../../api";
import type { EditorAnnotation } from "../../../shared/editor";
import { draftName } from "../../../shared/editor";
import { storageKey } from "../../../shared/storage-key";
import { around } from "../../../strings/label-around";
import { toast, toastError } from "../../../toasts";
import type { Annotation, Draft, Task } from "../../../types";
import type { ResultItem } from "../../../../editor/core/types";
import type { LabelPage } from "../label-page";
import { showMarks, takeMarks } from "./ground-truth";
import { serverId } from "../labeling";

/** One of two versions of a task. */
export interface Version {
  /** what the editor will call it once the task is read again */
  readonly name: string;
  readonly result: readonly ResultItem[];
  readonly at: Date | undefined;
  /** submitted, not only a draft */
  readonly submitted: boolean;
}

export interface Conflict {
  readonly task: number;
  /** what both began with; undefined where that is not known */
  readonly base: readonly ResultItem[] | undefined;
  readonly mine: Version;
  readonly theirs: Version;
}

/** Messages of one tab come in a row while somebody works there; the server is asked once for all of them. */
const PAUSE = 400;
/** The answer to a change of our own that the server's task already shows is here after this time. */
const ANSWERED = 250;

export interface Elsewhere {
  readonly conflict: ReadonlySignal<Conflict | undefined>;
  /** Goes on with one of the two; the other stays as a second annotation. */
  goOn(choice: "mine" | "theirs"): Promise<void>;
  stop(): void;
}

/** Watches the shown task: what other tabs of this browser tell, and what the server has when one comes back to the page. */
export function watchElsewhere(page: LabelPage): Elsewhere {
  const conflict = signal<Conflict | undefined>(undefined);
  const channel = new BroadcastChannel(`studio:${storageKey()}`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking: Promise<void> | undefined;

  const lookOnce = async (): Promise<void> => {
    const shown = page.labeling.task;
    if (!shown || document.visibilityState === "hidden") return;
    try {
      await page.flush(); // what is being saved here is no news
      const now = await api.get<Task>(`/api/tasks/${shown.id}/`, undefined, { repeatable: false });
      if (newest(page, now)) await new Promise((resolve) => setTimeout(resolve, ANSWERED));
      if (page.labeling.task !== shown) return;
      const { editor } = page.instance.peek() ?? {};
      const marked = takeMarks(page, now);
      if (marked && editor) showMarks(page, editor);
      const news = newest(page, now);
      if (!news) {
        if (marked) toast(around.broughtUpToDate);
        return;
      }
      const work = unsavedWork(page);
      if (work) conflict.value = conflictOf(page, shown, work, news);
      else if (conflict.value === undefined) {
        page.labeling.show({ task: now, position: page.labeling.position }, { silent: true });
        toast(around.broughtUpToDate);
      }
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof ConnectionLost)) throw error; // it is looked again with the next message
    }
  };
  const look = (): void => {
    if (looking) return lookSoon();
    looking = lookOnce().finally(() => (looking = undefined));
  };
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  };
  const onBack = (): void => void (document.visibilityState === "visible" && lookSoon());
  channel.onmessage = ({ data }: MessageEvent<unknown>) => void (data === page.labeling.task?.id && lookSoon());
  document.addEventListener("visibilitychange", onBack);
  addEventListener("focus", onBack);
  const stops = [
    effect(() => {
      const saved = page.status.value?.saved === "saved";
      const task = untracked(() => page.labeling.task?.id);
      if (saved && task !== undefined) channel.postMessage(task);
    }),
    effect(() => {
      if (page.elsewhere.value > 0) untracked(look);
    }),
    effect(() => {
      void page.labeling.view.value; // another task: its own conflicts
      conflict.value = undefined;
    }),
  ];
  return {
    conflict,
    goOn: (choice) => goOn(page, conflict.value, choice).catch(toastError),
    stop() {
      for (const stop of stops) stop();
      clearTimeout(timer);
      channel.close();
      document.removeEventListener("visibilitychange", onBack);
      removeEventListener("focus", onBack);
    },
  };
}

type News = { readonly annotation: Annotation } | { readonly draft: Draft };

/** What the server has of a task that this page has neither read nor written; the newest of it. */
export function newest({ drafts }: Pick<LabelPage, "drafts">, now: Task): News | undefined {
  const known = new Map<string, unknown>([...drafts.known].map(([key, { id, updated_at, revision }]): [string, unknown] => (key.startsWith("draft:") ? [`draft ${id}`, updated_at] : [`annotation ${id}`, revision])));
  const found: (News & { readonly at: string })[] = [
    ...now.annotations
      .filter(({ id, revision }) => !(Number(known.get(`annotation ${id}`)) >= Number(revision)))
      .map((annotation) => ({ annotation, at: annotation.updated_at ?? "" })),
    ...(now.drafts ?? []).filter(({ id, updated_at }) => known.get(`draft ${id}`) !== updated_at).map((draft) => ({ draft, at: draft.updated_at ?? "" })),
  ];
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))[0];
}

/** The annotation in the editor, when something was made here; a draft that was only read is not this page's. */
function unsavedWork(page: LabelPage): EditorAnnotation | undefined {
  const shown = page.instance.value?.store?.annotationStore.selected;
  const made = page.instance.value?.editor?.current.peek();
  if (!shown || !made?.editable) return undefined;
  return made.history.canUndo.peek() ? shown : undefined;
}

function conflictOf(page: LabelPage, shown: Task, work: EditorAnnotation, news: News): Conflict {
  const id = serverId(work);
  const before = shown.annotations.find((annotation) => annotation.id === id);
  const base = before?.result;
  const mine = { name: work.id, result: work.serializeAnnotation(), at: page.status.value?.at, submitted: false };
  const theirs: Version = "annotation" in news
    ? { name: String(news.annotation.id), result: news.annotation.result, at: when(news.annotation.updated_at), submitted: true }
    : { name: draftName(news.draft), result: news.draft.result, at: when(news.draft.updated_at), submitted: false };
  return { task: shown.id, base, mine, theirs };
}

const when = (time: string | undefined): Date | undefined => (time === undefined ? undefined : new Date(time));

/** Both versions are kept on the server first; then the task is read again and the chosen one is shown. */
async function goOn(page: LabelPage, conflict: Conflict | undefined, choice: "mine" | "theirs"): Promise<void> {
  const work = page.instance.value?.store?.annotationStore.selected;
  if (!conflict || !work) return;
  await page.flush();
  const { task } = conflict;
  // under its old name it would stand in the place of the other version
  const old = await page.drafts.finish(task, work.id);
  page.drafts.forget(task, work.id);
  const name = `mine-${Date.now()}`;
  const kept = await page.drafts.save({ task, name, annotation: null, result: work.serializeAnnotation(), leadTime: work.leadTime });
  const saved = page.drafts.known.get(`draft:${task}:${name}`);
  // the server answers with the old one when it holds the same and changes no annotation
  if (old && old !== saved?.id) await api.delete(`/api/drafts/${old}/`).catch((error: unknown) => ifGone(error));
  const own = kept && saved ? `draft-${saved.id}` : name;
  await page.labeling.open(task, { silent: true });
  await shownAgain(page);
  const wanted = choice === "mine" ? own : conflict.theirs.name;
  const { editor } = page.instance.value ?? {};
  const chosen = editor?.annotations.peek().find(({ source }) => source.id === wanted);
  if (chosen) editor?.select(chosen);
  toast(choice === "mine" ? around.wentOnHere : around.wentOnThere);
}

function ifGone(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 404) throw error;
}

/** Resolves when the editor shows the task that was opened last. */
function shownAgain(page: LabelPage): Promise<void> {
  return new Promise((resolve) => {
    const { instance } = page;
    const done = (): void => {
      instance.value?.off("taskLoad", done);
      resolve();
    };
    instance.value?.on("taskLoad", done);
    setTimeout(done, 3000);
  });
}
