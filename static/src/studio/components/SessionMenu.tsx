// Behind the session badge: who can see this, how long it is kept, and the ways to take it along.
import { useEffect, useState } from "preact/hooks";
import { address } from "../api";
import { bytes } from "../format";
import { eye, key, trash } from "../icons/pages";
import { exporting, layers, sliders } from "../icons/shell";
import { serverNow } from "../life/clock";
import { moment } from "../life/moments";
import { session, type SessionInfo } from "../session";
import { menus } from "../strings/menus";
import { project, studio } from "../studio";
import { Dialog } from "./Dialog";
import { Icon } from "./Icon";
import { LanguageRow } from "./LanguageRow";
import { TourRow, type MenuProps } from "./PageMenu";
import { Bar } from "./State";
import "./menus.css";

export default function SessionMenu({ onClose }: MenuProps) {
  const { bootstrap, router } = studio();
  const [info, setInfo] = useState<SessionInfo>();
  useEffect(() => {
    if (bootstrap.session.private) session.read().then(setInfo, () => undefined); // without it the menu only lacks the date
  }, []);
  const own = project.value;
  const settings = (hash: string): string => router.href("settings", {}, hash);
  const follow = (): void => onClose();
  return (
    <Dialog kind="sheet" title={bootstrap.session.private ? menus.session : menus.local} onClose={onClose}>
      <div class="mbody">
        {info?.new === true ? (
          <p class="small">{menus.notYet}</p>
        ) : (
          <dl class="kv">
            {bootstrap.session.private && info && (
              <>
                <dt>{menus.keptUntil}</dt>
                <dd>{keptUntil(info)}</dd>
              </>
            )}
            {info?.usage && (
              <>
                <dt>{menus.space}</dt>
                <dd>
                  {menus.ofSpace(bytes(info.usage.bytes), info.limits?.bytes ? bytes(info.limits.bytes) : undefined)}
                  {!!info.limits?.bytes && <Bar part={info.usage.bytes / info.limits.bytes} label={menus.space} />}
                </dd>
              </>
            )}
            {own && own.task_number > 0 && (
              <>
                <dt>{menus.holds}</dt>
                <dd>
                  {menus.tasks(own.task_number, own.finished_task_number)}
                  <Bar part={own.finished_task_number / own.task_number} label={menus.holds} />
                </dd>
              </>
            )}
          </dl>
        )}
      </div>
      {bootstrap.session.private && (
        <a class="mrow" href={router.href("projects")} onClick={follow}>
          <Icon path={layers} />
          {menus.myProjects}
        </a>
      )}
      {bootstrap.session.private && (
        <a class="mrow" href={settings("resume")} onClick={follow}>
          <Icon path={key} />
          {menus.resume}
        </a>
      )}
      {bootstrap.session.private && (
        <a class="mrow" href={address("/api/session/download")} download onClick={follow}>
          <Icon path={exporting} />
          {menus.download}
        </a>
      )}
      <a class="mrow" href={router.href("settings")} onClick={follow}>
        <Icon path={sliders} />
        {menus.settings}
      </a>
      <TourRow onClose={onClose} />
      <LanguageRow />
      <a class="mrow" href={router.href("privacy")} onClick={follow}>
        <Icon path={eye} />
        {menus.privacy}
      </a>
      {bootstrap.session.private && (
        <>
          <hr class="msep" />
          <a class="mrow" href={settings("gone")} onClick={follow}>
            <Icon path={trash} />
            {menus.delete}
          </a>
        </>
      )}
    </Dialog>
  );
}

function keptUntil({ expires_at: end, expires_because: because }: SessionInfo): string {
  if (!end) return menus.keptForEver;
  const until = moment(Date.parse(end), serverNow());
  return because === "age" ? until : menus.unless(until);
}
