// What happened in the last hour, added up from the history: the server's own totals count from its start.
import type { History, Values } from "./host-api";

export interface Hour {
  readonly requests: number;
  readonly refusals: number;
}

/** Requests and refusals of the last hour; undefined when nothing of it was noted. */
export function lastHour({ step_seconds: step, series }: History): Hour | undefined {
  const steps = Math.ceil(3600 / step);
  const requests = added(series.requests.slice(-steps));
  const refusals = added(series.refusals.slice(-steps));
  return requests === undefined || refusals === undefined ? undefined : { requests, refusals };
}

function added(values: Values): number | undefined {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}
