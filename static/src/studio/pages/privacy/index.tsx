// Privacy: what the server says of itself, made from its settings. The same words stand in the page for browsers without
// scripts.
import { useEffect, useState } from "preact/hooks";
import { address, api } from "../../api";
import { Skeleton, State } from "../../components/State";
import { Icon } from "../../components/Icon";
import { trash } from "../../icons/pages";
import { exporting, warning } from "../../icons/shell";
import { useSlow } from "../../observe";
import { errors } from "../../strings/errors";
import { privacy as words } from "../../strings/projects";
import { studio } from "../../studio";
import "./privacy.css";

interface Notice {
  readonly sections: readonly { readonly id: string; readonly title: string; readonly statements: readonly string[] }[];
}

export default function PrivacyPage() {
  const { bootstrap, router } = studio();
  const [notice, setNotice] = useState<Notice>();
  const [failed, setFailed] = useState(false);
  const slow = useSlow(!notice && !failed);
  const load = (): void => {
    setFailed(false);
    api.get<Notice>("/api/privacy").then(setNotice, () => setFailed(true));
  };
  useEffect(load, []);
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class="head">
        <div>
          <h1>{words.heading}</h1>
          <p>{words.lead}</p>
        </div>
      </div>
      {slow && <Skeleton blocks={3} />}
      {failed && (
        <State icon={warning} tone="bad" title={words.failed} detail={errors.noConnection}>
          <button class="btn" onClick={load}>{errors.tryAgain}</button>
        </State>
      )}
      {notice && (
        <div class="setg" lang="en" dir="ltr">
          <nav class="toc" aria-label={words.heading}>
            {notice.sections.map((section) => <a key={section.id} href={`#${section.id}`}>{section.title}</a>)}
          </nav>
          <div class="notice">
            {notice.sections.map((section) => (
              <section key={section.id} id={section.id}>
                <h2>{section.title}</h2>
                {section.statements.map((statement) => <p key={statement}>{statement}</p>)}
                {section.id === "take" && bootstrap.session.private && (
                  <div class="row">
                    <a class="btn" href={address("/api/session/download")} download><Icon path={exporting} />{words.download}</a>
                    <a class="btn danger-quiet" href={router.href("settings", {}, "gone")}><Icon path={trash} />{words.delete}</a>
                  </div>
                )}
              </section>
            ))}
          </div>
        </div>
      )}
    </main>
  );
}
