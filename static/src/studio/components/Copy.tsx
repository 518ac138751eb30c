// Copying to the clipboard, with an answer.
import { copy } from "../icons/pages";
import { shell } from "../strings/shell";
import { toast } from "../toasts";
import { Icon } from "./Icon";

/** Copies a text, also where the clipboard interface is missing (pages that are not served over HTTPS), and says so.
 *  Resolves to false, with nothing said, when the browser does not allow it. */
export async function copyText(text: string, said: string = shell.copied): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    if (!copyBySelection(text)) return false;
  }
  toast(said);
  return true;
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
  const copyIt = async (): Promise<void> => {
    if (!(await copyText(text))) toast(shell.copyFailed, { kind: "bad" });
  };
  return (
    <button class="ib sm" aria-label={label} title={label} onClick={() => void copyIt()}>
      <Icon path={copy} size={14} />
    </button>
  );
}
