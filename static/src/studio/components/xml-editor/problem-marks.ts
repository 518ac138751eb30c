// What is wrong, shown at its place: the line tinted, the place underlined, and below the line a box with the sentence and
// the button that puts it right. The marks move with the text until the server has looked at it again.
import { type EditorState, type Extension, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutterLineClass, WidgetType } from "@codemirror/view";
import { warning } from "../../icons/shell";
import { xmlEditor as words } from "../../strings/xml-editor";
import { firstOf, isWarning, offsetOf, replacement, type Problem } from "./problems";

export const setProblems = StateEffect.define<readonly Problem[]>();

interface Marks {
  readonly problems: readonly Problem[];
  readonly decorations: DecorationSet;
  readonly invalid: boolean;
}

const NONE: Marks = { problems: [], decorations: Decoration.none, invalid: false };

export interface ProblemMarksOptions {
  /** the id that the box gets, so that the field can name it */
  readonly id: string;
  /** ids of what else describes the field */
  readonly describedBy: string;
}

/** The extension that draws what setProblems told last. */
export function problemMarks({ id, describedBy }: ProblemMarksOptions): Extension {
  const field = StateField.define<Marks>({
    create: () => NONE,
    update(marks, transaction) {
      const given = transaction.effects.findLast((effect) => effect.is(setProblems));
      if (given) return draw(transaction.state, given.value as readonly Problem[], id);
      return transaction.docChanged ? { ...marks, decorations: marks.decorations.map(transaction.changes) } : marks;
    },
    provide: (own) => [
      EditorView.decorations.from(own, (marks) => marks.decorations),
      EditorView.contentAttributes.from(own, ({ problems, invalid }) => ({
        "aria-invalid": String(invalid),
        "aria-describedby": problems.length > 0 ? `${describedBy} ${id}` : describedBy,
      })),
      gutterLineClass.compute([own], (state) => gutterMarks(state, state.field(own))),
    ],
  });
  return field;
}

function draw(state: EditorState, problems: readonly Problem[], id: string): Marks {
  const text = state.doc.toString();
  const told = firstOf(problems);
  const ranges = problems.flatMap((problem) => {
    const at = offsetOf(text, problem.line, problem.column);
    const line = state.doc.lineAt(at);
    const place = placeOf(text, problem, at, line.to);
    const kind = isWarning(problem) ? "odd" : "err";
    return [
      Decoration.line({ class: kind }).range(line.from),
      ...(place.to > place.from ? [Decoration.mark({ class: `sq ${kind}` }).range(place.from, place.to)] : []),
      ...(problem === told ? [Decoration.widget({ widget: new ProblemBox(problem, id), block: true, side: 1 }).range(line.to)] : []),
    ];
  });
  return { problems, decorations: Decoration.set(ranges, true), invalid: told !== undefined && !isWarning(told) };
}

/** What is underlined: the part that the suggestion would replace, else the word where the problem is. */
function placeOf(text: string, problem: Problem, at: number, lineEnd: number): { readonly from: number; readonly to: number } {
  const part = replacement(text, { ...problem, suggestion: problem.suggestion ?? "" });
  if (part) return { from: part.start, to: part.end };
  const word = /^<?\/?[\w:.$-]*/.exec(text.slice(at, lineEnd))?.[0] ?? "";
  return { from: at, to: Math.min(at + Math.max(word.length, 1), lineEnd) };
}

class LineClass extends GutterMarker {
  constructor(override readonly elementClass: string) {
    super();
  }
}

const LINES = { err: new LineClass("err"), odd: new LineClass("odd") };

function gutterMarks(state: EditorState, { decorations }: Marks) {
  const builder = new RangeSetBuilder<GutterMarker>();
  decorations.between(0, state.doc.length, (from, to, { spec }: Decoration) => {
    const kind = from === to ? (spec.class as keyof typeof LINES | undefined) : undefined;
    if (kind && kind in LINES) builder.add(from, from, LINES[kind]);
  });
  return builder.finish();
}

class ProblemBox extends WidgetType {
  constructor(
    private readonly problem: Problem,
    private readonly id: string,
  ) {
    super();
  }

  override eq(other: ProblemBox): boolean {
    return other.problem.message === this.problem.message && other.problem.suggestion === this.problem.suggestion && other.problem.line === this.problem.line;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = element("div", isWarning(this.problem) ? "lint odd" : "lint");
    box.id = this.id;
    box.setAttribute("role", "alert");
    const said = element("span", "grow");
    const sentence = element("b", "strong");
    sentence.textContent = this.problem.message;
    said.append(sentence);
    box.append(icon(), said);
    const fix = replacement(view.state.doc.toString(), this.problem);
    if (fix) box.append(this.button(view, fix.text));
    const room = element("div", "lint-room"); // its padding counts in the height that CodeMirror measures; a margin would not
    room.append(box);
    return room;
  }

  /** Presses inside of the box belong to the box. */
  override ignoreEvent(): boolean {
    return true;
  }

  private button(view: EditorView, text: string): HTMLElement {
    const button = element("button", "btn sm right");
    button.textContent = words.use(text);
    button.onclick = () => {
      // looked for anew, on the line that the box is below now: the text may have changed since
      const line = view.state.doc.lineAt(view.posAtDOM(button)).number;
      const fix = replacement(view.state.doc.toString(), { ...this.problem, line });
      if (fix) view.dispatch({ changes: { from: fix.start, to: fix.end, insert: fix.text }, selection: { anchor: fix.start + fix.text.length }, userEvent: "input" });
      view.focus();
    };
    return button;
  }
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function icon(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", warning);
  svg.append(path);
  return svg;
}
