// The way in for one's own data: choose, paste, or drop anywhere on the page.
import { useRef } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { useFileDrop, type Dropped } from "../../components/file-drop";
import { handOver } from "../../handover";
import { importing } from "../../icons/shell";
import { welcome } from "../../strings/welcome";
import { studio } from "../../studio";
import { toastError } from "../../toasts";

/** Hands files and folders (or the wish to paste) to the Import page. */
function toImport({ files, folders }: Dropped, paste = false): void {
  handOver({ files, folders, paste });
  void studio().router.go("import");
}

export function OwnData() {
  const chooser = useRef<HTMLInputElement>(null);
  const drop = useFileDrop(toImport, toastError);
  return (
    <div class={drop === "none" ? "own" : "own over"}>
      <div class="row">
        <Icon path={importing} size={20} />
        <div>
          <div class="strong">{drop === "over" ? welcome.drop : welcome.own}</div>
          <div class="small muted">{welcome.formats(studio().bootstrap.limits.max_body_bytes)}</div>
        </div>
      </div>
      <div class="row">
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={(event) => toImport({ files: [...(event.currentTarget.files ?? [])], folders: [] })}
        />
        <button class="btn" onClick={() => chooser.current?.click()}>
          {welcome.choose}
        </button>
        <button class="btn quiet" onClick={() => toImport({ files: [], folders: [] }, true)}>
          {welcome.paste}
        </button>
      </div>
    </div>
  );
}
