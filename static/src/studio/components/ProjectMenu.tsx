// Behind the project's name: the projects of this browser, and the way to another one.
import { importing, layers, sliders } from "../icons/shell";
import { openProject, type SessionProject } from "../session";
import { menus } from "../strings/menus";
import { shell } from "../strings/shell";
import { gallery, ownProjects, project, studio } from "../studio";
import { Dialog } from "./Dialog";
import { Icon } from "./Icon";
import type { MenuProps } from "./PageMenu";
import "./menus.css";

export default function ProjectMenu({ onClose }: MenuProps) {
  const { router } = studio();
  const others = ownProjects.value.filter((one) => !one.active);
  const own = project.value;
  return (
    <Dialog kind="sheet" side="left" title={menus.projects} onClose={onClose}>
      <div class="mrow" aria-current="true">
        <span class="clip">{own?.title || shell.untitled}</span>
        <span class="k">{own && own.task_number > 0 ? menus.done(own.finished_task_number, own.task_number) : menus.openNow}</span>
      </div>
      {others.map((one) => (
        <Other key={one.index} project={one} />
      ))}
      <hr class="msep" />
      <a class="mrow" href={gallery()} onClick={onClose}>
        <Icon path={layers} />
        {menus.templates}
      </a>
      <a class="mrow" href={router.href("import")} onClick={onClose}>
        <Icon path={importing} />
        {shell.pages.import}
      </a>
      <a class="mrow" href={router.href("settings")} onClick={onClose}>
        <Icon path={sliders} />
        {menus.settings}
      </a>
    </Dialog>
  );
}

function Other({ project: other }: { readonly project: SessionProject }) {
  return (
    <button class="mrow" onClick={() => void openProject(other)}>
      <span class="clip">{other.title || shell.untitled}</span>
      <span class="k">{menus.done(other.finished_task_number, other.task_number)}</span>
    </button>
  );
}
