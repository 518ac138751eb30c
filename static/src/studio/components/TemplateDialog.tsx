// Start from a template: puts its label config into the editor.
import { useEffect, useState } from "preact/hooks";
import { api } from "../api";
import { Dialog } from "./Dialog";
import { Skeleton } from "./State";
import { useSlow } from "../observe";
import { setup as words } from "../strings/setup";
import { shell } from "../strings/shell";
import { toastError } from "../toasts";
import type { Template } from "../types";

interface TemplateWithConfig extends Template {
  readonly label_config: string;
}

export interface TemplateDialogProps {
  readonly onChoose: (config: string) => void;
  readonly onClose: () => void;
}

export default function TemplateDialog({ onChoose, onClose }: TemplateDialogProps) {
  const [templates, setTemplates] = useState<readonly Template[]>();
  const slow = useSlow(templates === undefined);
  useEffect(() => {
    api.get<readonly Template[]>("/api/templates/").then(setTemplates, (error: unknown) => {
      toastError(error);
      onClose();
    });
  }, []);
  const choose = async (name: string): Promise<void> => {
    try {
      onChoose((await api.get<TemplateWithConfig>(`/api/templates/${encodeURIComponent(name)}/`)).label_config);
    } catch (error) {
      toastError(error);
    }
  };
  return (
    <Dialog title={words.start} onClose={onClose}>
      <p>{words.startDetail}</p>
      {slow && <Skeleton />}
      <ul class="template-list">
        {templates?.map((template) => (
          <li key={template.name}>
            <button class="pick-row" onClick={() => void choose(template.name)}>
              <b class="strong">{template.title}</b>
              <span class="small muted">{template.description}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="answers">
        <button class="btn" data-safe onClick={onClose}>{shell.cancel}</button>
      </div>
    </Dialog>
  );
}
