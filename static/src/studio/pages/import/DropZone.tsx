// The ways in: drop, choose, paste.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { useFileDrop, type Dropped } from "../../components/file-drop";
import { importing as icon } from "../../icons/shell";
import { importing as words } from "../../strings/import";
import { shell } from "../../strings/shell";
import { AddressField } from "./AddressField";
import { pastedName } from "./batches";
import { ChooseFolder } from "./ChooseFolder";
import { toastError } from "../../toasts";
import { useUnsaved } from "../../use-unsaved";

export interface DropZoneProps {
  readonly limit: number | undefined;
  /** Choose files is the page's filled button */
  readonly primary: boolean;
  readonly pasting: boolean;
  readonly onPasting: (pasting: boolean) => void;
  /** every table waits for somebody to look at its columns */
  readonly look: boolean;
  readonly onLook: (look: boolean) => void;
  readonly onFiles: (files: readonly File[], format?: string) => void;
  readonly onFolders: (folders: Dropped["folders"]) => void;
  /** absent where the server fetches nothing */
  readonly onAddress?: ((address: string) => void) | undefined;
}

export function DropZone({ limit, primary, pasting, onPasting, look, onLook, onFiles, onFolders, onAddress }: DropZoneProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const [naming, setNaming] = useState(false);
  const drop = useFileDrop(({ files, folders }) => {
    if (files.length > 0) onFiles(files);
    onFolders(folders);
  }, toastError);
  return (
    <div class={drop === "none" ? "drop" : "drop over"}>
      <Icon path={icon} size={24} />
      <div class="strong big" role="status">{{ none: words.drop, over: words.dropNow, reading: words.readingFolder }[drop]}</div>
      <div class="small muted">
        {words.formats}
        {limit !== undefined && (
          <>
            <br />
            {words.limit(limit)}
          </>
        )}
      </div>
      <div class={onAddress ? "row pairs" : "row"}>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label={words.choose}
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
        <button class={primary && !pasting && !naming ? "btn primary" : "btn"} onClick={() => chooser.current?.click()}>
          {words.choose}
        </button>
        <ChooseFolder title={words.chooseFolder} class="btn" onFolder={(folder) => onFolders([folder])} />
        <button
          class="btn"
          aria-expanded={pasting}
          onClick={() => {
            setNaming(false);
            onPasting(!pasting);
          }}
        >
          {words.paste}
        </button>
        {onAddress && (
          <button
            class="btn"
            aria-expanded={naming}
            onClick={() => {
              onPasting(false);
              setNaming(!naming);
            }}
          >
            {words.address}
          </button>
        )}
      </div>
      <label class="tick small">
        <input type="checkbox" class="check" checked={look} onChange={(event) => onLook(event.currentTarget.checked)} />
        <span>{words.lookFirst}</span>
      </label>
      {naming && !pasting && onAddress && <AddressField onAddress={onAddress} onClose={() => setNaming(false)} />}
      {pasting && <PasteField onFiles={onFiles} onClose={() => onPasting(false)} />}
    </div>
  );
}

const FORMATS = [
  [undefined, words.asFound],
  ["json", "JSON"],
  ["csv", "CSV"],
  ["tsv", "TSV"],
  ["txt", words.asLines],
] as const;

function PasteField({ onFiles, onClose }: { readonly onFiles: DropZoneProps["onFiles"]; readonly onClose: () => void }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [format, setFormat] = useState<string>();
  useEffect(() => field.current?.focus(), []);
  useUnsaved(text.trim() !== "", () => ({ title: words.leavePaste, detail: words.leavePasteDetail, yes: words.leave, no: words.stay, danger: false }));
  const send = (): void => {
    const name = format === undefined ? pastedName(text) : `${words.pastedName}.${format}`;
    onFiles([new File([text], name)], format);
    onClose();
  };
  return (
    <div class="paste">
      <label class="label" for={id}>{words.pasteLabel}</label>
      <textarea ref={field} id={id} class="in" rows={7} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <span class="hint">{words.pasteHint}</span>
      <div class="seg-ctl" role="group" aria-label={words.pasteFormat}>
        {FORMATS.map(([value, title]) => (
          <button key={title} aria-pressed={format === value} onClick={() => setFormat(value)}>{title}</button>
        ))}
      </div>
      <div class="row">
        <button class="btn primary" disabled={text.trim() === ""} onClick={send}>{words.pasteButton}</button>
        <button class="btn quiet" onClick={onClose}>{shell.cancel}</button>
      </div>
    </div>
  );
}
