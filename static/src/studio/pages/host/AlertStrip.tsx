// What needs the host now, each with the way to the thing.
import { Icon } from "../../components/Icon";
import { arrow } from "../../icons/pages";
import { warning } from "../../icons/shell";
import { host as words } from "../../strings/host";
import { alerts, type Alert } from "./alerts";
import type { Overview } from "./host-api";
import type { Hour } from "./last-hour";
import { FIRST, go } from "./place";

export function AlertStrip({ overview, hour }: { readonly overview: Overview; readonly hour: Hour | undefined }) {
  const found = alerts(overview, hour);
  if (found.length === 0) return null;
  return (
    <section class="alerts" aria-label={words.alerts}>
      {found.map((alert) => (
        <button key={`${alert.id} ${alert.title}`} class={`alert ${alert.tone}`} onClick={() => lead(alert)}>
          <Icon path={warning} />
          <span class="grow">
            <b>{alert.title}</b>
            <span>{alert.detail}</span>
          </span>
          <Icon path={arrow} />
        </button>
      ))}
    </section>
  );
}

/** Goes where an alert leads: to a part of a page, or to the sessions in the order that matters. */
function lead({ view, part }: Alert): void {
  if (part === "largest") go({ view, query: { ...FIRST, sort: "bytes", order: "desc" } });
  else if (part === "oldest") go({ view, query: { ...FIRST, sort: "last_seen", order: "asc" } });
  else go({ view });
  const id = part === "largest" || part === "oldest" ? "sessions" : part;
  requestAnimationFrame(() => {
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: "nearest" });
    target?.focus({ preventScroll: true });
  });
}
