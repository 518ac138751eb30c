// What a host gives, as it gives it, and as the editor takes it.
import { newId } from "../core/ids";
import type { Keymap, KeymapEntry } from "../core/keymap";
import { resultItems } from "../core/results";
import type { AnnotationSource, EditorSettings } from "../core/types";
import { texts } from "../core/texts";

/** An annotation or prediction as servers write it; unknown keys are ignored. */
export interface HostAnnotation {
  readonly id?: number | string | null;
  readonly pk?: number | string | null;
  readonly result?: unknown;
  readonly lead_time?: number | null;
  readonly created_at?: string;
  readonly createdDate?: string;
  readonly created_username?: string;
  readonly completed_by?: unknown;
  readonly was_cancelled?: boolean;
  readonly skipped?: boolean;
  readonly score?: number | null;
  readonly model_version?: string | null;
  readonly parent_prediction?: number | null;
}

export interface HostDraft {
  readonly id?: number;
  readonly annotation?: number | null;
  /** what the host calls the annotation that is made of it, when it changes none */
  readonly key?: string;
  readonly result?: unknown;
  readonly lead_time?: number | null;
}

export interface HostTask {
  readonly id?: number | string;
  readonly data?: Readonly<Record<string, unknown>> | string;
  readonly annotations?: readonly HostAnnotation[] | null;
  readonly completions?: readonly HostAnnotation[] | null;
  readonly predictions?: readonly HostAnnotation[] | null;
  readonly drafts?: readonly HostDraft[] | null;
}

export interface HostUser {
  readonly id?: number | string;
  readonly pk?: number | string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly email?: string;
  readonly initials?: string;
}

export interface QueueOptions {
  readonly queueTotal?: number | undefined;
  readonly queuePosition?: number | undefined;
  readonly queueDone?: number | undefined;
  /** tasks that were only skipped, besides those done */
  readonly queueSkipped?: number | undefined;
}

export interface LabelStudioOptions extends QueueOptions {
  readonly config?: string;
  readonly task?: HostTask;
  readonly interfaces?: readonly string[];
  readonly user?: HostUser;
  /** an element of the host's that stands in the task bar */
  readonly slot?: HTMLElement;
  /** the instruction, Markdown or HTML */
  readonly description?: string;
  readonly settings?: Partial<EditorSettings>;
  /** smart tools ask the host from the start */
  readonly forceAutoAnnotation?: boolean;
  /** what the host answers to them is taken over unasked */
  readonly forceAutoAcceptSuggestions?: boolean;
  readonly keymap?: Readonly<Record<string, Partial<KeymapEntry>>> | Keymap;
  /** the editor's own language, such as "ar" or "ar-EG", English where it is not known; one for all editors of a page */
  readonly language?: string;
  /** callbacks: onSubmitAnnotation and the others */
  readonly [option: string]: unknown;
}

export interface OpenedTask {
  readonly id: number | string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly annotations: readonly AnnotationSource[];
  readonly predictions: readonly AnnotationSource[];
}

/** The task with its drafts in the place of the annotations that they change. */
export function openedTask(task: HostTask): OpenedTask {
  const drafts = task.drafts ?? [];
  const annotations = (task.annotations ?? task.completions ?? []).map((annotation) => {
    const source = sourceOf(annotation, "annotation");
    const draft = drafts.find((candidate) => candidate.annotation != null && candidate.annotation === source.pk);
    return draft ? withDraft(source, draft) : source;
  });
  const fresh = drafts.filter((draft) => draft.annotation == null).map((draft) => withDraft(sourceOf({ id: draft.key ?? null }, "annotation"), draft));
  return {
    id: task.id ?? 0,
    data: dataOf(task.data),
    annotations: [...fresh, ...annotations],
    predictions: (task.predictions ?? []).map((prediction) => sourceOf(prediction, "prediction")),
  };
}

export function sourceOf(host: HostAnnotation, kind: AnnotationSource["kind"]): AnnotationSource {
  const pk = Number(host.pk ?? host.id ?? Number.NaN);
  return {
    id: String(host.id ?? newId()),
    pk: Number.isFinite(pk) ? pk : undefined,
    kind,
    result: resultItems(host.result),
    createdAt: host.created_at ?? host.createdDate,
    author: host.created_username,
    leadTime: host.lead_time ?? undefined,
    score: host.score ?? undefined,
    modelVersion: host.model_version ?? undefined,
    wasCancelled: host.was_cancelled ?? host.skipped,
    parentPrediction: host.parent_prediction ?? undefined,
  };
}

export function userOf(user: HostUser | undefined): { readonly id?: number | string; readonly displayName: string; readonly initials: string } {
  const full = [user?.firstName, user?.lastName].filter(Boolean).join(" ");
  const displayName = full || user?.username || user?.email || texts.you;
  const initials = user?.initials || displayName.split(/\s+/).map((word) => word.charAt(0)).join("").slice(0, 2).toUpperCase();
  const id = user?.pk ?? user?.id;
  return id === undefined ? { displayName, initials } : { id, displayName, initials };
}

function withDraft(source: AnnotationSource, draft: HostDraft): AnnotationSource {
  return { ...source, result: resultItems(draft.result), leadTime: draft.lead_time ?? source.leadTime, unsaved: true };
}

/** Some hosts give the data as JSON text. */
function dataOf(data: HostTask["data"]): Readonly<Record<string, unknown>> {
  if (typeof data !== "string") return data ?? {};
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
}
