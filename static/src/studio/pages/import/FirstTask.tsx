// The first task of a file as it would be: as a list, as JSON, or in the editor that is to label it.
import { useEffect, useRef, useState } from "preact/hooks";
import { useValue } from "../../observe";
import { asksNothing } from "../../shared/label-config";
import { belowRoot, loadEditor, type EditorInstance } from "../../shared/editor";
import { mapping as words } from "../../strings/mapping";
import { project } from "../../studio";
import type { Preview, TaskPreview } from "./import-api";
import { TaskList } from "./TaskList";

export function FirstTask({ preview }: { readonly preview: Preview | undefined }) {
  const config = useValue(project)?.label_config ?? "";
  const [view, setView] = useState<"list" | "json" | "editor">("list");
  if (!preview) return null;
  const views = asksNothing(config) ? (["list", "json"] as const) : (["list", "json", "editor"] as const);
  const task = preview.tasks[0];
  return (
    <section class="first-task" aria-label={words.first}>
      <div class="row">
        <h2>{words.first}</h2>
        {task && (
          <div class="seg-ctl right" role="group" aria-label={words.first}>
            {views.map((name) => <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>{words.views[name]}</button>)}
          </div>
        )}
      </div>
      {!task && <p class="small muted">{words.noTask}</p>}
      {task && view === "list" && <TaskList task={task} />}
      {task && view === "json" && <pre class="peek" tabIndex={0}>{asText(task)}</pre>}
      {task && view === "editor" && <InEditor config={config} task={task} />}
      {preview.refusals.length > 0 && (
        <div class="small">
          <p class="muted">{words.refusals}</p>
          <ul>{preview.refusals.map((refusal, index) => <li key={index}>{words.refusal(refusal.line ?? 1, refusal.reason)}</li>)}</ul>
        </div>
      )}
    </section>
  );
}

/** The parts of a task that hold something. */
function asText(task: TaskPreview): string {
  const parts = Object.entries(task).filter(([, part]) => (Array.isArray(part) ? part.length > 0 : Object.keys(part as object).length > 0));
  return JSON.stringify(Object.fromEntries(parts), null, 2);
}

function InEditor({ config, task }: { readonly config: string; readonly task: TaskPreview }) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorInstance | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  useEffect(() => () => editor.current?.destroy(), []);
  useEffect(() => {
    let current = true;
    loadEditor().then(
      (Editor) => {
        if (!current || !place.current) return;
        editor.current?.destroy();
        const predictions = task.predictions.map((prediction, index) => ({ ...prediction, id: index + 1 }));
        const shown = { id: 0, data: belowRoot(task.data), annotations: [], predictions };
        editor.current = new Editor(place.current, { config, task: shown as never, interfaces: ["basic"] });
        setFailed(false);
      },
      (error: unknown) => {
        console.error(error);
        setFailed(true);
      },
    );
    return () => {
      current = false;
    };
  }, [config, JSON.stringify(task)]);
  return (
    <>
      {failed && <p class="small muted">{words.editorFailed}</p>}
      <div class="preview-editor" ref={place} hidden={failed} />
    </>
  );
}
