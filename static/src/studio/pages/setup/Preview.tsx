// The live preview: a real editor on one of the person's tasks, or on invented data. What is labeled there is not kept.
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../../api";
import { Icon } from "../../components/Icon";
import { Skeleton, State } from "../../components/State";
import { eye, information, left, right } from "../../icons/pages";
import { warning } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { setup } from "../../strings/setup";
import { project } from "../../studio";
import { belowRoot, loadEditor, type EditorInstance } from "../../shared/editor";
import { asksNothing } from "../../shared/label-config";
import { openTask, placeOfTask, type Opened } from "../../shared/tasks";
import { firstError, type Validation } from "../../shared/use-validation";
import type { Task } from "../../types";

export function Preview({ validation }: { readonly validation: Validation }) {
  const element = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorInstance | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  const [drawn, setDrawn] = useState(false);
  const task = usePreviewTask(validation.good);
  const config = validation.good;
  const empty = config !== undefined && asksNothing(config);
  const slow = useSlow(!drawn && !empty && !failed && validation.state !== "invalid");
  const error = validation.state === "invalid" ? firstError(validation.problems) : undefined;

  useEffect(() => () => editor.current?.destroy(), []);
  useEffect(() => {
    if (config === undefined || empty || !task.opened || !element.current) return;
    const place = element.current;
    const shown = { ...task.opened.task, annotations: [], drafts: [] };
    void loadEditor()
      .then((Editor) => {
        // a fresh instance: the preview shows the config as somebody who opens the page would see it
        editor.current?.destroy();
        editor.current = new Editor(place, { config, task: { ...shown, data: belowRoot(shown.data) }, interfaces: ["basic"] });
        setFailed(false);
        setDrawn(true);
      })
      .catch((problem: unknown) => {
        console.error(problem);
        setFailed(true);
      });
  }, [config, task.opened?.task]);

  return (
    <section class="pane preview" aria-label={setup.previewSample}>
      <PreviewHead task={task} />
      <div class="prev">
        {error && config !== undefined && (
          <div class="note warn" role="status">
            <Icon path={information} />
            <span>{setup.lastGood(error.line)}</span>
          </div>
        )}
        {failed && <State icon={warning} tone="bad" title={setup.previewFailed} />}
        {empty && <p class="muted">{setup.previewEmpty}</p>}
        {slow && <Skeleton />}
        <div class="preview-editor" ref={element} hidden={failed || empty} />
        {drawn && !empty && !failed && <ResultPeek editor={editor} />}
      </div>
    </section>
  );
}

interface PreviewTask {
  readonly opened: Opened | undefined;
  readonly sample: boolean;
  open(id: number | null | undefined): void;
}

function PreviewHead({ task }: { readonly task: PreviewTask }) {
  const position = task.opened?.position;
  return (
    <div class="ph">
      <Icon path={eye} size={14} />
      <span class="clip">{task.opened && !task.sample ? setup.previewTask(task.opened.task.id) : setup.previewSample}</span>
      {position && (
        <span class="right row">
          <button class="ib sm" aria-label={setup.previous} disabled={!position.previous} onClick={() => task.open(position.previous)}>
            <Icon path={left} size={14} />
          </button>
          <button class="ib sm" aria-label={setup.next} disabled={!position.next} onClick={() => task.open(position.next)}>
            <Icon path={right} size={14} />
          </button>
        </span>
      )}
    </div>
  );
}

/** The first task of the project, or data invented for the config where there is none. */
function usePreviewTask(config: string | undefined): PreviewTask {
  const own = useValue(project);
  const [opened, setOpened] = useState<Opened>();
  const sample = (own?.task_number ?? 0) === 0;
  const open = (id: number | null | undefined): void => {
    if (id) void openTask(id).then(setOpened, () => undefined); // the one that is shown stays
  };
  useEffect(() => {
    if (sample) return;
    void api
      .get<{ readonly tasks: readonly Task[] }>("/api/tasks/", { project: 1, page_size: 1, fields: "task_only" })
      .then(async ({ tasks: [task] }) => {
        if (!task) return;
        setOpened({ task, position: null }); // its data is all that a preview shows of it
        const position = await placeOfTask(task.id);
        setOpened((now) => (now?.task === task ? { task, position } : now));
      })
      .catch(() => undefined);
  }, [sample]);
  useEffect(() => {
    if (!sample || config === undefined || asksNothing(config)) return;
    void api
      .post<{ readonly sample_task: Record<string, unknown> }>("/api/projects/1/sample-task/", { label_config: config })
      .then(({ sample_task: data }) => setOpened({ task: { id: 0, data, annotations: [], predictions: [] }, position: null }), () => undefined);
  }, [sample, config]);
  return { opened, sample, open };
}

function ResultPeek({ editor }: { readonly editor: { readonly current: EditorInstance | undefined } }) {
  const [text, setText] = useState("[]");
  const read = (): void => setText(JSON.stringify(editor.current?.store?.annotationStore.selected.serializeAnnotation() ?? [], null, 2));
  return (
    <details class="small muted" onToggle={(event) => event.currentTarget.open && read()}>
      <summary>{setup.json}</summary>
      <p>{setup.previewPractice}</p>
      <pre class="peek" tabIndex={0}>{text}</pre>
      <button class="btn sm" onClick={read}>{setup.jsonRefresh}</button>
    </details>
  );
}
