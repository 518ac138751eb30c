// The playground: a config, what it makes, its result and its tags, with no project and nothing kept on the server.
import { useState } from "preact/hooks";
import { useCommands } from "../../commands";
import type { ResultItem } from "../../../editor/core/types";
import { copyText } from "../../components/Copy";
import { Icon } from "../../components/Icon";
import { Lazy } from "../../components/Lazy";
import { Skeleton } from "../../components/State";
import { copy, link } from "../../icons/pages";
import { check, code, exporting, warning } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { playground as words } from "../../strings/playground";
import { shell } from "../../strings/shell";
import { project } from "../../studio";
import { toast } from "../../toasts";
import XmlEditor from "../../components/xml-editor/index";
import { isWarning } from "../../components/xml-editor/problems";
import { firstError, useValidation, type Validation } from "../../shared/use-validation";
import { PlayPreview } from "./PlayPreview";
import { ResultPane } from "./ResultPane";
import { TagReference } from "./TagReference";
import { useData } from "./use-data";
import { usePlay, type Play } from "./use-play";
import "./playground.css";

const templateDialog = () => import("../../components/TemplateDialog");

type Part = "config" | "preview" | "tags";

export default function PlaygroundPage() {
  const play = usePlay();
  const slow = useSlow(!play.ready);
  if (!play.ready) return <main class="page" id="main" tabIndex={-1}>{slow && <Skeleton blocks={2} />}</main>;
  return <Playground play={play} />;
}

function Playground({ play }: { readonly play: Play }) {
  const validation = useValidation(play.text, undefined);
  const data = useData(validation.good);
  const [result, setResult] = useState<readonly ResultItem[]>([]);
  const [under, setUnder] = useState<string>();
  const [part, setPart] = useState<Part>("preview");
  const [choosing, setChoosing] = useState(false);
  const replace = (config: string, said = words.exampleKept): void => {
    const before = play.text;
    play.set(config);
    setChoosing(false);
    if (before !== config) toast(said, { action: { title: shell.undo, run: () => play.set(before) } });
  };
  useCommands(() => ({ commands: [{ id: "template", title: words.start, run: () => setChoosing(true) }] }));
  return (
    <main class="play" id="main" tabIndex={-1} data-pane={part}>
      <Bar play={play} part={part} onPart={setPart} onTemplate={() => setChoosing(true)} onMine={(config) => replace(config, words.mineKept)} />
      <div class="pane">
        <section class="sub p-config" aria-label={words.config}>
          <div class="ph">
            <span class="strong">{words.file}</span>
            <span class="right"><Verdict validation={validation} text={play.text} /></span>
          </div>
          {play.problem !== undefined && <p class="note bad" role="alert"><b>{words.linkFailed}</b> {play.problem}</p>}
          <XmlEditor text={play.text} problems={validation.problems} label={words.configLabel} onChange={play.set} onCursor={setUnder} />
        </section>
        <TagReference under={under} onExample={(config) => replace(config)} />
      </div>
      <div class="pane">
        <PlayPreview validation={validation} data={data} onResult={setResult} />
        <ResultPane result={result} data={data} />
      </div>
      {choosing && <Lazy load={templateDialog} props={{ onClose: () => setChoosing(false), onChoose: (config: string) => replace(config) }} />}
    </main>
  );
}

const PARTS = ["config", "preview", "tags"] as const;

interface BarProps {
  readonly play: Play;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
  readonly onTemplate: () => void;
  /** opens the config of the person's own project */
  readonly onMine: (config: string) => void;
}

function Bar({ play, part, onPart, onTemplate, onMine }: BarProps) {
  const own = useValue(project)?.label_config ?? "";
  const copyLink = async (): Promise<void> => {
    const address = await play.link();
    if (!(await copyText(address, words.linkCopied(address.length)))) toast(shell.copyFailed, { kind: "bad" });
  };
  return (
    <div class="sbar">
      <h1 class="only-wide">{words.heading}</h1>
      <button class="btn quiet" onClick={onTemplate}>
        <Icon path={copy} size={14} />
        <span class="hide-s">{words.start}</span>
        <span class="sr">{words.start}</span>
      </button>
      {own.trim() !== "" && own !== play.text && (
        <button class="btn quiet" onClick={() => onMine(own)}>
          <Icon path={code} size={14} />
          <span class="hide-s">{words.mineConfig}</span>
          <span class="sr">{words.mineConfig}</span>
        </button>
      )}
      <div class="seg-ctl only-small" role="group" aria-label={words.parts}>
        {PARTS.map((name) => <button key={name} aria-pressed={part === name} onClick={() => onPart(name)}>{words[name]}</button>)}
      </div>
      <span class="grow" />
      <span class="small muted clip only-wide">{words.lead}</span>
      <button class="btn" onClick={() => void copyLink()} title={words.copyLink}>
        <Icon path={link} size={14} />
        <span class="only-wide">{words.copyLink}</span>
        <span class="sr">{words.copyLink}</span>
      </button>
      <button class="btn only-wide" onClick={() => save(play.text)}>
        <Icon path={exporting} size={14} />
        {words.download}
      </button>
      <button class="btn primary" onClick={() => void play.makeProject()}>
        <span class="hide-s">{words.make}</span>
        <span class="show-s">{words.makeShort}</span>
      </button>
    </div>
  );
}

function Verdict({ validation, text }: { readonly validation: Validation; readonly text: string }) {
  const error = validation.state === "invalid" ? firstError(validation.problems) : undefined;
  const notes = validation.problems.filter(isWarning).length;
  if (error) return <span class="pill bad" role="status"><Icon path={warning} />{words.line(error.line)}</span>;
  if (validation.state === "unknown") return <span class="pill warn" role="status">{words.unchecked}</span>;
  if (notes > 0) return <span class="pill warn" role="status">{words.noted(notes)}</span>;
  if (validation.state !== "valid") return <span role="status" />;
  return <span class="pill ok" role="status"><Icon path={check} />{words.fine(text.trimEnd().split("\n").length)}</span>;
}

/** Hands the config over as a file. */
function save(text: string): void {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([text], { type: "application/xml" }));
  anchor.download = words.file;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}
