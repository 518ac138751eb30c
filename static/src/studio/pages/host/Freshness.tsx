// How new the figures are, and the notice while they cannot be renewed.
import { Icon } from "../../components/Icon";
import { offline } from "../../icons/shell";
import { host as words } from "../../strings/host";
import { refresh } from "./icons";
import type { Reading } from "./poll";
import { clock } from "./times";
import { somethingChanged } from "./use-poll";

type Asked = Pick<Reading<unknown>, "at" | "fault">;

/** "Refreshed 14:20:07" and the button that does it now, for all that is on the page. */
export function Freshness({ at }: Pick<Asked, "at">) {
  return (
    <span class="fresh">
      {at && <span class="small muted num">{words.refreshed(clock(at))}</span>}
      <button class="ib" aria-label={words.refreshNow} title={words.refreshNow} onClick={somethingChanged}>
        <Icon path={refresh} />
      </button>
    </span>
  );
}

/** A bar while the last try brought nothing new; nothing before the first answer, since then the page itself says it. */
export function FaultNote({ at, fault }: Asked) {
  return (
    <div role="status">
      {fault && at && (
        <div class="note warn fault">
          <Icon path={offline} />
          <span class="grow">
            <b>{fault.silent ? words.silent(clock(at)) : words.refused(clock(at), fault.message)}</b> {words.silentDetail}
          </span>
          <button class="btn sm" onClick={somethingChanged}>{words.tryNow}</button>
        </div>
      )}
    </div>
  );
}
