// What is wrong in a label config, as the server tells it, and how one press puts it right.
import { ApiError } from "../../api";

export interface Problem {
  readonly code: string;
  /** from 1 */
  readonly line: number;
  /** from 1 */
  readonly column: number;
  readonly message: string;
  readonly tag?: string;
  readonly attribute?: string;
  /** what could stand there instead */
  readonly suggestion?: string;
}

/** The problems that an error of the validation lists; one without a list becomes a problem of the first line. */
export function problemsOf(error: ApiError): readonly Problem[] {
  const listed = error.body["problems"];
  if (Array.isArray(listed) && listed.length > 0) return listed as Problem[];
  return [{ code: "refused", line: 1, column: 1, message: error.message }];
}

/** Codes of what does not keep a config from being used. */
const WARNINGS: ReadonlySet<string> = new Set(["unknown-tag", "bad-attribute"]);

export const isWarning = (problem: Problem): boolean => WARNINGS.has(problem.code);

/** The problem that is told: the first that keeps the config from being used, else the first. */
export const firstOf = (problems: readonly Problem[]): Problem | undefined => problems.find((problem) => !isWarning(problem)) ?? problems[0];

export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where the suggestion of a problem goes: the attribute's value, or the tag's name; undefined when it is not found. */
export function replacement(text: string, problem: Problem): Replacement | undefined {
  if (problem.suggestion === undefined) return undefined;
  const start = offsetOf(text, problem.line, problem.column);
  const rest = text.slice(start);
  const found = problem.attribute ? attributeValue(rest, problem.attribute) : tagName(rest);
  return found && { start: start + found.start, end: start + found.end, text: problem.suggestion };
}

function attributeValue(rest: string, attribute: string): { start: number; end: number } | undefined {
  const escaped = attribute.replace(/[^\w]/g, "\\$&");
  const found = new RegExp(`(?:^|[\\s<])${escaped}\\s*=\\s*(["'])([^"']*)\\1`, "i").exec(rest);
  if (!found) return undefined;
  const end = found.index + found[0].length - 1;
  return { start: end - (found[2]?.length ?? 0), end };
}

function tagName(rest: string): { start: number; end: number } | undefined {
  const found = /^<?\/?([\w:.-]+)/.exec(rest);
  if (!found?.[1]) return undefined;
  return { start: found[0].length - found[1].length, end: found[0].length };
}

/** The offset of a line and column, both from 1; past the end it is the end. */
export function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return Math.min(at + column - 1, text.length);
}

/** The line (from 1) of an offset. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
