// The dark bar at the foot while tasks are selected: how many, and what can be done with all of them.
import { useMemo, useState } from "preact/hooks";
import { useCommands } from "../../../commands";
import { confirm, ConfirmDialog } from "../../../components/Confirm";
import { Flyout } from "../../../components/Flyout";
import { Icon } from "../../../components/Icon";
import { dots } from "../../../icons/data";
import { close } from "../../../icons/shell";
import { useSlow, useValue } from "../../../observe";
import { bulk as words } from "../../../strings/bulk";
import { project, studio } from "../../../studio";
import { toast, toastError } from "../../../toasts";
import type { DataModel } from "../model";
import { BulkActions, type BulkAction } from "./bulk-actions";
import { labelQuery, MOST_IN_ADDRESS, selectionQuery } from "./destinations";
import "./bulk.css";

interface Entry {
  readonly title: string;
  readonly run: () => void;
  readonly bad?: boolean;
}

export function BulkBar({ model }: { readonly model: DataModel }) {
  const actions = useMemo(() => new BulkActions(model), [model]);
  const selected = useValue(model.selectedCount);
  const running = useValue(actions.running);
  const slow = useSlow(running !== undefined);
  if (selected === 0 && !slow) return <ConfirmDialog />;
  return (
    <>
      <aside class="bulk" aria-label={words.region} aria-busy={running !== undefined}>
        {slow ? <span class="said" role="status">{running}</span> : <Choices model={model} selected={selected} actions={actions} busy={running !== undefined} />}
      </aside>
      <ConfirmDialog />
    </>
  );
}

interface ChoicesProps {
  readonly model: DataModel;
  readonly selected: number;
  readonly actions: BulkActions;
  readonly busy: boolean;
}

function Choices({ model, selected, actions, busy }: ChoicesProps) {
  const total = useValue(model.total) ?? 0;
  const { all } = useValue(model.selected);
  const own = useValue(project);
  const perform = (action: BulkAction) => () => void actions.perform(action);
  const predicted = (own?.total_predictions_number ?? 0) > 0;
  const annotated = (own?.total_annotations_number ?? 0) > 0 || (own?.skipped_annotations_number ?? 0) > 0;
  const first: readonly Entry[] = [{ title: words.label, run: () => labelSelected(model) }, { title: words.export, run: () => exportSelected(model) }];
  const others: readonly Entry[] = [
    ...(predicted ? [{ title: words.usePredictions, run: perform("predictions_to_annotations") }] : []),
    { title: words.skip, run: perform("skip_tasks") },
    ...(annotated ? [{ title: words.deleteAnnotations, run: perform("delete_tasks_annotations") }] : []),
    ...(predicted ? [{ title: words.deletePredictions, run: perform("delete_tasks_predictions") }] : []),
  ];
  const remove: Entry = { title: words.delete, run: () => run(deleteSelected(actions, selected)), bad: true };
  useCommands(() => ({ commands: busy ? [] : [...first, ...others, remove].map(({ title, run: act }) => ({ id: `bulk:${title}`, title: words.ofSelected(title, selected), run: act })) }));
  const button = (entry: Entry, hidden = false) => (
    <button key={entry.title} class={hidden ? "btn sm wide-bulk" : "btn sm"} disabled={busy} onClick={entry.run}>{entry.title}</button>
  );
  return (
    <>
      <span class="num" role="status"><b class="strong">{words.selected(selected)}</b></span>
      {!all && selected < total && <button class="btn sm all" onClick={() => model.selectAll()}>{words.selectAll(total)}</button>}
      <span class="split" />
      {first.map((entry) => button(entry))}
      {others.map((entry) => button(entry, true))}
      {button(remove)}
      <More entries={others} busy={busy} />
      <button class="ib sm" aria-label={words.clear} title={words.clear} onClick={() => model.clear()}>
        <Icon path={close} size={14} />
      </button>
    </>
  );
}

/** On narrow windows the rarer actions are in a menu. */
function More({ entries, busy }: { readonly entries: readonly Entry[]; readonly busy: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <span class="fly-at narrow-bulk">
      <button class="ib sm" aria-label={words.more} aria-haspopup="menu" aria-expanded={open} disabled={busy} onClick={() => setOpen(!open)}>
        <Icon path={dots} size={14} />
      </button>
      {open && (
        <Flyout title={words.more} onClose={() => setOpen(false)} end above>
          <div class="fly-menu" role="menu" aria-label={words.more}>
            {entries.map(({ title, run: act }, at) => (
              <button key={title} class="fly-item" role="menuitem" data-safe={at === 0 || undefined} onClick={() => {
                setOpen(false);
                act();
              }}>
                {title}
              </button>
            ))}
          </div>
        </Flyout>
      )}
    </span>
  );
}

function labelSelected(model: DataModel): void {
  const q = labelQuery(model);
  if (q === undefined) toast(words.tooManyForLabel(MOST_IN_ADDRESS), { kind: "bad" });
  else void studio().router.go("label", { q });
}

function exportSelected(model: DataModel): void {
  const q = selectionQuery(model);
  if (q === undefined) toast(words.tooManyForExport(MOST_IN_ADDRESS), { kind: "bad" });
  else void studio().router.go("export", { q });
}

/** Deleting answers with an undo; only the end of everything asks first. */
async function deleteSelected(actions: BulkActions, selected: number): Promise<void> {
  const own = project.peek();
  const everything = own !== null && selected >= own.task_number;
  const sure = !everything || (await confirm({
    title: words.everythingTitle(selected), detail: words.everythingDetail(own.total_annotations_number), yes: words.deleteAll, no: words.keep, danger: true,
  }));
  if (sure) await actions.perform("delete_tasks");
}

const run = (work: Promise<unknown>): void => void work.catch(toastError);
