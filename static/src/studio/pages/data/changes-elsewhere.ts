// The project may be changed while the table is open: in another tab, through the API, by a model. Asking is a visit, which
// prolongs a project's life, so where projects end it is asked only while somebody is at this window.
import { project, refreshProject, studio } from "../../studio";
import { storageKey } from "../../shared/storage-key";
import type { Project } from "../../types";
import { LAYOUT_KEY } from "./layout-storage";

const EVERY = 10_000;
const AT_THE_WINDOW = 120_000;
const AFTER_ANOTHER_TAB = 800;

const counts = (one: Project | null): string =>
  one === null ? "" : [one.task_number, one.finished_task_number, one.total_annotations_number, one.total_predictions_number, one.skipped_annotations_number].join();

/** Calls back when the counts of the project are others than before, and when this window is come back to.
 *  Returns the function that stops it. */
export function onChangesElsewhere(changed: () => void): () => void {
  let active = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    if (document.visibilityState !== "visible") return;
    if (studio().bootstrap.mode === "multi" && Date.now() - active > AT_THE_WINDOW) return;
    const before = counts(project.peek());
    const asked = await refreshProject().then(() => true, () => false); // the frame tells that nobody answers
    if (asked && counts(project.peek()) !== before) changed();
  };
  const onBack = (): void => {
    if (document.visibilityState === "visible") changed();
  };
  const onActive = (): void => {
    active = Date.now();
  };
  // the labeling page of another tab keeps its unsent work in this browser's storage: what changes there is soon sent
  const onStorage = (event: StorageEvent): void => {
    if (!event.key?.includes(storageKey()) || event.key.endsWith(LAYOUT_KEY)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), AFTER_ANOTHER_TAB);
  };
  const interval = setInterval(() => void look(), EVERY);
  addEventListener("focus", onBack);
  addEventListener("storage", onStorage);
  addEventListener("pointermove", onActive, { passive: true });
  addEventListener("keydown", onActive);
  return () => {
    clearInterval(interval);
    clearTimeout(timer);
    removeEventListener("focus", onBack);
    removeEventListener("storage", onStorage);
    removeEventListener("pointermove", onActive);
    removeEventListener("keydown", onActive);
  };
}
