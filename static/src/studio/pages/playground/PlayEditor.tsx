import XmlEditor from "../../components/xml-editor/index";
import { setup } from "../../strings/setup";
import type { Validation } from "../setup/use-validation";

export interface PlayEditorProps {
  readonly text: string;
  readonly validation: Validation;
  readonly onChange: (text: string) => void;
  readonly onCursor: (tag: string | undefined) => void;
}

export function PlayEditor({ text, validation, onChange, onCursor }: PlayEditorProps) {
  return <XmlEditor text={text} problems={validation.problems} label={setup.config} onChange={onChange} onCursor={onCursor} />;
}
