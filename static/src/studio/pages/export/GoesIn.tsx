// What goes in: which tasks, which of their annotations, and how many that are.
import { count as figure } from "../../format";
import { exporting as words } from "../../strings/export";
import type { Project } from "../../types";
import type { Export, SavedView, Tasks, WhichAnnotations } from "./use-export";

interface GoesInProps {
  readonly own: Project;
  readonly labeled: number;
  readonly out: Export;
  /** the format packs the files that the tasks show */
  readonly packs: boolean;
}

export function GoesIn({ own, labeled, out, packs }: GoesInProps) {
  const { tasks } = out.wanted;
  const narrowed = tasks === "chosen" || typeof tasks === "number";
  const truth = out.wanted.annotations === "truth";
  const skipped = truth ? 0 : (own.skipped_annotations_number ?? 0);
  const which = (annotations: WhichAnnotations, title: string) => (
    <label class="ck">
      <input type="radio" class="check" name="annotations" checked={out.wanted.annotations === annotations} onChange={() => out.change({ annotations })} />
      <span>{title}</span>
    </label>
  );
  return (
    <section class="card" aria-labelledby="in-heading">
      <div class="ch"><h2 id="in-heading">{words.goesIn}</h2></div>
      <div class="cb stack">
        <WhichTasks own={own} labeled={labeled} out={out} />
        <fieldset class="which">
          <legend class="label">{words.annotations}</legend>
          {which("all", words.everyAnnotation)}
          {which("newest", words.newest)}
          {which("truth", words.groundTruth)}
        </fieldset>
        {narrowed && <Check checked={out.wanted.unlabeled} title={words.unlabeled} detail={words.unlabeledDetail} onChange={(unlabeled) => out.change({ unlabeled })} />}
        {skipped > 0 && <Check checked={out.wanted.skipped} title={words.skippedTasks} detail={words.skippedDetail(skipped)} onChange={(now) => out.change({ skipped: now })} />}
        {packs && <Check checked={out.wanted.files} title={words.pictures} detail={words.picturesDetail} onChange={(files) => out.change({ files })} />}
      </div>
      <div class="goes-in" role="status" aria-live="polite">
        {out.problem === undefined ? (
          <div><b>{out.count === undefined ? "…" : figure(out.count)}</b>{words.taskCount(out.count ?? 0)}</div>
        ) : (
          <p class="bad-text">{out.problem}</p>
        )}
        {annotationsOf(own, out) !== undefined && <div><b>{figure(annotationsOf(own, out) ?? 0)}</b>{words.annotationCount(annotationsOf(own, out) ?? 0)}</div>}
        {skipped > 0 && out.wanted.skipped && !narrowed && <div><b>{figure(skipped)}</b>{words.skippedCount}</div>}
      </div>
    </section>
  );
}

/** How many annotations go in, where that is known without looking at every task. */
function annotationsOf(own: Project, out: Export): number | undefined {
  const { tasks, annotations, skipped } = out.wanted;
  if (annotations === "truth") return undefined;
  if (annotations === "newest") return tasks === "labeled" && !skipped ? out.count : undefined;
  return tasks === "chosen" || typeof tasks === "number" ? undefined : own.total_annotations_number;
}

function WhichTasks({ own, labeled, out }: Omit<GoesInProps, "packs">) {
  const { tasks } = out.wanted;
  const button = (which: Tasks, title: string) => <button aria-pressed={tasks === which} onClick={() => out.change({ tasks: which })}>{title}</button>;
  return (
    <div class="field">
      <span class="label">{words.tasks}</span>
      <div class="seg-ctl" role="group" aria-label={words.tasks}>
        {button("labeled", words.labeled(labeled))}
        {button("all", words.all(own.task_number))}
        {out.chosen !== undefined && button("chosen", words.chosen)}
      </div>
      {out.views.length > 0 && (
        <select class="in" aria-label={words.view} value={typeof tasks === "number" ? tasks : ""} onChange={(event) => out.change({ tasks: Number(event.currentTarget.value) || "labeled" })}>
          <option value="">{words.noView}</option>
          {out.views.map((view) => <option key={view.id} value={view.id}>{titleOf(view)}</option>)}
        </select>
      )}
    </div>
  );
}

const titleOf = ({ id, data }: SavedView): string => (typeof data.title === "string" && data.title.trim() ? data.title : words.untitledView(id));

interface CheckProps {
  readonly checked: boolean;
  readonly title: string;
  readonly detail: string;
  readonly onChange: (checked: boolean) => void;
}

function Check({ checked, title, detail, onChange }: CheckProps) {
  return (
    <label class="ck">
      <input type="checkbox" class="check" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{title}<small>{detail}</small></span>
    </label>
  );
}
