// The way back: what was submitted, changed or skipped last, as the server tells it.

export interface Step {
  readonly taskId: number;
  readonly annotationId: number;
  /** the task's place in the order of import */
  readonly inner_id: number;
  /** the beginning of the task's first text */
  readonly preview: string;
  readonly was_cancelled: boolean;
  /** 1: submitted, and not changed since */
  readonly revision: number;
  readonly result_count: number;
  readonly updated_at: string;
}

/** What was done last. */
export const deed = (step: Step): "skipped" | "changed" | "submitted" => (step.was_cancelled ? "skipped" : step.revision > 1 ? "changed" : "submitted");
