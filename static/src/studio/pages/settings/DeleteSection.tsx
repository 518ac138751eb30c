// Deleting: asked once more, and told what is gone.
import { useState } from "preact/hooks";
import { address } from "../../api";
import { Dialog } from "../../components/Dialog";
import { Icon } from "../../components/Icon";
import { trash } from "../../icons/pages";
import { useValue } from "../../observe";
import { session, type Removal } from "../../session";
import { stored } from "../../storage";
import { settings as words } from "../../strings/settings";
import { project } from "../../studio";
import { toastError } from "../../toasts";
import { storageKey } from "../../shared/storage-key";
import { Section } from "./Section";

export function DeleteSection({ onDeleted }: { readonly onDeleted: (removed: Removal) => void }) {
  const own = useValue(project);
  const [asking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    setAsking(false);
    try {
      const removed = await session.remove();
      for (const key of stored.keys(storageKey())) stored.remove(key); // nothing of it stays in this browser either
      project.value = null;
      onDeleted(removed);
    } catch (error) {
      toastError(error);
    }
  };
  const tasks = own?.task_number ?? 0;
  const annotations = own?.total_annotations_number ?? 0;
  return (
    <Section id="gone" title={words.deleteTitle}>
      <div class="frow delete">
        <p class="muted">{words.deleteDetail(tasks, annotations)}</p>
        <button class="btn danger-quiet" onClick={() => setAsking(true)}>
          <Icon path={trash} />
          {words.deleteButton}
        </button>
      </div>
      {asking && (
        <Dialog kind="alert" title={words.confirmTitle} onClose={() => setAsking(false)}>
          <p>{words.confirmDetail(tasks, annotations)}</p>
          <div class="answers">
            <a class="btn quiet" href={address("/api/session/download")} download>{words.downloadFirst}</a>
            <span class="grow" />
            <button class="btn" data-safe onClick={() => setAsking(false)}>{words.keepIt}</button>
            <button class="btn danger" onClick={() => void remove()}>{words.deleteIt}</button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}

/** What was removed, in words; what there was none of is left out. */
export function removedParts(removed: Removal): readonly string[] {
  const { tasks, annotations, uploads, bytes } = removed;
  return [
    ...(tasks ? [words.part.tasks(tasks)] : []),
    ...(annotations ? [words.part.annotations(annotations)] : []),
    ...(uploads ? [words.part.files(uploads)] : []),
    ...(bytes ? [words.part.bytes(bytes)] : []),
  ];
}
