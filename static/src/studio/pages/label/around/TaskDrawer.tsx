// The drawer over the surface: all tasks with search and status, and what was done last.
import { useModal } from "../../../components/use-modal";
import { Icon } from "../../../components/Icon";
import { close } from "../../../icons/shell";
import { useValue } from "../../../observe";
import { around } from "../../../strings/label-around";
import { shell } from "../../../strings/shell";
import type { LabelPage } from "../label-page";
import "./drawer.css";
import { HistoryList } from "./HistoryList";
import { TaskList } from "./TaskList";

const TABS = ["tasks", "history"] as const;

export default function TaskDrawer({ page }: { readonly page: LabelPage }) {
  const tab = useValue(page.drawer) ?? "tasks";
  const dialog = useModal();
  const shut = (): void => void (page.drawer.value = undefined);
  const open = (task: number): void => {
    shut();
    void page.labeling.open(task);
  };
  const onTabKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    page.drawer.value = tab === "tasks" ? "history" : "tasks";
    requestAnimationFrame(() => dialog.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus());
  };
  return (
    <dialog class="task-drawer" ref={dialog} aria-label={around.drawer}
      onCancel={(event) => {
        event.preventDefault();
        shut();
      }}
      onClick={(event) => event.target === dialog.current && shut()}>
      <div class="drawer-head">
        <div class="seg-ctl" role="tablist" aria-label={around.drawer} onKeyDown={onTabKey}>
          {TABS.map((name) => (
            <button key={name} type="button" role="tab" aria-selected={name === tab} tabIndex={name === tab ? 0 : -1} onClick={() => (page.drawer.value = name)}>
              {around.tabs[name]}
            </button>
          ))}
        </div>
        <button type="button" class="ib right" aria-label={shell.close} title={`${shell.close}  Esc`} onClick={shut}><Icon path={close} /></button>
      </div>
      {tab === "tasks" ? <TaskList current={page.labeling.task?.id} place={page.labeling.position?.index} onOpen={open} /> : <HistoryList current={page.labeling.task?.id} onOpen={open} />}
    </dialog>
  );
}
