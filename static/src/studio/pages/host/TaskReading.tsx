// One task as text: its data, its annotations, its predictions.
import { CopyButton } from "../../components/Copy";
import { State } from "../../components/State";
import { offline } from "../../icons/shell";
import { useSlow } from "../../observe";
import { errors } from "../../strings/errors";
import { hostSessions } from "../../strings/host-sessions";
import { Json } from "./Foreign";
import { host } from "./host-api";
import { usePoll } from "./use-poll";

const words = hostSessions.view;

export function TaskReading({ session, task }: { readonly session: string; readonly task: number }) {
  const found = usePoll(`${session} ${task}`, (signal) => host.task(session, task, signal));
  const slow = useSlow(found.value === undefined && found.fault === undefined);
  if (found.fault && !found.value) {
    return (
      <section class="card padded">
        <State icon={offline} tone="bad" title={words.taskFailed} detail={found.fault.message}>
          <button class="btn" onClick={() => void found.again()}>{errors.tryAgain}</button>
        </State>
      </section>
    );
  }
  const shown = found.value;
  if (!shown) return <section class="card waiting">{slow && <div class="sk" />}</section>;
  return (
    <section class="card task-reading" aria-labelledby="task-heading">
      <div class="ch">
        <h2 id="task-heading" aria-live="polite">{words.task(shown.id)}</h2>
        <span class="right"><CopyButton text={JSON.stringify(shown, null, 2)} label={words.copyText} /></span>
      </div>
      <Part title={words.data} value={shown.data} />
      <Part title={words.annotationsOf(shown.annotations.length)} value={shown.annotations.length > 0 ? shown.annotations : undefined} />
      <Part title={words.predictionsOf(shown.predictions.length)} value={shown.predictions.length > 0 ? shown.predictions : undefined} />
    </section>
  );
}

function Part({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <div class="part">
      <h3>{title}</h3>
      {value !== undefined && <Json value={value} label={title} />}
    </div>
  );
}
