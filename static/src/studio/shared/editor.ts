// What the labeling page uses of the editor: the embedding class and the objects it hands to its callbacks.
import type { ResultItem } from "../../editor/core/types";
import type { LabelStudio } from "../../editor/embed/LabelStudio";
import type { QueueOptions } from "../../editor/embed/options";
import type { SaveStatus } from "../../editor/panels/contract";
import { address } from "../api";
import type { Draft, Position, Project, Task } from "../types";

const UPLOADS = "/data/upload/";
/** uploads that markup shows */
const PICTURES = /\bsrc="(\/data\/upload\/[^"]*)"/g;

export interface EditorAnnotation {
  readonly id: string;
  /** the server's id; undefined until it was submitted */
  readonly pk?: number | string | undefined;
  readonly leadTime?: number | undefined;
  readonly parentPrediction?: number | undefined;
  serializeAnnotation(): ResultItem[];
}

export type { SaveStatus };
export type EditorInstance = LabelStudio;

/** Loads the editor: a chunk of its own, which the server preloads on this page. */
export async function loadEditor(): Promise<typeof LabelStudio> {
  return (await import("../../editor/embed/LabelStudio")).LabelStudio;
}

/** The interfaces of a labeling page when the host does not say otherwise. */
export const LABELING: readonly string[] = [
  "panel", "controls", "submit", "update", "skip", "infobar", "topbar", "topbar:prevnext", "topbar:task-counter", "instruction", "side-column",
  "annotations:tabs", "annotations:menu", "annotations:current", "annotations:add-new", "annotations:delete", "predictions:tabs", "predictions:menu",
];

/** A task as the editor takes it, with drafts that wait in this browser in the place of the server's older ones. */
export function editorTask(task: Task, local: readonly Draft[]): Task {
  const older = (draft: Draft): boolean => local.some(({ id, annotation }) => id === draft.id || (annotation !== null && annotation === draft.annotation));
  const drafts = (task.drafts ?? []).filter((draft) => !older(draft)).map((draft) => ({ ...draft, key: draftName(draft) }));
  return { ...task, data: belowRoot(task.data), drafts: [...drafts, ...local] };
}

/** What a draft's annotation is called in the editor: the server's id of the one it changes, else a name of its own. */
export const draftName = ({ id, annotation }: Draft): string => String(annotation ?? `draft-${id}`);

/** Task data with the addresses of uploads as this browser reaches them: a proxy may serve the studio below a path. */
export function belowRoot<Value>(value: Value): Value {
  if (address("") === "") return value;
  if (typeof value === "string") return (value.startsWith(UPLOADS) ? address(value) : value.replace(PICTURES, (_, path: string) => `src="${address(path)}"`)) as Value;
  if (Array.isArray(value)) return value.map(belowRoot) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, belowRoot(inner)])) as Value;
}

/** The editor's options for a position in the queue, and for what is done of the project. */
export function queueOptions(position: Position | null, project: Project | null): QueueOptions & Readonly<Record<string, number | undefined>> {
  const finished = project?.finished_task_number;
  const done = project?.num_tasks_with_annotations ?? finished;
  return { queueTotal: position?.total, queuePosition: position?.index, queueDone: done, queueSkipped: finished && done && finished - done };
}
