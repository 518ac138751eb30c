// Asks before a template takes the place of what is in the project.
import { address } from "../api";
import { Dialog } from "./Dialog";
import { useValue } from "../observe";
import { welcome } from "../strings/welcome";
import { project, studio } from "../studio";

export function ReplaceDialog({ onReplace, onClose }: { readonly onReplace: () => void; readonly onClose: () => void }) {
  const own = useValue(project);
  return (
    <Dialog kind="alert" title={welcome.replaceTitle} onClose={onClose}>
      <p>{welcome.replace(own?.task_number ?? 0, own?.finished_task_number ?? 0)}</p>
      <div class="answers">
        {studio().bootstrap.session.private && (
          <a class="btn quiet" href={address("/api/session/download")} download>
            {welcome.downloadFirst}
          </a>
        )}
        <span class="grow" />
        <button class="btn" data-safe onClick={onClose}>
          {welcome.keep}
        </button>
        <button class="btn danger" onClick={onReplace}>
          {welcome.replaceButton}
        </button>
      </div>
    </Dialog>
  );
}
