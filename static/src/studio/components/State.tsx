// What a page says when there is little to show, much to wait for, or something went wrong.
import type { ComponentChildren } from "preact";
import { shell } from "../strings/shell";
import { Icon } from "./Icon";

export interface StateProps {
  readonly icon: string;
  readonly tone?: "plain" | "accent" | "warn" | "bad";
  readonly title: string;
  readonly detail?: ComponentChildren;
  /** buttons and links: what to do next */
  readonly children?: ComponentChildren;
}

const TONES = { plain: "ic", accent: "ic acc", warn: "ic warn", bad: "ic bad" } as const;

/** An empty, finished, full or failed page: an icon, what is, and what to do. */
export function State({ icon, tone = "plain", title, detail, children }: StateProps) {
  return (
    <div class="say" role={tone === "bad" ? "alert" : undefined}>
      <span class={TONES[tone]}>
        <Icon path={icon} size={24} />
      </span>
      <h2>{title}</h2>
      {detail !== undefined && <p>{detail}</p>}
      {children !== undefined && <div class="row">{children}</div>}
    </div>
  );
}

const LINES = [38, 100, 92, 97, 64];

/** Lines in the shape of what is coming. Show it only after 300 ms (`useSlow`). */
export function Skeleton({ blocks = 1 }: { readonly blocks?: number }) {
  return (
    <div class="skeleton" role="status" aria-busy="true" aria-label={shell.loading}>
      {Array.from({ length: blocks }, (_, block) => (
        <div key={block}>
          {LINES.map((width, line) => (
            <div key={line} class="sk" style={{ width: `${width}%`, height: line === 0 ? "16px" : "12px" }} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** A progress bar with its real number, 0 to 1. */
export function Bar({ part, label, tone }: { readonly part: number; readonly label: string; readonly tone?: "ok" | "warn" }) {
  const percent = Math.round(Math.min(1, Math.max(0, part)) * 100);
  return (
    <div class={tone ? `bar ${tone}` : "bar"} role="progressbar" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-label={label}>
      <i style={{ width: `${percent}%` }} />
    </div>
  );
}
