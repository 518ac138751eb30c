// Copying to the clipboard, with an answer.
import { copy } from "../icons/pages";
import { shell } from "../strings/shell";
import { toast } from "../toasts";
import { Icon } from "./Icon";

/** Copies a text; also where the clipboard interface is missing (pages that are not served over HTTPS). */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    if (!copyBySelection(text)) {
      toast(shell.copyFailed, { kind: "bad" });
      return;
    }
  }
  toast(shell.copied);
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "sr";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <button class="ib sm" aria-label={label} title={label} onClick={() => void copyText(text)}>
      <Icon path={copy} size={14} />
    </button>
  );
}
