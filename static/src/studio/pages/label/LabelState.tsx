// What the labeling page says when there is no task to show.
import { useEffect } from "preact/hooks";
import { online } from "../../api";
import { State } from "../../components/State";
import { check, offline, warning, layers, picture, sliders } from "../../icons/shell";
import { useValue } from "../../observe";
import { errors } from "../../strings/errors";
import { labelStates } from "../../strings/label-states";
import { gallery, project, studio } from "../../studio";
import type { LabelPage } from "./label-page";
import type { View } from "./labeling";

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
  const tasks = useValue(project)?.task_number ?? 0;
  const next = (): void => void page.labeling.open(undefined);
  switch (view.kind) {
    case "empty":
      return (
        <State icon={picture} tone="accent" title={labelStates.nothing} detail={labelStates.nothingDetail}>
          <a class="btn primary" href={router.href("import")}>{labelStates.addData}</a>
          <a class="btn" href={gallery()}>{labelStates.templates}</a>
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
        <State icon={check} tone="accent" title={labelStates.done(tasks)} detail={labelStates.doneDetail}>
          <a class="btn primary" href={router.href("export")}>{labelStates.export}</a>
          <button class="btn" onClick={() => void page.lookThrough()}>{labelStates.look}</button>
        </State>
      );
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
