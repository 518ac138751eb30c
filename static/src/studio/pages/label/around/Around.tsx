// Around the editor: the drawer of tasks, the time, another tab's version, comparing; and the keys for all of it.
import { effect } from "@preact/signals-core";
import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { fetchAhead } from "../../../../editor/core/late";
import type { Editor } from "../../../../editor/core/editor";
import { api, EXPIRED, refused } from "../../../api";
import { useCommands } from "../../../commands";
import { Lazy } from "../../../components/Lazy";
import { useValue } from "../../../observe";
import { around } from "../../../strings/label-around";
import { studio } from "../../../studio";
import { toast, toastError } from "../../../toasts";
import type { ResultItem } from "../../../../editor/core/types";
import type { LabelPage } from "../label-page";
import { offerOf } from "../offer";
import "./around.css";
import { BarParts } from "./BarParts";
import { Conflict } from "./Conflict";
import { tellDraft, tellSent } from "./draft-told";
import { watchElsewhere } from "./elsewhere";
import { offerCopy } from "./empty-begun";
import { readLocal } from "./local-drafts";
import { annotationOf, followAddress, lasts } from "./place";
import { type Step } from "./history";
import { useEditor } from "./use-editor";
import { workClock } from "./work-clock";

const loadDrawer = () => import("./TaskDrawer");
const loadCompare = () => import("./Compare");

/** What is compared: the right side's key, and a version that is not in the editor. */
interface Comparing {
  readonly other: string | undefined;
  readonly elsewhere?: readonly ResultItem[];
}

export default function Around({ page }: { readonly page: LabelPage }) {
  const editor = useEditor(page);
  const view = useValue(page.labeling.view);
  const drawer = useValue(page.drawer);
  const elsewhere = useMemo(() => watchElsewhere(page), []);
  const conflict = useValue(elsewhere.conflict);
  const [comparing, setComparing] = useState<Comparing>();
  useEffect(() => {
    workClock();
    readLocal(page.drafts);
    return elsewhere.stop;
  }, []);
  useEffect(() => fetchAhead(loadDrawer, loadCompare), []);
  useEffect(() => tellDraft(page), []);
  useEffect(() => tellSent(page), []);
  useEffect(() => guardClosing(page), []);
  useEffect(() => saveOnLeaving(page), []);
  useEffect(() => editor && bindKeys(page, editor, () => setComparing({ other: undefined })), [editor]);
  useEffect(() => editor && offerCopy(editor), [editor]);
  useEffect(() => editor && followAddress(page, editor, (other) => setComparing({ other })), [editor]);
  useEffect(() => {
    if (editor) render(<BarParts page={page} editor={editor} stream={page.stream} onLeave={() => leaveStream(page)} onCompare={(id) => setComparing({ other: id === undefined ? undefined : `prediction-${id}` })} />, page.slot);
    return () => render(null, page.slot);
  }, [editor]);
  useCommands(() => offerOf(page.instance.peek()));
  useCommands(() => ({ hotkeys: [], commands: [
    { id: "label-back", title: around.back, keys: ["alt+b"], run: () => void goBack(page).catch(toastError) },
    { id: "label-tasks", title: around.taskList, keys: ["alt+t"], run: () => void (page.drawer.value = "tasks") },
    { id: "label-history", title: around.tabs.history, run: () => void (page.drawer.value = "history") },
  ] }));
  const task = view.kind === "task" ? view.task : undefined;
  const closeCompare = (): void => {
    setComparing(undefined);
    if (task && editor) studio().router.mark({ ...page.at(task.id), ...annotationOf(editor) }, { replace: true });
  };
  return (
    <>
      {conflict && editor && (
        <Conflict editor={editor} conflict={conflict} onGoOn={elsewhere.goOn} onLook={() => setComparing({ other: "other-tab", elsewhere: conflict.theirs.result })} />
      )}
      {drawer && <Lazy load={loadDrawer} props={{ page }} />}
      {comparing && editor && task && (
        <Lazy
          load={loadCompare}
          props={{
            editor, task, other: comparing.other, elsewhere: comparing.elsewhere, onClose: closeCompare,
            onShow: (left: string, right: string) =>
              studio().router.mark({ ...page.at(task.id), ...(lasts(left) && { annotation: left }), ...(lasts(right) && { compare: right }) }, { replace: true }),
          }}
        />
      )}
    </>
  );
}

function bindKeys(page: LabelPage, editor: Editor, compare: () => void): () => void {
  const { group } = around;
  const several = (): boolean => editor.annotations.value.length + editor.predictions.value.length > 1;
  const ends = [
    page.stream ? editor.hotkeys.bind({ key: "alt+q", title: around.leaveStream, group, menu: "close", run: () => leaveStream(page) }) : () => undefined,
    editor.hotkeys.bind({ key: "alt+b", title: around.back, group, menu: "clock", run: () => void goBack(page).catch(toastError) }),
    editor.hotkeys.bind({ key: "alt+t", title: around.taskList, group, menu: "search", run: () => void (page.drawer.value = "tasks") }),
    editor.hotkeys.bind({ key: "alt+c", title: around.compare, group, menu: "copy", enabled: several, run: compare }),
  ];
  return () => ends.forEach((end) => end());
}

/** Goes on with all tasks from the one that is shown. */
function leaveStream(page: LabelPage): void {
  const { task } = page.labeling;
  void studio().router.go("label", task && { task: task.id });
}

/** Opens what was labeled before the task that is shown; from there again what was before it. */
async function goBack(page: LabelPage): Promise<void> {
  const steps = await api.get<readonly Step[]>("/api/projects/1/label-stream-history/");
  const tasks = [...new Set(steps.map(({ taskId }) => taskId))];
  const before = tasks[tasks.indexOf(page.labeling.task?.id ?? 0) + 1];
  if (before === undefined) toast(around.nothingBack);
  else await page.labeling.open(before);
}

/** What waits is saved when the page goes out of sight, and when the project has ended: then it is kept in this browser, to be downloaded. */
function saveOnLeaving(page: LabelPage): () => void {
  const onHide = (): void => void (document.visibilityState === "hidden" && page.flush());
  document.addEventListener("visibilitychange", onHide);
  const stop = effect(() => void (refused.value?.code === EXPIRED && page.flush()));
  return () => {
    document.removeEventListener("visibilitychange", onHide);
    stop();
  };
}

/** The browser asks before a window with unsaved work is closed; meanwhile it is saved. */
function guardClosing(page: LabelPage): () => void {
  const onLeave = (event: BeforeUnloadEvent): void => {
    if (page.status.value?.saved !== "saving") return;
    void page.flush();
    event.preventDefault();
  };
  addEventListener("beforeunload", onLeave);
  return () => removeEventListener("beforeunload", onLeave);
}
