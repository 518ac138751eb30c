import { AnnotationTabs } from "./AnnotationTabs";
import { CommandIcon } from "./CommandButton";
import type { ShellProps } from "./contract";
import { MoreMenu } from "./MoreMenu";
import { SaveState } from "./SaveState";
import { locale } from "../../language/language";
import { texts } from "../core/texts";
import { Slot } from "./Slot";

/** The bar over the labels: where am I, whose labels these are, whether they are saved, undo. */
export function TaskBar({ shell }: { readonly shell: ShellProps }) {
  const { editor, commands, queue } = shell;
  const has = (name: string) => editor.interfaces.has(name);
  const counts = has("topbar:task-counter") && queue.position !== undefined && queue.total !== undefined;
  const Place = shell.openTaskList ? "button" : "span";
  return (
    <section class="task" aria-label={texts.task}>
      {has("topbar:prevnext") && <CommandIcon command={commands["previous-task"]} icon="chevronLeft" />}
      {counts && (
        <Place class={shell.openTaskList ? "pos num btn quiet sm" : "pos num"} title={shell.openTaskList && texts.allTasks} onClick={shell.openTaskList}>
          <b>{queue.position?.toLocaleString(locale)}</b> <span class="faint">{texts.ofTotal(queue.total?.toLocaleString(locale) ?? "")}</span>
        </Place>
      )}
      {has("topbar:prevnext") && <CommandIcon command={commands["next-task"]} icon="chevronRight" />}
      {has("infobar") && <span class="taskid num faint only-wide">{texts.taskId(String(editor.task.id))}</span>}
      {(counts || has("topbar:prevnext") || has("infobar")) && <span class="split only-wide" />}
      <AnnotationTabs shell={shell} />
      <span class="grow" />
      {shell.slot && <Slot name="host-at" element={shell.slot} />}
      <SaveState status={shell.status} />
      {has("panel") && (
        <>
          <span class="split only-wide" />
          <CommandIcon command={commands.undo} icon="undo" />
          <CommandIcon command={commands.redo} icon="redo" className="only-wide" />
          <CommandIcon command={commands.reset} icon="reset" className="only-wide" />
        </>
      )}
      <MoreMenu shell={shell} />
    </section>
  );
}
