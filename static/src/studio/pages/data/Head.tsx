// What the project holds, as it is now, and the ways on: label, add, look at figures.
import { chart } from "../../icons/shell";
import { Icon } from "../../components/Icon";
import { plus } from "../../icons/pages";
import { useValue } from "../../observe";
import { data as words } from "../../strings/data";
import { project, studio } from "../../studio";
import type { Project } from "../../types";
import { TakeBack } from "./bulk/TakeBack";
import type { DataModel } from "./model";

export function Head({ model }: { readonly model: DataModel }) {
  const own = useValue(project);
  const open = own ? Math.max(0, own.task_number - own.finished_task_number) : 0;
  const { router } = studio();
  return (
    <div class="head">
      <div>
        <h1>{words.heading}</h1>
        {own && <p class="num" role="status">{countsOf(own)}</p>}
        <TakeBack model={model} />
      </div>
      <div class="actions">
        {own !== null && own.task_number > 0 && (
          <a class="btn" href={router.href("dashboard")}>
            <Icon path={chart} />
            {words.figures}
          </a>
        )}
        <a class={open === 0 && own !== null && own.task_number > 0 ? "btn primary" : "btn"} href={router.href("import")}>
          <Icon path={plus} />
          {words.add}
        </a>
        {open > 0 && <a class="btn primary" href={router.href("label")}>{words.label(open)}</a>}
      </div>
    </div>
  );
}

/** "1,204 tasks · 612 done · 38 skipped" */
export function countsOf(own: Project): string {
  const done = own.num_tasks_with_annotations ?? own.finished_task_number;
  const skipped = own.finished_task_number - done;
  return [words.tasks(own.task_number), ...(own.task_number > 0 ? [words.done(done)] : []), ...(skipped > 0 ? [words.skipped(skipped)] : [])].join(" · ");
}
