// My projects: what this browser can open, for how long, and the ways in and out.
import { useEffect, useId, useState } from "preact/hooks";
import { address } from "../../api";
import { DeletionDialog, DeletionReport } from "../../components/Deletion";
import { Icon } from "../../components/Icon";
import { Skeleton, State } from "../../components/State";
import { check, layers, warning } from "../../icons/shell";
import { plus } from "../../icons/pages";
import { forget } from "../../life/leftovers";
import { forgetLife } from "../../life/life";
import { useSlow, useValue } from "../../observe";
import { downloadOf, session, type Removal, type SessionProject } from "../../session";
import { storageKey } from "../../shared/storage-key";
import { errors } from "../../strings/errors";
import { projects as words } from "../../strings/projects";
import { shell } from "../../strings/shell";
import { gallery, ownProjects, project, studio } from "../../studio";
import { toastError } from "../../toasts";
import { ProjectRow } from "./ProjectRow";
import "./projects.css";

/** A browser's list holds so many (the cookie has no room for more). */
const MOST = 10;

interface Removed {
  readonly title: string;
  readonly figures: Removal;
}

export default function ProjectsPage() {
  const own = studio().bootstrap.session.private;
  const list = useValue(ownProjects);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const [asking, setAsking] = useState<SessionProject>();
  const [removed, setRemoved] = useState<Removed>();
  const slow = useSlow(state === "loading");
  const load = (): void => {
    session.projects().then(
      (found) => {
        ownProjects.value = found;
        setState("ready");
      },
      () => setState("failed"),
    );
  };
  useEffect(load, []);
  const remove = async (one: SessionProject): Promise<void> => {
    setAsking(undefined);
    try {
      const figures = await session.removeListed(one);
      if (one.active) {
        forget(storageKey()); // nothing of it stays in this browser either
        forgetLife();
        project.value = null;
      }
      setRemoved({ title: one.title || shell.untitled, figures });
    } catch (error) {
      toastError(error);
    }
    load();
  };
  return (
    <main class="page" id="main" tabIndex={-1}>
      <Head own={own} full={list.length >= MOST} />
      <div class="stack plist">
        {list.length >= MOST && (
          <div class="note warn" role="status">
            <Icon path={warning} />
            <span><b>{words.full(MOST)}</b> {words.fullDetail}</span>
          </div>
        )}
        {removed && (
          <section class="card gone">
            <div class="say over">
              <span class="ic acc"><Icon path={check} size={24} /></span>
              <DeletionReport key={removed.title} removed={removed.figures} title={removed.title} />
            </div>
          </section>
        )}
        {state === "loading" && list.length === 0 && slow && <Skeleton />}
        {state === "failed" && (
          <State icon={warning} tone="bad" title={words.failed} detail={errors.noConnection}>
            <button class="btn" onClick={load}>{errors.tryAgain}</button>
          </State>
        )}
        {list.length > 0 && (
          <section class="card set" aria-labelledby="listed">
            <div class="ch">
              <h2 id="listed">{words.listed}</h2>
              {own && <span class="small num">{words.amount(list.length, MOST)}</span>}
            </div>
            <ul>{list.map((one) => <ProjectRow key={`${one.index}:${one.created_at}`} project={one} own={own} onRemove={() => setAsking(one)} />)}</ul>
          </section>
        )}
        {state === "ready" && list.length === 0 && (
          <section class="card frame">
            <State icon={layers} tone="accent" title={words.empty} detail={words.emptyDetail}>
              <a class="btn" href={gallery()}>{words.templates}</a>
            </State>
          </section>
        )}
        {own && <Resume />}
      </div>
      {asking && (
        <DeletionDialog
          title={asking.title || shell.untitled}
          tasks={asking.task_number}
          annotations={asking.total_annotations_number ?? 0}
          download={downloadOf(asking)}
          onDelete={() => void remove(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </main>
  );
}

function Head({ own, full }: { readonly own: boolean; readonly full: boolean }) {
  const startOver = (): void => void session.startOver().then(() => location.assign(address("/", { show: "templates" })), toastError);
  return (
    <div class="head">
      <div>
        <h1>{words.heading}</h1>
        <p>{own ? words.lead : words.leadLocal}</p>
      </div>
      {own && (
        <div class="actions">
          <button class="btn primary" disabled={full} title={full ? words.fullDetail : words.newHint} onClick={startOver}>
            <Icon path={plus} />
            {words.newProject}
          </button>
        </div>
      )}
    </div>
  );
}

function Resume() {
  const id = useId();
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const open = (event: Event): void => {
    event.preventDefault();
    session.resume(code.trim()).then(() => location.assign(address("/label")), (error: Error) => setRefusal(error.message));
  };
  return (
    <section class="card set" id="resume" aria-labelledby={`${id}-h`}>
      <div class="ch"><h2 id={`${id}-h`}>{words.resume}</h2></div>
      <form class="frow" onSubmit={open}>
        <div>
          <label for={id}>{words.resumeField}</label>
          <small>{words.resumeHint}</small>
        </div>
        <div>
          <div class="row">
            <input
              id={id}
              class="in"
              value={code}
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              aria-describedby={refusal === undefined ? undefined : `${id}-no`}
              aria-invalid={refusal !== undefined}
              onInput={(event) => { setCode(event.currentTarget.value); setRefusal(undefined); }}
            />
            <button class="btn" disabled={code.trim() === ""}>{words.resumeButton}</button>
          </div>
          {refusal !== undefined && <p class="small refused" id={`${id}-no`} role="alert">{refusal}</p>}
        </div>
      </form>
    </section>
  );
}
