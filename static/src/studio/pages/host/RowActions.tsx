// What can be done with a session: a few buttons on hover and focus, everything in the menu, which is always there.
import { address } from "../../api";
import { Icon } from "../../components/Icon";
import { clock, eye, key, trash } from "../../icons/pages";
import { hostSessions as words } from "../../strings/host-sessions";
import { nameOf, openDialog, setFrozen } from "./actions";
import { Line } from "./Foreign";
import { host, type HostSession } from "./host-api";
import { download, snow, sun } from "./icons";
import { Menu, type MenuEntry } from "./Menu";
import { go } from "./place";

/** All that can be done, in the order of the menu; a download is a link of ours. */
export const entries = (session: HostSession): readonly MenuEntry[] => [
  { title: words.action.open, icon: eye, run: () => go({ session: session.id, task: undefined, tasks: 1 }) },
  { title: words.action.extend, icon: clock, run: () => openDialog("extend", session) },
  freezing(session),
  { title: words.action.download, icon: download, href: address(host.downloadPath(session.id)) },
  { title: words.action.resume, icon: key, run: () => openDialog("resume", session) },
  { title: words.action.remove, icon: trash, danger: true, run: () => openDialog("remove", session) },
];

export const freezing = (session: HostSession): MenuEntry =>
  session.frozen
    ? { title: words.action.unfreeze, icon: sun, run: () => void setFrozen(session, false) }
    : { title: words.action.freeze, icon: snow, run: () => void setFrozen(session, true) };

export function RowActions({ session }: { readonly session: HostSession }) {
  const { title, icon, run } = freezing(session);
  return (
    <div class="row-actions" role="group" aria-label={words.actionsFor(nameOf(session))}>
      <button class="ib sm on-hover" aria-label={title} title={title} onClick={run}>
        <Icon path={icon} size={14} />
      </button>
      <a class="ib sm on-hover" href={address(host.downloadPath(session.id))} download aria-label={words.action.download} title={words.action.download}>
        <Icon path={download} size={14} />
      </a>
      <button class="ib sm on-hover" aria-label={words.action.remove} title={words.action.remove} onClick={() => openDialog("remove", session)}>
        <Icon path={trash} size={14} />
      </button>
      <Menu label={words.actionsFor(nameOf(session))} heading={<Line text={session.title} />} entries={entries(session)} />
    </div>
  );
}
