// Setup: the label config left, what it makes right; the instruction and the project's name behind two tabs.
import { useLayoutEffect, useState } from "preact/hooks";
import { useCommands } from "../../commands";
import { ConfirmDialog } from "../../components/Confirm";
import { Icon } from "../../components/Icon";
import { Lazy } from "../../components/Lazy";
import { Skeleton, State } from "../../components/State";
import { copy } from "../../icons/pages";
import { warning } from "../../icons/shell";
import { useSlow } from "../../observe";
import { errors } from "../../strings/errors";
import { setup as words } from "../../strings/setup";
import { ConfigPane } from "./ConfigPane";
import { Preview } from "./Preview";
import { isWarning } from "../../components/xml-editor/problems";
import { useLink } from "./use-link";
import { useSetup, type Setup } from "./use-setup";
import { firstError, useValidation, type Validation } from "../../shared/use-validation";
import "./setup.css";

const linkBanner = () => import("./LinkBanner");
const inUse = () => import("./InUse");
const templateDialog = () => import("../../components/TemplateDialog");

const loadGuideline = () => import("./Parts").then((parts) => ({ default: parts.GuidelinePart }));
const loadProject = () => import("./Parts").then((parts) => ({ default: parts.ProjectPart }));

type Part = "labels" | "guideline" | "project";

export default function SetupPage() {
  const setup = useSetup();
  const [part, setPart] = useState<Part>("labels");
  const [choosing, setChoosing] = useState(false);
  const slow = useSlow(!setup.loaded && setup.failed === undefined);
  const validation = useValidation(setup.now.label_config, setup.accepted);
  const link = useLink(setup);
  const save = setup.loaded && setup.changed && !setup.fromLink && !setup.saving && validation.state !== "invalid" ? (): void => void setup.save() : undefined;
  useSaveKey(save);
  useCommands(() => ({
    commands: setup.loaded
      ? [
          { id: "save", title: words.save, keys: save && ["ctrl+s"], run: save },
          { id: "discard", title: words.discard, run: setup.changed ? setup.discard : undefined },
          { id: "template", title: words.start, run: () => setChoosing(true) },
          ...PARTS.map(([name, title]) => ({ id: `part:${name}`, title, run: part === name ? undefined : () => setPart(name) })),
        ]
      : [],
  }));
  if (setup.failed !== undefined) {
    return (
      <main class="page center" id="main" tabIndex={-1}>
        <State icon={warning} tone="bad" title={words.failed} detail={setup.failed}>
          <button class="btn" onClick={setup.load}>{errors.tryAgain}</button>
        </State>
      </main>
    );
  }
  if (!setup.loaded) return <main class="page" id="main" tabIndex={-1}>{slow && <Skeleton blocks={2} />}</main>;
  return (
    <main class="setup" id="main" tabIndex={-1}>
      <h1 class="sr">{words.heading}</h1>
      <Bar setup={setup} validation={validation} part={part} onPart={setPart} onTemplate={() => setChoosing(true)} />
      {(link.problem !== undefined || setup.fromLink) && <Lazy load={linkBanner} props={{ setup, validation, link }} />}
      {part === "labels" && (
        <>
          <ConfigPane setup={setup} validation={validation} onTemplate={() => setChoosing(true)} />
          <Preview validation={validation} />
        </>
      )}
      {part === "guideline" && <Lazy key="guideline" load={loadGuideline} props={{ setup }} />}
      {part === "project" && <Lazy key="project" load={loadProject} props={{ setup }} />}
      {choosing && (
        <Lazy
          load={templateDialog}
          props={{
            onClose: () => setChoosing(false),
            onChoose: (config: string) => {
              setup.startFrom(config);
              setChoosing(false);
            },
          }}
        />
      )}
      {setup.inUse.length > 0 && <Lazy load={inUse} props={{ setup }} />}
      <ConfirmDialog />
    </main>
  );
}

/** Ctrl+S saves from anywhere on the page, when there is something to save. */
function useSaveKey(save: (() => void) | undefined): void {
  // with the paint, not after it: who sees what a key does may press it
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "s" || event.ctrlKey === event.metaKey || event.altKey || event.shiftKey) return;
      if (!event.defaultPrevented) save?.();
      event.preventDefault(); // the browser would save the page, which is not what anybody means
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [save]);
}

interface BarProps {
  readonly setup: Setup;
  readonly validation: Validation;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
  readonly onTemplate: () => void;
}

const PARTS = [["labels", words.labels], ["guideline", words.guideline], ["project", words.project]] as const;

function Bar({ setup, validation, part, onPart, onTemplate }: BarProps) {
  const ready = setup.changed && !setup.saving && validation.state !== "invalid";
  return (
    <div class="sbar" data-part={part}>
      <div class="seg-ctl" role="tablist" aria-label={words.parts}>
        {PARTS.map(([name, title]) => (
          <button key={name} role="tab" aria-selected={part === name} onClick={() => onPart(name)}>{title}</button>
        ))}
      </div>
      {part === "labels" && (
        <button class="btn quiet" aria-label={words.start} onClick={onTemplate}>
          <Icon path={copy} size={14} />
          <span class="hide-s">{words.start}</span>
        </button>
      )}
      <span class="grow" />
      <Verdict setup={setup} validation={validation} />
      {!setup.fromLink && (
        <>
          <button class="btn quiet hide-s" disabled={!setup.changed} onClick={setup.discard}>{words.discard}</button>
          <button class="btn primary" disabled={!ready} onClick={() => void setup.save()}>{setup.saving ? words.saving : words.save}</button>
        </>
      )}
    </div>
  );
}

function Verdict({ setup, validation }: { readonly setup: Setup; readonly validation: Validation }) {
  const error = validation.state === "invalid" ? firstError(validation.problems) : undefined;
  const number = validation.problems.filter((problem) => !isWarning(problem)).length;
  if (error) {
    return (
      <span class="small" role="status">
        <span class="bad-text">{words.problems(number)}</span><span class="hide-s"> · {words.line(error.line).toLowerCase()}</span>
      </span>
    );
  }
  return <span class={setup.changed ? "saved busy hide-s" : "saved hide-s"} role="status">{setup.fromLink ? words.fromLink : setup.changed ? words.unsaved : words.saved}</span>;
}
