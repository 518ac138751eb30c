// The server's own checks.
import { Icon } from "../../components/Icon";
import { check as tick, warning } from "../../icons/shell";
import { host as words } from "../../strings/host";
import { checkName } from "./alerts";
import type { Check } from "./host-api";

export function Health({ checks }: { readonly checks: readonly Check[] }) {
  const hard = checks.some((check) => !check.ok && !check.soft);
  const soft = checks.some((check) => !check.ok);
  return (
    <section class="card" id="health" tabIndex={-1} aria-labelledby="health-heading">
      <div class="ch">
        <h2 id="health-heading">{words.health}</h2>
        <span class={`pill right ${hard ? "bad" : soft ? "warn" : "ok"}`}>
          <Icon path={soft ? warning : tick} />
          {hard ? words.notWell : soft ? words.someSoft : words.allWell}
        </span>
      </div>
      {checks.length === 0 && <p class="hl muted">{words.noChecks}</p>}
      {checks.map((check) => (
        <div key={check.name} class={check.ok ? "hl" : check.soft ? "hl soft" : "hl failed"}>
          <Icon path={check.ok ? tick : warning} size={14} />
          <span class="sr">{check.ok ? words.checkState.ok : check.soft ? words.checkState.soft : words.checkState.bad}: </span>
          <div>
            <span class="name">{checkName(check.name)}</span>
            <p class="small muted">{check.detail}</p>
          </div>
        </div>
      ))}
    </section>
  );
}
