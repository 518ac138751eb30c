// What stands in the editor's place until CodeMirror is there, and when it cannot be loaded: a text field over a coloured copy
// of its text, with line numbers and the problem under its line.
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { warning } from "../../icons/shell";
import { xmlEditor as words } from "../../strings/xml-editor";
import { Icon } from "../Icon";
import { editKey, replaceRange } from "./editing";
import { highlightLines, type Piece } from "./highlight";
import { firstOf, isWarning, lineOf, offsetOf, replacement, type Problem } from "./problems";

export interface PlainFieldProps {
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly label: string;
  readonly readOnly: boolean;
  /** ids of elements that say how to use it */
  readonly describedBy: string;
  readonly problemId: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

const CLASSES = { text: undefined, tag: "tg", attribute: "at", value: "vl", comment: "cm" } as const;
const LINE_HEIGHT = 22;

export function PlainField({ text, problems, label, readOnly, describedBy, problemId, field, onChange, onSave }: PlainFieldProps) {
  const [line, setLine] = useState(1);
  const escaped = useRef(false);
  const lines = useMemo(() => highlightLines(text), [text]);
  const first = firstOf(problems);
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
    <div class="code plain" dir="ltr">
      <div class="sheet-of-code">
        <div class="lines" aria-hidden="true">
          {lines.map((pieces, index) => (
            <Line key={index} number={index + 1} pieces={pieces} current={line === index + 1} problem={problems.find((one) => one.line === index + 1)} />
          ))}
        </div>
        <textarea
          ref={field}
          class="typed"
          aria-label={label}
          aria-invalid={first !== undefined && !isWarning(first)}
          aria-describedby={first ? `${describedBy} ${problemId}` : describedBy}
          readOnly={readOnly}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          wrap="off"
          defaultValue={text}
          onInput={(event) => {
            onChange(event.currentTarget.value);
            follow();
          }}
          onCompositionStart={(event) => (event.currentTarget.dataset["composing"] = "")}
          onCompositionEnd={(event) => delete event.currentTarget.dataset["composing"]}
          onKeyDown={onKey}
          onKeyUp={follow}
          onClick={follow}
          onFocus={follow}
        />
        {first && <Lint id={problemId} problem={first} text={text} below={line > first.line && line <= first.line + 3} field={field} />}
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
  readonly id: string;
  readonly problem: Problem;
  readonly text: string;
  /** the caret is where the message would lie: it goes to the foot of the editor */
  readonly below: boolean;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

function Lint({ id, problem, text, below, field }: LintProps) {
  const fix = replacement(text, problem);
  const goThere = (): void => {
    const at = offsetOf(text, problem.line, problem.column);
    field.current?.focus();
    field.current?.setSelectionRange(at, at);
  };
  return (
    <div class={below ? "lint docked" : "lint"} id={id} role="alert" style={below ? {} : { top: `${problem.line * LINE_HEIGHT + 10}px` }}>
      <Icon path={warning} />
      <span class="grow">
        {below && <button class="btn quiet sm where" onClick={goThere}>{words.line(problem.line)}</button>}
        <b class="strong">{problem.message}</b>
      </span>
      {fix && (
        <button class="btn sm right" onClick={() => field.current && replaceRange(field.current, fix.start, fix.end, fix.text)}>
          {words.use(fix.text)}
        </button>
      )}
    </div>
  );
}
