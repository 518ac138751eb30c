// What the labeling page uses of the editor: the embedding class and the objects it hands to its callbacks.
import type { ResultItem } from "../../editor/core/types";
import type { Draft, Position, Task } from "../types";

export interface EditorAnnotation {
  readonly id: string;
  /** the server's id; undefined until it was submitted */
  readonly pk?: number | string | undefined;
  readonly leadTime?: number | undefined;
  readonly parentPrediction?: number | undefined;
  serializeAnnotation(): ResultItem[];
}

export interface SaveStatus {
  readonly saved: "saved" | "saving" | "waiting";
  readonly at?: Date;
  readonly count?: number;
}

export interface QueueOptions {
  readonly queueTotal?: number;
  readonly queuePosition?: number;
  readonly queueDone?: number;
}

export interface EditorOptions extends QueueOptions {
  readonly config: string;
  readonly task: unknown;
  readonly interfaces?: readonly string[];
  readonly description?: string;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly [callback: `on${string}`]: unknown;
}

export interface EditorInstance {
  readonly store: { readonly annotationStore: { readonly selected: EditorAnnotation } };
  replaceTask(task: unknown, options?: QueueOptions): void;
  replaceConfig(xml: string): void;
  flushDraft(): Promise<void>;
  setStatus(status: SaveStatus): void;
  showHotkeys?(): void;
  destroy(): void;
}

export type EditorClass = new (element: HTMLElement, options: EditorOptions) => EditorInstance;

/** Loads the editor: a chunk of its own, which the server preloads on this page. */
export async function loadEditor(): Promise<EditorClass> {
  const chunk = (await import("../../editor/embed/index")) as unknown as { readonly LabelStudio: EditorClass };
  return chunk.LabelStudio;
}

/** The interfaces of a labeling page when the host does not say otherwise. */
export const LABELING: readonly string[] = [
  "panel", "controls", "submit", "update", "skip", "infobar", "topbar", "topbar:prevnext", "topbar:task-counter", "instruction", "side-column",
  "annotations:tabs", "annotations:menu", "annotations:current", "annotations:add-new", "annotations:delete", "predictions:tabs", "predictions:menu",
];

/** A task as the editor takes it, with drafts that wait in this browser in the place of the server's older ones. */
export function editorTask(task: Task, local: readonly Draft[]): Task {
  const drafts = task.drafts ?? [];
  const replaced = new Set(local.map((draft) => draft.annotation));
  return { ...task, drafts: [...drafts.filter((draft) => !replaced.has(draft.annotation)), ...local] };
}

/** The editor's options for a position in the queue. */
export function queueOptions(position: Position | null, done: number | undefined): QueueOptions {
  return {
    ...(position ? { queueTotal: position.total, queuePosition: position.index } : {}),
    ...(done === undefined ? {} : { queueDone: done }),
  };
}
