// One project of the list: how far it is, how long it is kept, and what can be done with it.
import { Icon } from "../../components/Icon";
import { Bar } from "../../components/State";
import { exporting } from "../../icons/shell";
import { snow, trash } from "../../icons/pages";
import { serverNow } from "../../life/clock";
import { at, day } from "../../life/moments";
import { downloadOf, openProject, type SessionProject } from "../../session";
import { projects as words } from "../../strings/projects";
import { shell } from "../../strings/shell";
import { studio } from "../../studio";

export interface ProjectRowProps {
  readonly project: SessionProject;
  /** the list is this browser's own */
  readonly own: boolean;
  readonly onRemove: () => void;
}

export function ProjectRow({ project: one, own, onRemove }: ProjectRowProps) {
  const title = one.title || shell.untitled;
  return (
    <li class="pr">
      <div class="name">
        <span class="strong clip">{title}</span>
        {one.active && own && <span class="pill acc">{words.openNow}</span>}
        {one.frozen && <span class="pill"><Icon path={snow} />{words.frozen}</span>}
      </div>
      <div class="small muted when">{[...(one.created_at ? [words.made(day(Date.parse(one.created_at), serverNow()))] : []), ...(own ? [keptUntil(one)] : [])].join(" · ")}</div>
      <div class="far">
        <span class="small num">{words.done(one.finished_task_number, one.task_number)}</span>
        {one.task_number > 0 && <Bar part={one.finished_task_number / one.task_number} label={words.progress(title)} />}
      </div>
      <div class="row acts">
        {one.active ? (
          <a class="btn sm" href={studio().router.href("label")}>{words.goOn}</a>
        ) : (
          <button class="btn sm" aria-label={words.openNamed(title)} onClick={() => void openProject(one)}>{words.open}</button>
        )}
        {own && (
          <>
            <a class="ib" href={downloadOf(one)} download aria-label={words.download(title)} title={words.download(title)}>
              <Icon path={exporting} />
            </a>
            <button class="ib" aria-label={words.remove(title)} title={words.remove(title)} onClick={onRemove}>
              <Icon path={trash} />
            </button>
          </>
        )}
      </div>
    </li>
  );
}

function keptUntil(one: SessionProject): string {
  if (!one.expires_at) return words.forEver;
  const end = at(Date.parse(one.expires_at), serverNow());
  return one.expires_because === "age" ? words.oldAge(end) : words.until(end);
}
