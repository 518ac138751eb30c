// Settings: how long the project is kept, how to take it along, and, last, how to delete it.
import { useEffect, useState } from "preact/hooks";
import { address } from "../../api";
import { DeletionReport } from "../../components/Deletion";
import { LanguageSelect } from "../../components/LanguageRow";
import { Icon } from "../../components/Icon";
import { clock, devices, eye, plus, trash } from "../../icons/pages";
import { check, code, exporting, tag, layers } from "../../icons/shell";
import { useValue } from "../../observe";
import { openProject, session, type Removal, type SessionInfo, type SessionProject } from "../../session";
import { settings as words } from "../../strings/settings";
import { shell } from "../../strings/shell";
import { gallery, ownProjects, project, refreshProject, studio } from "../../studio";
import { setTheme, theme } from "../../theme";
import { toastError } from "../../toasts";
import { ResumeSection, TokenSection } from "./AccessSections";
import { DeleteSection } from "./DeleteSection";
import { KeptSection } from "./KeptSection";
import { ProjectSection } from "./ProjectSection";
import { Row, Section } from "./Section";
import "./settings.css";

export default function SettingsPage() {
  const own = studio().bootstrap.session.private;
  const [info, setInfo] = useState<SessionInfo>();
  const [saving, setSaving] = useState(false);
  const [removed, setRemoved] = useState<Removal>();
  const others = useValue(ownProjects).some((one) => !one.active);
  useEffect(() => {
    if (!project.value) refreshProject().catch(toastError);
    if (own) session.read().then((read) => {
      ownProjects.value = read.projects;
      setInfo(read);
    }, toastError);
    const target = studio().router.place.value.hash;
    if (target) document.getElementById(target)?.scrollIntoView();
  }, []);
  if (removed) {
    return (
      <main class="page center" id="main" tabIndex={-1}>
        <div class="say over">
          <span class="ic acc"><Icon path={check} size={24} /></span>
          <DeletionReport removed={removed} />
          <div class="row">
            <a class="btn primary" href={gallery()}>{words.startAgain}</a>
            {others && <a class="btn" href={studio().router.href("projects")}>{words.otherProjects}</a>}
          </div>
        </div>
      </main>
    );
  }
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class="head">
        <div>
          <h1>{own ? words.heading : words.headingLocal}</h1>
          <p>{own ? words.lead : words.leadLocal}</p>
        </div>
        <div class="actions">
          <span class={saving ? "saved busy" : "saved"} role="status">{saving ? words.saving : words.saved}</span>
        </div>
      </div>
      <div class="setg">
        <Contents own={own} />
        <div class="stack">
          <ProjectSection onSaving={setSaving} />
          {own && <KeptSection info={info} />}
          {own && <ResumeSection />}
          {own && <MineSection />}
          {own && <TokenSection />}
          <ThemeSection />
          {own && <DownloadSection />}
          {own && <DeleteSection info={info} onDeleted={setRemoved} />}
        </div>
      </div>
    </main>
  );
}

const CONTENTS = [
  ["project", words.project, tag, false],
  ["kept", words.kept, clock, true],
  ["resume", words.resumeShort, devices, true],
  ["mine", words.mine, layers, true],
  ["token", words.token, code, true],
  ["theme", words.theme, eye, false],
  ["out", words.download, exporting, true],
  ["gone", words.delete, trash, true],
] as const;

function Contents({ own }: { readonly own: boolean }) {
  const at = useValue(studio().router.place).hash || "project";
  const [current, setCurrent] = useState(at);
  return (
    <nav class="toc" aria-label={words.sections}>
      {CONTENTS.filter(([, , , needsSession]) => own || !needsSession).map(([id, title, icon]) => (
        <a key={id} href={`#${id}`} aria-current={id === current ? "true" : undefined} onClick={() => setCurrent(id)}>
          <Icon path={icon} />
          {title}
        </a>
      ))}
    </nav>
  );
}

function MineSection() {
  const projects = useValue(ownProjects);
  const startOver = (): void => void session.startOver().then(() => location.assign(address("/")), toastError);
  return (
    <Section id="mine" title={words.mine} note={projects.length > 0 ? words.mineCount(projects.length) : undefined}>
      {projects.map((one) => (
        <ProjectRow key={one.index} project={one} />
      ))}
      <div class="row foot-row">
        <button class="btn sm" onClick={startOver}>
          <Icon path={plus} size={14} />
          {words.newProject}
        </button>
        <a class="btn sm quiet" href={studio().router.href("projects")}>{words.allProjects}</a>
      </div>
    </Section>
  );
}

function ProjectRow({ project: one }: { readonly project: SessionProject }) {
  return (
    <div class="prow">
      <span class="clip strong">{one.title || shell.untitled}</span>
      <span class="n">{`${one.finished_task_number} / ${one.task_number}`}</span>
      {one.active ? <span class="pill acc">{words.openNow}</span> : <button class="btn sm" onClick={() => void openProject(one)}>{words.open}</button>}
    </div>
  );
}

const THEMES = [["system", words.system], ["light", words.light], ["dark", words.dark]] as const;

function ThemeSection() {
  const chosen = useValue(theme);
  return (
    <Section id="theme" title={words.theme}>
      <Row name={words.themeLabel}>
        <div class="seg-ctl" role="group" aria-label={words.themeLabel}>
          {THEMES.map(([name, title]) => (
            <button key={name} aria-pressed={chosen === name} onClick={() => setTheme(name)}>{title}</button>
          ))}
        </div>
      </Row>
      <Row name={words.language} htmlFor="language">
        <LanguageSelect id="language" />
      </Row>
    </Section>
  );
}

function DownloadSection() {
  return (
    <Section id="out" title={words.download}>
      <Row name={words.whole}>
        <div class="row under">
          <a class="btn" href={address("/api/session/download")} download>
            <Icon path={exporting} />
            {words.downloadButton}
          </a>
          <span class="small muted grow">{words.downloadHint}</span>
        </div>
      </Row>
    </Section>
  );
}

