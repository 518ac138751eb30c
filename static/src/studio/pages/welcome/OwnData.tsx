// The way in for one's own data: choose, paste, or drop anywhere on the page.
import { useRef } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { useFileDrop } from "../../components/file-drop";
import { handOver } from "../../handover";
import { importing } from "../../icons/shell";
import { welcome } from "../../strings/welcome";
import { studio } from "../../studio";

/** Hands files (or the wish to paste) to the Import page. */
function toImport(files: readonly File[], paste: boolean): void {
  handOver({ files, paste });
  void studio().router.go("import");
}

export function OwnData() {
  const chooser = useRef<HTMLInputElement>(null);
  const over = useFileDrop((files) => toImport(files, false));
  return (
    <div class={over ? "own over" : "own"}>
      <div class="row">
        <Icon path={importing} size={20} />
        <div>
          <div class="strong">{over ? welcome.drop : welcome.own}</div>
          <div class="small muted">{welcome.formats(studio().bootstrap.limits.max_body_bytes)}</div>
        </div>
      </div>
      <div class="row">
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={(event) => toImport([...(event.currentTarget.files ?? [])], false)}
        />
        <button class="btn" onClick={() => chooser.current?.click()}>
          {welcome.choose}
        </button>
        <button class="btn quiet" onClick={() => toImport([], true)}>
          {welcome.paste}
        </button>
      </div>
    </div>
  );
}
