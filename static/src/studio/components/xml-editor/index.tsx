// The editor of a label config's XML. The first paint is a plain field; CodeMirror comes in a chunk of its own and takes over
// with text, selection and focus.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { loadWholeTagTable } from "../../shared/tag-table";
import { xmlEditor as words } from "../../strings/xml-editor";
import type { CodeView } from "./code-view";
import { PlainField } from "./PlainField";
import type { Problem } from "./problems";
import "./xml-editor.css";

export interface XmlEditorProps {
  readonly text: string;
  /** as the server lists them for this text, in line order */
  readonly problems: readonly Problem[];
  readonly onChange: (text: string) => void;
  /** Ctrl+S */
  readonly onSave?: () => void;
  /** told when the caret comes into another tag */
  readonly onCursor?: (tag: string | undefined) => void;
  /** the field's name */
  readonly label: string;
  readonly readOnly?: boolean;
  /** keys of the tasks' data, offered for value="$…" */
  readonly dataKeys?: readonly string[];
}

const NO_KEYS: readonly string[] = [];
const nothing = (): void => undefined;

export default function XmlEditor(props: XmlEditorProps) {
  const { text, problems, label, readOnly = false, dataKeys = NO_KEYS } = props;
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const view = useCodeView(id, place, field, latest);
  useEffect(() => view?.setText(text), [view, text]);
  useEffect(() => view?.setProblems(problems), [view, problems]);
  useEffect(() => view?.setReadOnly(readOnly), [view, readOnly]);
  useEffect(() => {
    if (!view) return;
    // without the table everything works but completion
    loadWholeTagTable().then((table) => view.setKnowledge({ table, keys: dataKeys }), console.error);
  }, [view, dataKeys]);
  return (
    <div class="xml-editor">
      <div class="code" dir="ltr" ref={place} hidden={!view} />
      {!view && (
        <PlainField
          text={text}
          problems={problems}
          label={label}
          readOnly={readOnly}
          describedBy={`${id}-keys`}
          problemId={`${id}-problem`}
          field={field}
          onChange={props.onChange}
          onSave={props.onSave ?? nothing}
        />
      )}
      <p class="xml-keys" id={`${id}-keys`}>{words.keys}</p>
    </div>
  );
}

type Latest = { readonly current: XmlEditorProps };

/** Loads CodeMirror and puts it in the plain field's place; undefined until then, and for good where it does not come. */
function useCodeView(id: string, place: { readonly current: HTMLElement | null }, field: { readonly current: HTMLTextAreaElement | null }, latest: Latest): CodeView | undefined {
  const [view, setView] = useState<CodeView>();
  useEffect(() => {
    let made: CodeView | undefined;
    let here = true;
    const takeOver = async (): Promise<void> => {
      const { CodeView: View } = await import("./code-view");
      await composed(field.current);
      const parent = place.current;
      if (!here || !parent) return;
      const plain = field.current;
      const { readOnly = false, label } = latest.current;
      const text = plain?.value ?? latest.current.text;
      parent.hidden = false;
      made = new View({
        parent,
        text,
        selection: plain ? selectionOf(plain) : [0, 0],
        label,
        describedBy: `${id}-keys`,
        problemId: `${id}-problem`,
        readOnly,
        onChange: (next) => latest.current.onChange(next),
        onSave: () => latest.current.onSave?.(),
        onCursor: (tag) => latest.current.onCursor?.(tag),
      });
      if (plain && document.activeElement === plain) made.focus();
      setView(made);
    };
    takeOver().catch(console.error); // the plain field stays
    return () => {
      here = false;
      made?.destroy();
    };
  }, []);
  return view;
}

/** The caret of a field, from its start to where it moves. */
function selectionOf({ selectionStart, selectionEnd, selectionDirection }: HTMLTextAreaElement): readonly [number, number] {
  return selectionDirection === "backward" ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd];
}

/** Waits for the end of a word that is being put together by an input method: to take the field away then would lose it. */
async function composed(field: HTMLTextAreaElement | null): Promise<void> {
  if (!field?.matches("[data-composing]")) return;
  await new Promise((resolve) => field.addEventListener("compositionend", resolve, { once: true }));
}
