// Who was turned away in the last hour, and what each code means.
import { count } from "../../format";
import { hostLoad as words } from "../../strings/host-load";
import type { RefusalCount } from "./host-api";

export function Refusals({ refusals }: { readonly refusals: readonly RefusalCount[] }) {
  const sorted = refusals.filter((one) => one.count > 0).toSorted((one, other) => other.count - one.count);
  return (
    <section class="card" id="refusals" tabIndex={-1} aria-labelledby="refusals-heading">
      <div class="ch">
        <h2 id="refusals-heading">{words.refusals}</h2>
        <span class="small">{words.refusalsLead}</span>
      </div>
      {sorted.length === 0 && <p class="hl muted">{words.noRefusals}</p>}
      {sorted.map(({ code, count: number }) => (
        <div key={code} class="hl refusal">
          <div class="grow">
            <code>{code}</code>
            <p class="small muted">{words.meaning(code)}</p>
          </div>
          <span class="k" aria-label={words.times(number)}>{count(number)}</span>
        </div>
      ))}
    </section>
  );
}
