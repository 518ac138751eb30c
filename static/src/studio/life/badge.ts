// How long the project is kept, as the badge in the top bar says it. This much comes with every page; what counts down,
// warns and explains is a chunk of its own (Life.tsx), which takes this text over.
import { signal } from "@preact/signals-core";
import type { ComponentType } from "preact";
import { shell } from "../strings/shell";
import { studio } from "../studio";
import { noteServerTime, serverNow } from "./clock";

export const DAY = 86_400_000;

/** "kept 7 days"; empty where nothing is known of an end. */
export const kept = signal("");

/** What stands in place of the page while it is set: its project has ended. The page stays behind it. */
export const cover = signal<ComponentType | undefined>(undefined);

/** Reads the bootstrap. True when there is something to say at once; else the rest may come after the first paint. */
export function startBadge(): boolean {
  const { session, hosting } = studio().bootstrap;
  noteServerTime(session.now);
  const left = session.expires_at ? Date.parse(session.expires_at) - serverNow() : (hosting?.idle_expiry ?? 0) * 1000;
  if (left >= 2 * DAY) kept.value = shell.kept(Math.round(left / DAY));
  return (left > 0 && left < 2 * DAY) || !!session.ended || !!session.frozen || (!!hosting && hosting.mode !== "open") || warned(session.warn_from);
}

const warned = (from: string | null | undefined): boolean => !!from && Date.parse(from) <= serverNow();
