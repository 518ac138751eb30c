import { XmlEditor } from "../setup/XmlEditor";
import "../setup/setup.css";
import type { Validation } from "../setup/use-validation";

export interface PlayEditorProps {
  readonly text: string;
  readonly validation: Validation;
  readonly onChange: (text: string) => void;
  readonly onCursor: (tag: string | undefined) => void;
}

export function PlayEditor({ text, validation, onChange }: PlayEditorProps) {
  return <XmlEditor text={text} problems={validation.state === "checking" ? [] : validation.problems} onChange={onChange} onSave={() => undefined} />;
}
