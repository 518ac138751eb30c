// Name and instruction: saved on leaving the field.
import { useId, useState } from "preact/hooks";
import { api } from "../../api";
import { useValue } from "../../observe";
import { settings as words } from "../../strings/settings";
import { project, studio } from "../../studio";
import { toastError } from "../../toasts";
import type { Project } from "../../types";
import { Row, Section } from "./Section";
import { useUnsaved } from "../../use-unsaved";

export function ProjectSection({ onSaving }: { readonly onSaving: (saving: boolean) => void }) {
  const own = useValue(project);
  const name = useId();
  const instruction = useId();
  const save = async (part: Partial<Project>): Promise<void> => {
    onSaving(true);
    try {
      project.value = await api.patch<Project>("/api/projects/1/", part);
    } catch (error) {
      toastError(error);
    } finally {
      onSaving(false);
    }
  };
  if (!own) return null;
  return (
    <Section id="project" title={words.project}>
      <Row name={words.name} htmlFor={name}>
        <SavedField id={name} value={own.title} onSave={(title) => void save({ title })} />
      </Row>
      <Row name={words.instruction} hint={words.instructionHint} htmlFor={instruction}>
        <SavedField id={instruction} value={own.expert_instruction} rows={3} onSave={(text) => void save({ expert_instruction: text })} />
      </Row>
      <Row name={words.holds} text>
        {words.holdsDetail(own.task_number, own.total_annotations_number)}
        <div class="small muted">
          <a href={studio().router.href("setup")}>{words.setupLink}</a>
        </div>
      </Row>
    </Section>
  );
}

interface SavedFieldProps {
  readonly id: string;
  readonly value: string;
  /** more than one line */
  readonly rows?: number;
  readonly onSave: (value: string) => void;
}

function SavedField({ id, value, rows, onSave }: SavedFieldProps) {
  const [typed, setTyped] = useState<string>();
  useUnsaved(typed !== undefined && typed !== value);
  const finish = (): void => {
    if (typed !== undefined && typed !== value) onSave(typed);
    setTyped(undefined);
  };
  const common = { id, class: "in", value: typed ?? value, onBlur: finish };
  if (rows !== undefined) return <textarea {...common} rows={rows} onInput={(event) => setTyped(event.currentTarget.value)} />;
  return (
    <input
      {...common}
      maxLength={255}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
