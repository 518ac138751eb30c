// What the project holds, as it is now, and the ways on: label, add, look at figures.
import { chart } from "../../icons/shell";
import { Icon } from "../../components/Icon";
import { plus } from "../../icons/pages";
import { useEffect, useState } from "preact/hooks";
import { api } from "../../api";
import { useValue } from "../../observe";
import { data as words } from "../../strings/data";
import { project, studio } from "../../studio";
import type { Project } from "../../types";
import { openQuery } from "./bulk/destinations";
import { TakeBack } from "./bulk/TakeBack";
import type { DataModel } from "./model";
import { narrows } from "./query";

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
        {open > 0 && <LabelOpen model={model} open={open} />}
      </div>
    </div>
  );
}

/** Labels the open tasks of the project, or those that filters and search leave, in the table's order. */
function LabelOpen({ model, open }: { readonly model: DataModel; readonly open: number }) {
  const { router } = studio();
  const shown = useValue(model.shownQuery);
  const q = openQuery(model);
  const some = narrows(shown);
  const found = useOpenCount(model, some ? q : undefined);
  if (!some) return <a class="btn primary" href={router.href("label", q === undefined ? {} : { q })}>{words.label(open)}</a>;
  return found > 0 ? <a class="btn primary" href={router.href("label", { q: q ?? "" })} title={words.labelShownTitle}>{words.labelShown(found)}</a> : null;
}

/** How many tasks a query finds, asked again when the rows changed; 0 until that is known. */
function useOpenCount(model: DataModel, query: string | undefined): number {
  const [found, setFound] = useState(0);
  const changed = useValue(model.rowsChanged);
  useEffect(() => {
    if (query === undefined) return;
    const stop = new AbortController();
    api.get<{ readonly total: number }>("/api/tasks/", { fields: "table", page_size: 1, query }, { signal: stop.signal }).then(
      ({ total }) => setFound(total),
      () => stop.signal.aborted || setFound(0), // the rows' own refusal says what is the matter
    );
    return () => stop.abort();
  }, [query, changed]);
  useEffect(() => setFound(0), [query]);
  return query === undefined ? 0 : found;
}

/** "1,204 tasks · 612 done · 38 skipped" */
export function countsOf(own: Project): string {
  const done = own.num_tasks_with_annotations ?? own.finished_task_number;
  const skipped = own.finished_task_number - done;
  return [words.tasks(own.task_number), ...(own.task_number > 0 ? [words.done(done)] : []), ...(skipped > 0 ? [words.skipped(skipped)] : [])].join(" · ");
}
