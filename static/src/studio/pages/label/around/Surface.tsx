// One side of a comparison, drawn by the editor itself: to be looked at, nothing in it can be changed.
import { useEffect, useRef } from "preact/hooks";
import { belowRoot, loadEditor, type EditorInstance } from "../../../shared/editor";
import { project } from "../../../studio";
import type { Task } from "../../../types";
import type { ResultItem } from "../../../../editor/core/types";

export interface SurfaceProps {
  readonly task: Task;
  readonly result: readonly ResultItem[];
  readonly label: string;
  /** the region to show as selected */
  readonly selected: string | undefined;
}

export function Surface({ task, result, label, selected }: SurfaceProps) {
  const element = useRef<HTMLDivElement>(null);
  const instance = useRef<EditorInstance | undefined>(undefined);
  const shown = JSON.stringify(result);
  const opened = () => ({ id: task.id, data: belowRoot(task.data), annotations: [{ id: "shown", result }] });
  useEffect(() => {
    let here = true;
    const before = (window as unknown as { Htx: unknown }).Htx;
    void loadEditor().then((Editor) => {
      if (!here || !element.current) return;
      instance.current = new Editor(element.current, { config: project.value?.label_config ?? "<View></View>", interfaces: [], task: opened() });
    });
    return () => {
      here = false;
      instance.current?.destroy();
      (window as unknown as { Htx: unknown }).Htx = before; // scripts of the page find the editor that is worked in
    };
  }, []);
  useEffect(() => instance.current?.replaceTask(opened()), [shown]);
  useEffect(() => {
    const editor = instance.current?.editor;
    const annotation = editor?.current.peek();
    const region = selected === undefined ? undefined : annotation?.regions.get(selected);
    if (!editor || !annotation) return;
    annotation.selection.value = new Set(region ? [region.id] : []);
    if (region) editor.instances.get(region.object)?.reveal?.(region);
  }, [selected]);
  return <div class="editor" ref={element} role="group" aria-label={label} onPointerDownCapture={refuse} onClickCapture={refuse} onKeyDownCapture={refuseKeys} />;
}

/** Nothing is drawn, pressed or chosen here; the wheel goes on scrolling. */
function refuse(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Keys that walk and scroll are left alone, and so is Escape. */
function refuseKeys(event: KeyboardEvent): void {
  if (!/^(Tab|Escape|Arrow|Page|Home|End)/.test(event.key)) refuse(event);
}
