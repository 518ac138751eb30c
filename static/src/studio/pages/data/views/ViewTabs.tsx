// The saved views as tabs above the table, the whole project first.
import { useMemo, useRef, useState } from "preact/hooks";
import { Flyout } from "../../../components/Flyout";
import { Icon } from "../../../components/Icon";
import { plus } from "../../../icons/pages";
import { useValue } from "../../../observe";
import { shell } from "../../../strings/shell";
import { views as words } from "../../../strings/views";
import { toast, toastError } from "../../../toasts";
import type { DataModel } from "../model";
import { EVERYTHING, sameQuery } from "../query";
import type { SavedView } from "../types";
import { NameForm } from "./NameForm";
import { MOST_VIEWS, titleOf, ViewActions } from "./view-actions";
import { draggedView, ViewTab } from "./ViewTab";
import "./views.css";

export function ViewTabs({ model }: { readonly model: DataModel }) {
  const actions = useMemo(() => new ViewActions(model), [model]);
  const views = useValue(model.views) ?? [];
  const current = useValue(model.view);
  const changed = useValue(model.viewChanged);
  const query = useValue(model.query);
  const list = useRef<HTMLUListElement>(null);
  const [told, tell] = useState("");
  const open = views.find((view) => view.id === current);
  const full = views.length >= MOST_VIEWS;
  const move = async (view: SavedView, place: number): Promise<void> => {
    const to = Math.max(0, Math.min(place, views.length - 1));
    await actions.move(view, to);
    tell(words.moved(titleOf(view), to + 1, views.length));
    list.current?.querySelector<HTMLElement>(`[data-view="${view.id}"] .name`)?.focus();
  };
  const onDrop = (event: DragEvent): void => {
    const dragged = views.find((view) => view.id === draggedView(event));
    const target = (event.target as Element).closest<HTMLElement>("[data-view]")?.dataset["view"];
    if (!dragged || target === undefined) return;
    event.preventDefault();
    run(move(dragged, views.findIndex((view) => String(view.id) === target)));
  };
  return (
    <nav class="views" aria-label={words.tabs}>
      <ul ref={list} onDrop={onDrop}>
        <li class={open ? "view-tab" : "view-tab on"}>
          <button class="name" aria-current={open ? undefined : true} onClick={() => model.openView(undefined)}>{words.allTasks}</button>
        </li>
        {views.map((view, place) => (
          <ViewTab
            key={view.id}
            view={view}
            open={view === open}
            changed={view === open && changed}
            place={place}
            of={views.length}
            full={full}
            onOpen={() => model.openView(view.id)}
            onRename={(title) => run(actions.rename(view, title))}
            onDuplicate={() => run(actions.duplicate(view))}
            onMove={(to) => run(move(view, to))}
            onDelete={() => run(remove(actions, view))}
          />
        ))}
      </ul>
      {open && changed && (
        <span class="row">
          <button class="btn sm" onClick={() => run(actions.saveChanges(open))}>{words.saveChanges}</button>
          <button class="btn quiet sm" onClick={() => model.openView(open.id)}>{words.discard}</button>
        </span>
      )}
      {(open ? changed : !sameQuery(query, EVERYTHING)) && <SaveAs full={full} onName={(title) => run(actions.saveAs(title))} />}
      <span class="sr" role="status">{told}</span>
    </nav>
  );
}

function SaveAs({ full, onName }: { readonly full: boolean; readonly onName: (title: string) => void }) {
  const [naming, setNaming] = useState(false);
  return (
    <span class="fly-at">
      <button class="btn quiet sm" aria-haspopup="dialog" aria-expanded={naming} onClick={() => setNaming(!naming)}>
        <Icon path={plus} size={14} />
        {words.saveAs}
      </button>
      {naming && (
        <Flyout title={words.saveAs} onClose={() => setNaming(false)}>
          {full ? (
            <p class="hint full" tabIndex={-1} data-safe>{words.full(MOST_VIEWS)}</p>
          ) : (
            <NameForm name="" onName={(title) => {
              setNaming(false);
              onName(title);
            }} />
          )}
        </Flyout>
      )}
    </span>
  );
}

async function remove(actions: ViewActions, view: SavedView): Promise<void> {
  const bringBack = await actions.remove(view);
  toast(words.deleted(titleOf(view)), { action: { title: shell.undo, run: () => run(bringBack()) } });
}

const run = (work: Promise<unknown>): void => void work.catch(toastError);
