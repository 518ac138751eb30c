// Who was turned away since the server began, and what each code means: limits first, they are what a host can change.
import { count } from "../../format";
import { hostLoad as words } from "../../strings/host-load";
import type { RefusalCount } from "./host-api";
import { span } from "./times";

/** The codes of limits and of the mode; all others are ordinary answers to requests that cannot be met. */
const LIMITS = new Set([
  "closed", "disk-floor", "disk-full", "frozen", "maintenance", "quota", "quota-bytes", "quota-tasks", "quota-uploads", "rate", "timeout",
  "too-many-connections", "too-many-creations", "too-many-sessions", "status-413", "status-429", "status-503", "status-507",
]);

interface RefusalsProps {
  readonly refusals: readonly RefusalCount[];
  /** when counting began; ISO 8601 */
  readonly since: string;
}

export function Refusals({ refusals, since }: RefusalsProps) {
  const sorted = refusals.filter((one) => one.count > 0).toSorted((one, other) => other.count - one.count);
  const limits = sorted.filter(({ code }) => LIMITS.has(code));
  const others = sorted.filter(({ code }) => !LIMITS.has(code));
  return (
    <section class="card" id="refusals" tabIndex={-1} aria-labelledby="refusals-heading">
      <div class="ch wraps">
        <h2 id="refusals-heading">{words.refusals}</h2>
        <span class="small">{words.refusalsLead(span(Date.now() - Date.parse(since)))}</span>
      </div>
      {sorted.length === 0 && <p class="hl muted">{words.noRefusals}</p>}
      <Group title={words.limits} refusals={limits} />
      <Group title={words.ordinary} refusals={others} />
    </section>
  );
}

function Group({ title, refusals }: { readonly title: string; readonly refusals: readonly RefusalCount[] }) {
  if (refusals.length === 0) return null;
  return (
    <>
      <h3 class="group">{title}</h3>
      <ul>
        {refusals.map(({ code, count: number }) => (
          <li key={code} class="hl refusal">
            <div class="grow">
              <code>{code}</code>
              <p class="small muted">{words.meaning(code)}</p>
            </div>
            <span class="k" aria-label={words.times(number)}>{count(number)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
