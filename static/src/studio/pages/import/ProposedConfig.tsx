// A file with labels that the label config has no place for: a config that has, to be used at once where there is none yet.
import { useState } from "preact/hooks";
import { api } from "../../api";
import { CopyButton } from "../../components/Copy";
import { toastError } from "../../toasts";
import { useValue } from "../../observe";
import { importing as words } from "../../strings/import";
import { project, refreshProject, studio } from "../../studio";
import { asksNothing } from "../../shared/label-config";
import type { Job } from "./job";
import type { ImportQueue } from "./queue";

export default function ProposedConfig({ job, config, queue }: { readonly job: Job; readonly config: string; readonly queue: ImportQueue }) {
  const own = useValue(project);
  const [busy, setBusy] = useState(false);
  const fresh = own !== null && own.task_number === 0 && asksNothing(own.label_config);
  const use = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.patch("/api/projects/1/", { label_config: config });
      await refreshProject();
      queue.again(job);
    } catch (error) {
      toastError(error);
      setBusy(false);
    }
  };
  return (
    <div class="sum proposed">
      <pre class="peek" tabIndex={0} dir="ltr" aria-label={words.proposed}>{config}</pre>
      <div class="row">
        {fresh && <button class="btn primary sm" disabled={busy} onClick={() => void use()}>{words.useProposed}</button>}
        {!fresh && <a class="btn sm" href={studio().router.href("setup")}>{words.openSetup}</a>}
        <CopyButton text={config} label={words.copyProposed} />
        {job.files.length > 0 && !fresh && <button class="btn sm quiet" onClick={() => queue.again(job)}>{words.tryAgain}</button>}
      </div>
    </div>
  );
}
