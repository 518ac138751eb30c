// What the labeling page says when there is no task to show.
import { useEffect } from "preact/hooks";
import { api, online } from "../../api";
import { State } from "../../components/State";
import { check, offline, warning, layers, picture, sliders } from "../../icons/shell";
import { useValue } from "../../observe";
import { asksNothing } from "../../shared/label-config";
import { errors } from "../../strings/errors";
import { labelStates } from "../../strings/label-states";
import { gallery, project, studio } from "../../studio";
import { toastError } from "../../toasts";
import type { LabelPage } from "./label-page";
import type { View } from "./labeling";
import type { Stream } from "./stream";

export interface LabelStateProps {
  readonly view: Exclude<View, { readonly kind: "task" | "loading" }>;
  readonly page: LabelPage;
  readonly waiting: number;
}

export default function LabelState({ view, page, waiting }: LabelStateProps) {
  return (
    <div class="label-state">
      <Content view={view} page={page} waiting={waiting} />
    </div>
  );
}

function Content({ view, page, waiting }: LabelStateProps) {
  const { router } = studio();
  const own = useValue(project);
  const tasks = own?.task_number ?? 0;
  const next = (): void => void page.labeling.open(undefined);
  switch (view.kind) {
    case "empty":
      return (
        <State icon={picture} tone="accent" title={labelStates.nothing} detail={labelStates.nothingDetail}>
          <a class="btn primary" href={router.href("import")}>{labelStates.addData}</a>
          <a class="btn" href={gallery()}>{labelStates.templates}</a>
          {asksNothing(own?.label_config ?? "") && <a class="btn quiet" href={router.href("setup")}>{labelStates.setUp}</a>}
        </State>
      );
    case "no-labels":
      return (
        <State icon={sliders} tone="accent" title={labelStates.noLabels} detail={labelStates.noLabelsDetail(tasks)}>
          <a class="btn primary" href={router.href("setup")}>{labelStates.setUp}</a>
        </State>
      );
    case "done":
      return (
        <State icon={check} tone="accent" title={labelStates.done(tasks)} detail={<Done skipped={own?.skipped_annotations_number ?? 0} />}>
          <a class="btn primary" href={router.href("export")}>{labelStates.export}</a>
          <button class="btn" onClick={() => void openFirst(page)}>{labelStates.look}</button>
          {(own?.skipped_annotations_number ?? 0) > 0 && <a class="btn" href={router.href("label", { q: SKIPPED })}>{labelStates.lookAtSkipped}</a>}
          <button class="btn" onClick={() => (page.drawer.value = "history")}>{labelStates.history}</button>
          <a class="btn quiet" href={router.href("import")}>{labelStates.addMore}</a>
          <a class="btn quiet" href={router.href("dashboard")}>{labelStates.figures}</a>
        </State>
      );
    case "through":
      return <Through page={page} stream={view.stream} />;
    case "missing":
      return (
        <State icon={layers} title={labelStates.missing} detail={labelStates.missingDetail}>
          <button class="btn primary" onClick={next}>{labelStates.next}</button>
        </State>
      );
    case "offline":
      return <Offline waiting={waiting} retry={next} />;
    case "failed":
      return (
        <State icon={warning} tone="bad" title={labelStates.failed} detail={view.reason}>
          <button class="btn" onClick={next}>{errors.tryAgain}</button>
        </State>
      );
  }
}

function Done({ skipped }: { readonly skipped: number }) {
  return <>{skipped > 0 ? `${labelStates.doneSkipped(skipped)} ` : ""}{labelStates.doneDetail}</>;
}

/** The tasks that were only skipped. */
const SKIPPED = JSON.stringify({
  filters: {
    conjunction: "and",
    items: [
      { filter: "filter:tasks:total_annotations", operator: "equal", type: "Number", value: 0 },
      { filter: "filter:tasks:cancelled_annotations", operator: "greater", type: "Number", value: 0 },
    ],
  },
});

/** The end of what was selected, or of the open tasks of a view. */
function Through({ page, stream }: { readonly page: LabelPage; readonly stream: Stream }) {
  const { router } = studio();
  const own = useValue(project);
  const { total, passed, opens, query } = stream;
  const open = Math.max(0, (own?.task_number ?? 0) - (own?.finished_task_number ?? 0)) - passed;
  const again = (): void => {
    page.stream = undefined; // the same query, asked for anew
    void page.labeling.open(undefined);
  };
  const title = total === 0 ? labelStates.throughNone : !opens ? labelStates.throughSelected(total) : passed > 0 ? labelStates.throughPassed(total) : labelStates.throughOpen(total);
  const detail = total === 0 ? labelStates.throughNoneDetail : passed > 0 ? labelStates.throughPassedDetail(passed) : labelStates.throughDetail;
  return (
    <State icon={check} tone="accent" title={title} detail={detail}>
      {passed > 0 && <button class="btn primary" onClick={again}>{labelStates.throughAgain}</button>}
      <a class={passed > 0 ? "btn" : "btn primary"} href={router.href("data", { q: query })}>{labelStates.backToData}</a>
      {open > 0 && <a class="btn" href={router.href("label")}>{labelStates.otherTasks(open)}</a>}
      {total > 0 && <a class="btn quiet" href={router.href("export", opens ? {} : { q: query })}>{labelStates.export}</a>}
    </State>
  );
}

/** Shows the first task of all. */
async function openFirst(page: LabelPage): Promise<void> {
  try {
    const { tasks } = await api.get<{ readonly tasks: readonly { readonly id: number }[] }>("/api/tasks/", { project: 1, page_size: 1 });
    const first = tasks[0];
    if (first) await page.labeling.open(first.id);
  } catch (error) {
    toastError(error);
  }
}

/** Goes on by itself when the server answers again. */
function Offline({ waiting, retry }: { readonly waiting: number; readonly retry: () => void }) {
  const connected = useValue(online);
  useEffect(() => {
    if (connected && waiting === 0) retry();
  }, [connected, waiting]);
  return (
    <State icon={offline} tone="warn" title={labelStates.offlineEnd} detail={waiting > 0 ? labelStates.offlineEndDetail(waiting) : errors.noConnection}>
      <button class="btn" onClick={retry}>{errors.tryAgain}</button>
    </State>
  );
}
