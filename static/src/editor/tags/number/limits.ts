// From what a person types to a number, and which numbers a Number control takes.
import type { Attributes } from "../../core/types";
import { texts } from "./texts";

/** What was typed as a number: "1,5" and "1.5", "1 000" and Arabic digits; undefined for what is none. */
export function readNumber(written: string): number | undefined {
  const latin = written.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/٫/g, ".").replace(/[\s٬'’]/g, "").replace("−", "-");
  const plain = withPoint(latin);
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : undefined;
}

/** Of a comma and a point the last one divides; "1,234" alone may be meant either way. */
export function isAmbiguous(written: string): boolean {
  return /^\s*[+-]?[1-9]\d{0,2},\d{3}\s*$/.test(written);
}

function withPoint(written: string): string {
  const comma = written.lastIndexOf(",");
  const point = written.lastIndexOf(".");
  if (comma < 0) return written;
  if (point < 0) return written.indexOf(",") === comma ? written.replace(",", ".") : written.replaceAll(",", "");
  return comma > point ? written.replaceAll(".", "").replace(",", ".") : written.replaceAll(",", "");
}

export interface Limits {
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** undefined when any number is taken */
  readonly step: number | undefined;
}

export function limitsOf(attributes: Attributes): Limits {
  const step = readNumber(attributes.string("step"));
  return { min: readNumber(attributes.string("min")), max: readNumber(attributes.string("max")), step: step && step > 0 ? step : undefined };
}

/** Why a number is not taken; undefined when it is. */
export function refusalOf(number: number, { min, max, step }: Limits): string | undefined {
  const outside = (min !== undefined && number < min) || (max !== undefined && number > max);
  if (outside && min !== undefined && max !== undefined) return texts.between(min, max);
  if (outside) return min === undefined ? texts.atMost(max!) : texts.atLeast(min);
  const steps = step === undefined ? 0 : (number - (min ?? 0)) / step;
  return Math.abs(steps - Math.round(steps)) > 1e-6 ? texts.inSteps(step!, min ?? 0) : undefined;
}

/** The number so many steps further, within the limits; without a number, the first one. */
export function stepped(number: number | undefined, steps: number, { min, max, step = 1 }: Limits): number {
  const start = number ?? (min ?? 0) - (steps > 0 ? step : -step);
  const digits = Math.max(...[step, start, min ?? 0].map((each) => (String(each).split(".")[1] ?? "").length));
  const moved = Number((start + steps * step).toFixed(Math.min(digits, 12)));
  return Math.min(max ?? Infinity, Math.max(min ?? -Infinity, moved));
}
