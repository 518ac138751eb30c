// What was submitted, changed or skipped last, newest first.
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../../../api";
import { Skeleton } from "../../../components/State";
import { ago } from "../../../format";
import { useSlow } from "../../../observe";
import { around } from "../../../strings/label-around";
import { toastError } from "../../../toasts";
import { deed, type Step } from "./history";

export function HistoryList({ current, onOpen }: { readonly current: number | undefined; readonly onOpen: (task: number) => void }) {
  const [steps, setSteps] = useState<readonly Step[]>();
  const list = useRef<HTMLUListElement>(null);
  const slow = useSlow(steps === undefined);
  useEffect(() => {
    api.get<readonly Step[]>("/api/projects/1/label-stream-history/").then(setSteps, (error: unknown) => {
      setSteps([]);
      toastError(error);
    });
  }, []);
  useEffect(() => {
    if (steps?.length) list.current?.querySelector("button")?.focus();
  }, [steps]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  };
  if (steps === undefined) return <div class="drawer-body">{slow && <Skeleton />}</div>;
  if (steps.length === 0) {
    return (
      <div class="drawer-body">
        <div class="drawer-none">
          <b>{around.historyEmpty}</b>
          <p class="muted">{around.historyEmptyDetail}</p>
        </div>
      </div>
    );
  }
  return (
    <div class="drawer-body">
      <p class="small muted drawer-tools">{around.historyDetail}</p>
      <ul class="drawer-rows" ref={list} onKeyDown={onKeyDown}>
        {steps.map((step) => (
          <li key={step.annotationId}>
            <button type="button" class="drawer-row two" aria-current={step.taskId === current ? "true" : undefined} onClick={() => onOpen(step.taskId)}>
              <span class="clip" dir="auto">{step.preview.replace(/\s+/g, " ") || around.noText(step.taskId)}</span>
              <span class="small muted clip">
                {around.did[deed(step)]} · {around.regions(step.result_count)} · {ago(new Date(step.updated_at))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
