// How a session stands, in a word and a tone.
import { hostSessions as words } from "../../strings/host-sessions";
import type { HostSession } from "./host-api";
import { until } from "./times";

export interface Standing {
  readonly text: string;
  readonly tone: "ok" | "warn" | "acc" | "plain";
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Removed, frozen, about to end, active within the hour, or just there: the first that holds. */
export function standing(session: HostSession, now: Date): Standing {
  if (session.state === "removed") {
    return { text: (session.because && words.state.because[session.because]) || words.state.removed, tone: "plain" };
  }
  if (session.frozen) return { text: words.state.frozen, tone: "acc" };
  const end = session.expires_at;
  if (end !== null && Date.parse(end) - now.getTime() < DAY) return { text: words.state.ends(until(end, now)), tone: "warn" };
  const active = now.getTime() - Date.parse(session.last_seen_at) < HOUR;
  return active ? { text: words.state.active, tone: "ok" } : { text: words.state.live, tone: "plain" };
}
