// Label: the editor fills the page; this module gives it tasks and takes what is made of them.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { fetchAhead } from "../../../editor/core/late";
import { waitingChanges } from "../../api";
import { Lazy } from "../../components/Lazy";
import { Skeleton } from "../../components/State";
import { useSlow, useTitleDetail, useValue } from "../../observe";
import { label } from "../../strings/label";
import { studio } from "../../studio";
import { around, openPage } from "./label-page";
import { READING } from "./labeling";
import { wantedTask } from "./wanted-task";

const loadState = () => import("./LabelState");

export default function Label() {
  const page = useMemo(openPage, []);
  const element = useRef<HTMLDivElement>(null);
  const view = useValue(page.labeling.view);
  const place = useValue(studio().router.place);
  const waiting = useValue(page.pending.count);
  const editorReady = useValue(page.ready);
  const slow = useSlow(view.kind === "loading" || (view.kind === "task" && !editorReady));
  const [later, setLater] = useState(false);
  const wanted = wantedTask(place.query);

  useEffect(() => {
    if (element.current) page.mount(element.current);
    return () => page.close();
  }, []);
  useEffect(() => {
    waitingChanges.value = waiting;
    return () => {
      waitingChanges.value = undefined;
    };
  }, [waiting]);
  useEffect(() => {
    const shown = page.labeling.task;
    const elsewhere = page.asked !== (page.stream?.query ?? null);
    if (view.kind !== "loading" && (elsewhere || (wanted && wanted !== shown?.id))) void page.labeling.open(wanted, { silent: !elsewhere });
  }, [place]);
  useTitleDetail(view.kind === "task" ? label.task(view.task.id) : "");

  const labeling = view.kind === "task";
  useEffect(() => {
    // the editor hears keys that are pressed inside it: the focus that arrives with the page goes there
    if (labeling && editorReady && document.activeElement?.id === "main") element.current?.focus({ preventScroll: true });
  }, [labeling, editorReady]);
  useEffect(() => {
    // the sentence for a lost connection must be here before the connection goes
    fetchAhead(loadState);
    const timer = setTimeout(() => setLater(true), READING);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main class="label-page" id="main" tabIndex={-1}>
      <h1 class="sr">{label.heading}</h1>
      {slow && (
        <div class="doc-skeleton">
          <Skeleton blocks={2} />
        </div>
      )}
      <div class="editor" ref={element} tabIndex={-1} hidden={!labeling} />
      {later && <Lazy load={around} props={{ page }} />}
      {!labeling && view.kind !== "loading" && <Lazy load={loadState} props={{ view, page, waiting }} />}
    </main>
  );
}
