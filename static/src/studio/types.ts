// The shapes of the server's JSON that the pages read. Unknown keys are ignored; a missing one is `undefined`.
import type { ResultItem } from "../editor/core/types";

/** How the server was started: a project for everybody, one project, or the stand-alone backend of one config file. */
export type Mode = "multi" | "single" | "standalone";

export interface Project {
  readonly id: number;
  readonly title: string;
  readonly description?: string;
  readonly label_config: string;
  readonly expert_instruction: string;
  readonly show_instruction?: boolean;
  readonly sampling?: string;
  readonly created_at?: string;
  readonly task_number: number;
  readonly finished_task_number: number;
  readonly total_annotations_number: number;
  readonly total_predictions_number?: number;
  readonly skipped_annotations_number?: number;
  readonly num_tasks_with_annotations?: number;
}

export interface Annotation {
  readonly id: number;
  readonly task?: number;
  readonly result: readonly ResultItem[];
  readonly was_cancelled?: boolean;
  readonly ground_truth?: boolean;
  readonly lead_time?: number | null;
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly unique_id?: string;
  /** grows with every change */
  readonly revision?: number;
}

export interface Draft {
  readonly id: number;
  /** the annotation it changes; null for work that was never submitted */
  readonly annotation: number | null;
  /** what the editor calls the annotation that is made of it; only when it changes none */
  readonly key?: string;
  readonly result: readonly ResultItem[];
  readonly lead_time?: number | null;
  readonly created_at?: string;
  readonly updated_at?: string;
}

export interface Prediction {
  readonly id: number;
  readonly result: readonly ResultItem[];
  readonly score?: number | null;
  readonly model_version?: string;
}

export interface Task {
  readonly id: number;
  readonly inner_id?: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly is_labeled?: boolean;
  readonly annotations: readonly Annotation[];
  readonly predictions: readonly Prediction[];
  readonly drafts?: readonly Draft[];
}

/** Where a task stands among all tasks; `index` counts from 1. */
export interface Position {
  readonly index: number;
  readonly total: number;
  readonly previous: number | null;
  readonly next: number | null;
}

export interface Template {
  readonly name: string;
  readonly title: string;
  readonly category: string;
  readonly description: string;
  /** names of the label config's tags */
  readonly tags: readonly string[];
  /** address of the thumbnail, below the root path */
  readonly image: string | null;
}
