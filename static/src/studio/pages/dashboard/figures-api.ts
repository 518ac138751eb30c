// What the server counts (docs/figures.md), and how it is asked for.
import { api, type Query } from "../../api";

export type Step = "hour" | "day" | "week" | "month" | "year";

export interface Point {
  /** when the step begins: ISO 8601 with this browser's offset */
  readonly at: string;
  readonly labeled: number;
  readonly labeled_in_all: number;
  readonly new: number;
  readonly changed: number;
  readonly skipped: number;
}

export interface Progress {
  readonly step: Step;
  readonly points: readonly Point[];
  readonly labeled_before: number;
  readonly today: number;
  readonly usual_day: number | null;
  readonly per_day: number | null;
  readonly end: string | null;
}

export interface Bin {
  readonly seconds: number;
  /** null for all that took longer */
  readonly until: number | null;
  readonly tasks: number;
}

export interface TimeFigures {
  readonly tasks: number;
  readonly lower_quartile: number;
  readonly median: number;
  readonly upper_quartile: number;
  readonly bins: readonly Bin[];
}

export interface Use {
  readonly label: string;
  readonly count: number;
}

export interface ControlFigures {
  readonly from_name: string;
  readonly kind: "labels" | "answers";
  readonly types: readonly { readonly type: string; readonly count: number }[];
  readonly labels: readonly Use[];
  readonly other_labels: number;
  readonly other_count: number;
  readonly total: number;
}

export interface Outcome {
  readonly from_name: string;
  readonly label: string;
  readonly kept: number;
  readonly changed: number;
  readonly added: number;
  readonly rejected: number;
  readonly kept_share: number | null;
}

export interface PredictionFigures {
  readonly tasks: number;
  readonly model_versions: readonly { readonly model_version: string; readonly tasks: number }[];
  readonly all: Outcome;
  readonly labels: readonly Outcome[];
  readonly other_labels: number;
  readonly others: Outcome;
}

export interface Figures {
  readonly from: string | null;
  readonly to: string | null;
  readonly tasks: { readonly total: number; readonly labeled: number; readonly skipped: number; readonly left: number };
  readonly annotations: number;
  readonly changed: number;
  readonly skips: number;
  readonly progress: Progress;
  readonly time: TimeFigures | null;
  readonly controls: readonly ControlFigures[];
  readonly predictions: PredictionFigures | null;
}

/** Counts the annotations of a range; days begin at this browser's midnight. */
export const readFigures = (range: Query, signal: AbortSignal): Promise<Figures> =>
  api.get<Figures>("/api/projects/1/figures", { ...range, utc_offset: -new Date().getTimezoneOffset() }, { signal });
