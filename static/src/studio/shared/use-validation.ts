// Asks the server about the config while it is typed: 350 ms after the last key, and only the newest answer counts.
import { useEffect, useState } from "preact/hooks";
import { api, ApiError } from "../api";
import { isWarning, problemsOf, type Problem } from "../components/xml-editor/problems";

/** What annotations use and the new config lacks. */
export interface Use {
  readonly tag: string;
  /** null: the whole tag */
  readonly label: string | null;
  readonly annotations: number;
}

export interface Report {
  readonly warnings?: readonly Problem[];
  /** key of the task's data -> the tag that reads it */
  readonly data_keys?: Readonly<Record<string, string>>;
  /** a sentence for each tag or label that annotations use and this config lacks */
  readonly in_use?: readonly string[];
  /** the same in parts */
  readonly uses?: readonly Use[];
}

export interface Validation {
  readonly state: "checking" | "valid" | "invalid" | "unknown";
  /** errors and warnings, in line order */
  readonly problems: readonly Problem[];
  /** the newest config that had no errors */
  readonly good: string | undefined;
  readonly report: Report;
}

const PAUSE = 350;

/** `accepted` is the config that the server holds: good until the first answer says what is. */
export function useValidation(text: string, accepted: string | undefined): Validation {
  const [validation, setValidation] = useState<Validation>({ state: "checking", problems: [], good: undefined, report: {} });
  useEffect(() => {
    const stop = new AbortController();
    setValidation((last) => ({ ...last, state: "checking" }));
    const timer = setTimeout(() => void check(text, stop.signal).then((next) => next && setValidation((last) => ({ ...last, ...next }))), PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return { ...validation, good: validation.good ?? accepted };
}

async function check(text: string, signal: AbortSignal): Promise<Partial<Validation> | undefined> {
  try {
    const report = await api.post<Report>("/api/projects/1/validate/", { label_config: text }, { signal });
    const problems = report.warnings ?? [];
    return firstError(problems) ? { state: "invalid", problems } : { state: "valid", problems, good: text, report };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    if (error instanceof ApiError && error.status === 400) {
      const problems = [...problemsOf(error)].sort((a, b) => a.line - b.line);
      return { state: "invalid", problems };
    }
    return { state: "unknown" }; // nobody answers: saving will tell
  }
}

/** The first problem that keeps the config from being saved. */
export const firstError = (problems: readonly Problem[]): Problem | undefined => problems.find((problem) => !isWarning(problem));
