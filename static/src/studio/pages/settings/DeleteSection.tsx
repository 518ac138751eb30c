// Deleting: asked once more, and told what is gone.
import { useState } from "preact/hooks";
import { address } from "../../api";
import { DeletionDialog } from "../../components/Deletion";
import { Icon } from "../../components/Icon";
import { trash } from "../../icons/pages";
import { forgetLife } from "../../life/life";
import { useValue } from "../../observe";
import { session, type Removal, type SessionInfo } from "../../session";
import { forget } from "../../life/leftovers";
import { settings as words } from "../../strings/settings";
import { ownProjects, project } from "../../studio";
import { toastError } from "../../toasts";
import { storageKey } from "../../shared/storage-key";
import { Section } from "./Section";

export interface DeleteSectionProps {
  readonly info: SessionInfo | undefined;
  readonly onDeleted: (removed: Removal) => void;
}

export function DeleteSection({ info, onDeleted }: DeleteSectionProps) {
  const own = useValue(project);
  const others = useValue(ownProjects).filter((one) => !one.active).length;
  const [asking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    setAsking(false);
    try {
      const removed = await session.remove();
      forget(storageKey()); // nothing of it stays in this browser either
      forgetLife();
      project.value = null;
      onDeleted(removed);
    } catch (error) {
      toastError(error);
    }
  };
  const counts = { tasks: own?.task_number ?? 0, annotations: own?.total_annotations_number ?? 0, files: info?.usage?.uploads };
  return (
    <Section id="gone" title={words.deleteTitle}>
      <div class="frow delete">
        <p class="muted">{words.deleteDetail(counts.tasks, counts.annotations, others)}</p>
        <button class="btn danger-quiet" onClick={() => setAsking(true)}>
          <Icon path={trash} />
          {words.deleteButton}
        </button>
      </div>
      {asking && <DeletionDialog {...counts} download={address("/api/session/download")} onDelete={() => void remove()} onClose={() => setAsking(false)} />}
    </Section>
  );
}
