// A list of names at once.
import { useId, useState } from "preact/hooks";
import { Dialog } from "../../../components/Dialog";
import { setupBuilder as words } from "../../../strings/setup-builder";
import { shell } from "../../../strings/shell";

export interface PasteDialogProps {
  readonly what: string;
  readonly onAdd: (names: readonly string[]) => void;
  readonly onClose: () => void;
}

export default function PasteDialog({ what, onAdd, onClose }: PasteDialogProps) {
  const id = useId();
  const [text, setText] = useState("");
  const names = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
  return (
    <Dialog title={words.paste} onClose={onClose}>
      <p id={id}>{words.pasteDetail}</p>
      <textarea class="in" data-safe rows={8} aria-label={words.pasteNames} aria-describedby={id} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <div class="answers">
        <button class="btn" onClick={onClose}>{shell.cancel}</button>
        <button class="btn primary" disabled={names.length === 0} onClick={() => onAdd(names)}>{words.pasteAdd(names.length, what)}</button>
      </div>
    </Dialog>
  );
}
