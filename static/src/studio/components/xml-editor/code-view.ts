// The editor of a label config's XML, in CodeMirror 6: its own chunk, loaded after the first paint (index.tsx).
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus, startCompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, insertTab, isolateHistory } from "@codemirror/commands";
import { autoCloseTags, xmlLanguage } from "@codemirror/lang-xml";
import { bracketMatching, indentOnInput, indentUnit, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import type { TagTable } from "../../shared/tag-table";
import { xmlEditor as words } from "../../strings/xml-editor";
import { suggestionsAt, tagAt, type Suggestion } from "./completion";
import { problemMarks, setProblems } from "./problem-marks";
import type { Problem } from "./problems";

export interface CodeViewOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly selection: readonly [anchor: number, head: number];
  readonly label: string;
  /** ids of elements that say how to use it */
  readonly describedBy: string;
  readonly problemId: string;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
  readonly onCursor: (tag: string | undefined) => void;
}

/** What is known for completion; it may come later than the editor. */
export interface Knowledge {
  readonly table: TagTable;
  readonly keys: readonly string[];
}

/** The text was put in from outside: nobody is to be told of the change. */
const FromOutside = Annotation.define<boolean>();

const COLOURS = tagHighlighter([
  { tag: [tags.tagName, tags.angleBracket], class: "tg" },
  { tag: tags.attributeName, class: "at" },
  { tag: [tags.attributeValue, tags.character], class: "vl" },
  { tag: tags.comment, class: "cm" },
]);

/** One editor on the screen. */
export class CodeView {
  private readonly view: EditorView;
  private readonly readOnly = new Compartment();
  private knowledge: Knowledge = { table: new Map(), keys: [] };
  private cursorTag: string | undefined;
  /** texts that onChange told and setText has not brought back yet: an echo of one of them is no change from outside */
  private told: readonly string[] = [];
  /** how the text ends its lines; CodeMirror knows only "\n" inside */
  private lineEnd = "\n";

  constructor(private readonly options: CodeViewOptions) {
    const { text, selection, parent } = options;
    this.view = new EditorView({
      parent,
      state: EditorState.create({ doc: this.unified(text), selection: { anchor: selection[0], head: selection[1] }, extensions: this.extensions() }),
    });
  }

  get focused(): boolean {
    return this.view.hasFocus;
  }

  /** Puts another text in, as one step that Undo takes back; what is the same in both keeps its place and selection. */
  setText(text: string): void {
    const echo = this.told.indexOf(text);
    this.told = echo < 0 ? [] : this.told.slice(echo + 1);
    const before = this.view.state.doc.toString();
    const after = this.unified(text);
    if (echo >= 0 || before === after) return;
    this.view.dispatch({ changes: difference(before, after), annotations: [FromOutside.of(true), isolateHistory.of("full")] });
  }

  setProblems(problems: readonly Problem[]): void {
    this.view.dispatch({ effects: setProblems.of(problems) });
  }

  setKnowledge(knowledge: Knowledge): void {
    this.knowledge = knowledge;
  }

  setReadOnly(readOnly: boolean): void {
    this.view.dispatch({ effects: this.readOnly.reconfigure(EditorState.readOnly.of(readOnly)) });
  }

  focus(): void {
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  private extensions(): Extension {
    const { label, describedBy, problemId } = this.options;
    return [
      lineNumbers(),
      history(),
      new LanguageSupport(xmlLanguage, [autoCloseTags, xmlLanguage.data.of({ closeBrackets: { brackets: ['"'] } })]),
      syntaxHighlighting(COLOURS),
      indentUnit.of("  "),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [(context) => this.complete(context)], icons: false }),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches(),
      search({ top: true }),
      this.readOnly.of(EditorState.readOnly.of(this.options.readOnly)),
      EditorState.phrases.of(words.phrases),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off" }),
      problemMarks({ id: problemId, describedBy }),
      keymap.of([{ key: "Mod-s", run: () => this.save() }, ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...LEAVING, ...defaultKeymap]),
      EditorView.domEventHandlers({ blur: (_, view) => view.setTabFocusMode(false), beforeinput: replaceLines }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((one) => one.annotation(FromOutside))) this.tellChange(update.state.doc.toString());
        if (update.docChanged || update.selectionSet || update.focusChanged) this.tellCursor();
      }),
    ];
  }

  private unified(text: string): string {
    this.lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
    return text.replaceAll("\r\n", "\n");
  }

  private tellChange(doc: string): void {
    const text = this.lineEnd === "\n" ? doc : doc.replaceAll("\n", this.lineEnd);
    this.told = [...this.told, text];
    this.options.onChange(text);
  }

  private save(): boolean {
    this.options.onSave();
    return true;
  }

  private tellCursor(): void {
    const { doc, selection } = this.view.state;
    const tag = tagAt(doc.toString(), selection.main.head);
    if (tag !== this.cursorTag) this.options.onCursor(tag);
    this.cursorTag = tag;
  }

  private complete(context: CompletionContext): CompletionResult | null {
    const found = suggestionsAt(context.state.doc.toString(), context.pos, this.knowledge.table, this.knowledge.keys);
    if (!found || (!context.explicit && !opens(context, found.from))) return null;
    return { from: found.from, options: found.options.map(completionOf), validFor: /^[\w$<.-]*$/ };
  }
}

/** Without being asked: where something was begun, and not in the white space between. */
const opens = (context: CompletionContext, from: number): boolean => from < context.pos || /[<"]$/.test(context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos));

function completionOf({ text, kind, doc, detail, important }: Suggestion): Completion {
  return {
    label: text,
    type: kind,
    boost: important ? 50 : 0,
    ...(detail === undefined ? {} : { detail }),
    ...(doc === undefined ? {} : { info: doc }),
    ...(kind === "attribute" ? { apply: applyAttribute } : {}),
  };
}

/** Writes name="" with the caret between the quotes, and offers what could stand there. */
function applyAttribute(view: EditorView, { label }: Completion, from: number, to: number): void {
  const follows = view.state.sliceDoc(to, to + 1) === "=";
  const insert = follows ? label : `${label}=""`;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length + (follows ? 2 : -1) }, userEvent: "input.complete" });
  startCompletion(view);
}

/** Tab indents; after Escape it goes on to what follows, for those who have no mouse. */
const LEAVING = [
  { key: "Tab", run: (view: EditorView) => completionStatus(view.state) === "active" && acceptCompletion(view) },
  { key: "Tab", run: (view: EditorView) => (view.state.selection.main.empty ? insertIndent(view) : indentMore(view)), shift: indentLess },
  {
    key: "Escape",
    run: (view: EditorView) => {
      view.setTabFocusMode(true);
      return true;
    },
  },
];

/** Typing over several lines: left to the browser, it would join them with style attributes, which the page's policy refuses. */
function replaceLines(event: InputEvent, view: EditorView): boolean {
  const selection = getSelection(); // that of the state may not have followed yet
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  if (!range || event.inputType !== "insertText" || event.data === null || event.isComposing || view.state.readOnly) return false;
  const from = view.posAtDOM(range.startContainer, range.startOffset);
  const to = view.posAtDOM(range.endContainer, range.endOffset);
  if (view.state.doc.lineAt(from).to >= to) return false;
  event.preventDefault();
  view.dispatch({ changes: { from, to, insert: event.data }, selection: { anchor: from + event.data.length }, scrollIntoView: true, userEvent: "input.type" });
  return true;
}

const insertIndent = (view: EditorView): boolean => {
  if (view.state.readOnly) return insertTab(view);
  view.dispatch(view.state.replaceSelection("  "), { scrollIntoView: true, userEvent: "input" });
  return true;
};

/** The one change that makes `after` of `before`: what both begin and end with is left alone. */
export function difference(before: string, after: string): { readonly from: number; readonly to: number; readonly insert: string } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let same = 0;
  while (same < most - from && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
