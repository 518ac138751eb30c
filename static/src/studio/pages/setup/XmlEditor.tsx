// The config editor: a text field over a coloured copy of its text, with line numbers and the problem under its line.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { warning } from "../../icons/shell";
import { setup } from "../../strings/setup";
import { editKey, replaceRange } from "./editing";
import { highlightLines, type Piece } from "./highlight";
import { isWarning, lineOf, offsetOf, replacement, type Problem } from "./problems";

export interface XmlEditorProps {
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

const CLASSES = { text: undefined, tag: "tg", attribute: "at", value: "vl", comment: "cm" } as const;
const LINE_HEIGHT = 22;

export function XmlEditor({ text, problems, onChange, onSave }: XmlEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [line, setLine] = useState(1);
  const escaped = useRef(false);
  const lines = useMemo(() => highlightLines(text), [text]);
  const first = problems.find((problem) => !isWarning(problem)) ?? problems[0];
  useEffect(() => {
    // the text can also come from outside (a template, Discard): the caret stays where it makes sense
    if (field.current && field.current.value !== text) field.current.value = text;
  }, [text]);
  const follow = (): void => {
    if (field.current) setLine(lineOf(field.current.value, field.current.selectionStart));
  };
  const onKey = (event: KeyboardEvent): void => {
    const wasEscaped = escaped.current;
    escaped.current = event.key === "Escape"; // Escape, then Tab, leaves the field
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      onSave();
    } else if (field.current && !(event.key === "Tab" && wasEscaped) && editKey(field.current, event)) event.preventDefault();
  };
  return (
    <div class="code">
      <div class="sheet-of-code">
        <div class="lines" aria-hidden="true">
          {lines.map((pieces, index) => (
            <Line key={index} number={index + 1} pieces={pieces} current={line === index + 1} problem={problems.find((one) => one.line === index + 1)} />
          ))}
        </div>
        <textarea
          ref={field}
          class="typed"
          aria-label={setup.config}
          aria-invalid={first !== undefined && !isWarning(first)}
          aria-describedby={first ? "lint" : undefined}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          wrap="off"
          defaultValue={text}
          onInput={(event) => {
            onChange(event.currentTarget.value);
            follow();
          }}
          onKeyDown={onKey}
          onKeyUp={follow}
          onClick={follow}
          onFocus={follow}
        />
        {first && <Lint problem={first} text={text} below={line > first.line && line <= first.line + 3} field={field} />}
      </div>
    </div>
  );
}

interface LineProps {
  readonly number: number;
  readonly pieces: readonly Piece[];
  readonly current: boolean;
  readonly problem: Problem | undefined;
}

function Line({ number, pieces, current, problem }: LineProps) {
  const state = problem ? (isWarning(problem) ? " odd" : " err") : "";
  return (
    <div class={`code-line${state}${current ? " cur" : ""}`} data-n={number}>
      <span>
        {pieces.map((piece, index) => {
          const name = CLASSES[piece.kind];
          return name ? <span key={index} class={name}>{piece.text}</span> : piece.text;
        })}
      </span>
    </div>
  );
}

interface LintProps {
  readonly problem: Problem;
  readonly text: string;
  /** the caret is where the message would lie: it goes to the foot of the editor */
  readonly below: boolean;
  readonly field: { readonly current: HTMLTextAreaElement | null };
}

function Lint({ problem, text, below, field }: LintProps) {
  const fix = replacement(text, problem);
  const goThere = (): void => {
    const at = offsetOf(text, problem.line, problem.column);
    field.current?.focus();
    field.current?.setSelectionRange(at, at);
  };
  return (
    <div class={below ? "lint docked" : "lint"} id="lint" role="alert" style={below ? {} : { top: `${problem.line * LINE_HEIGHT + 10}px` }}>
      <Icon path={warning} />
      <span class="grow">
        {below && <button class="btn quiet sm where" onClick={goThere}>{setup.line(problem.line)}</button>}
        <b class="strong">{problem.message}</b>
      </span>
      {fix && (
        <button class="btn sm right" onClick={() => field.current && replaceRange(field.current, fix.start, fix.end, fix.text)}>
          {setup.use(fix.text)}
        </button>
      )}
    </div>
  );
}
