// Welcome: the gallery of templates, each opening on its own data, and the way in for one's own files.
import { useEffect, useState } from "preact/hooks";
import { api, ApiError, EXPIRED, refused } from "../../api";
import { Icon } from "../../components/Icon";
import { Lazy } from "../../components/Lazy";
import { Skeleton, State } from "../../components/State";
import { devices, arrow } from "../../icons/pages";
import { exporting, lock, warning, picture } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { errors } from "../../strings/errors";
import { welcome } from "../../strings/welcome";
import { openTemplate } from "../../open-template";
import { project, studio, takeFirstPage } from "../../studio";
import { toastError } from "../../toasts";
import { offerTour, startTour } from "../../tour/entry";
import type { Template } from "../../types";
import { Gallery } from "./Gallery";
import { OwnData } from "./OwnData";
import { ReplaceDialog } from "../../components/ReplaceDialog";
import "./welcome.css";

export default function Welcome() {
  const { bootstrap } = studio();
  const templates = useTemplates();
  const slow = useSlow(templates.state === "loading");
  const [opening, setOpening] = useState<string>();
  const [asking, setAsking] = useState<string>();
  const [turnedAway, setTurnedAway] = useState<TurnedAway>();
  const open = async (name: string, replace = false): Promise<void> => {
    setAsking(undefined);
    setOpening(name);
    try {
      await openTemplate(name, replace);
      setTurnedAway(undefined);
      offerTour();
    } catch (error) {
      if (error instanceof ApiError && error.code === "project-not-empty") setAsking(name);
      else if (error instanceof ApiError && error === refused.peek() && error.code !== EXPIRED) {
        refused.value = undefined; // told here, where it happened, and not by the frame
        setTurnedAway({ error, name, replace });
      } else toastError(error);
    } finally {
      setOpening(undefined);
    }
  };
  return (
    <main class="page welcome" id="main" tabIndex={-1}>
      <section class="hero">
        <div>
          <h1>{welcome.heading}</h1>
          <p class="lead">{bootstrap.session.private ? welcome.lead : welcome.leadLocal}</p>
          <p class="around">
            <button class="btn" onClick={startTour}>{welcome.around}</button>
            {welcome.aroundDetail}
          </p>
        </div>
        <OwnData />
      </section>
      <GoOn />
      {turnedAway && (
        <Lazy
          load={loadRefusal}
          props={{ error: turnedAway.error, onRetry: () => void open(turnedAway.name, turnedAway.replace), onClose: () => setTurnedAway(undefined) }}
        />
      )}
      {templates.state === "loading" && slow && <Skeleton blocks={2} />}
      {templates.state === "failed" && (
        <State icon={warning} tone="bad" title={errors.page} detail={templates.reason}>
          <button class="btn" onClick={templates.again}>
            {errors.tryAgain}
          </button>
        </State>
      )}
      {templates.state === "ready" &&
        (templates.list.length > 0 ? (
          <Gallery templates={templates.list} opening={opening} onOpen={(name) => void open(name)} />
        ) : (
          <State icon={picture} title={welcome.none} detail={welcome.noneDetail} />
        ))}
      {bootstrap.session.private && <Promises />}
      {asking !== undefined && <ReplaceDialog onReplace={() => void open(asking, true)} onClose={() => setAsking(undefined)} />}
    </main>
  );
}

const loadRefusal = () => import("../../life/RefusalState");

/** A template that the host did not let open now. */
interface TurnedAway {
  readonly error: ApiError;
  readonly name: string;
  readonly replace: boolean;
}

type Templates =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly list: readonly Template[] }
  | { readonly state: "failed"; readonly reason: string; again(): void };

function useTemplates(): Templates {
  const [templates, setTemplates] = useState<Templates>(() => {
    const written = studio().bootstrap.templates;
    takeFirstPage();
    return written ? { state: "ready", list: written } : { state: "loading" };
  });
  const load = (): void => {
    setTemplates({ state: "loading" });
    api.get<readonly Template[]>("/api/templates/").then(
      (list) => setTemplates({ state: "ready", list }),
      (error: Error) => setTemplates({ state: "failed", reason: error.message, again: load }),
    );
  };
  useEffect(() => {
    if (templates.state === "loading") load();
  }, []);
  return templates;
}

/** The way back into a project that has tasks. */
function GoOn() {
  const own = useValue(project);
  if (!own || own.task_number === 0) return null;
  return (
    <a class="card go-on" href={studio().router.href("label")}>
      <span class="grow clip">
        <b class="strong">{welcome.goOn}</b>
        <span class="muted small clip">
          {own.title && `${own.title} · `}
          {welcome.goOnDetail(own.finished_task_number, own.task_number)}
        </span>
      </span>
      <Icon path={arrow} />
    </a>
  );
}

const PROMISE_ICONS = [lock, devices, exporting] as const;

function Promises() {
  return (
    <div class="promise">
      {welcome.promises.map(([title, detail], index) => (
        <div key={title}>
          <Icon path={PROMISE_ICONS[index] ?? lock} />
          <span>
            <b>{title}</b>
            {detail}
          </span>
        </div>
      ))}
      <p class="small">
        <a href={studio().router.href("privacy")}>{welcome.privacy}</a>
      </p>
      <p class="small">
        <a href={studio().router.href("settings", {}, "resume")}>{welcome.resume}</a>
      </p>
    </div>
  );
}
