// Two annotations, or a prediction and an annotation, side by side; what differs in words, and taken over with a press.
import { useEffect, useMemo, useState } from "preact/hooks";
import { useModal } from "../../../components/use-modal";
import type { Editor } from "../../../../editor/core/editor";
import { Icon } from "../../../components/Icon";
import { check } from "../../../icons/shell";
import { close } from "../../../icons/shell";
import { useValue } from "../../../observe";
import { around } from "../../../strings/label-around";
import { shell } from "../../../strings/shell";
import { toast } from "../../../toasts";
import type { Task } from "../../../types";
import type { ResultItem } from "../../../../editor/core/types";
import { compare, type Difference } from "./differences";
import { fate, isTakeable, sideKey, sidesOf, takeOver, type Side } from "./sides";
import { Surface } from "./Surface";
import { answerText, regionWords } from "./words";

export interface CompareProps {
  readonly editor: Editor;
  readonly task: Task;
  /** the key of the right side; the first other one when undefined */
  readonly other: string | undefined;
  /** a version that another tab made */
  readonly elsewhere: readonly ResultItem[] | undefined;
  /** the sides that are shown, for the address */
  readonly onShow: (left: string, right: string) => void;
  readonly onClose: () => void;
}

const WIDE = "(min-width: 901px)";

export default function Compare({ editor, task, other, elsewhere, onShow, onClose }: CompareProps) {
  const sides = useMemo(() => sidesOf(editor, elsewhere && { result: elsewhere }), []);
  const mine = sideKey(editor.current.peek());
  const [left, setLeft] = useState(mine);
  const [right, setRight] = useState(() => other ?? sides.find(({ key }) => key !== mine)?.key ?? mine);
  const [picked, setPicked] = useState<Difference>();
  const a = sides.find(({ key }) => key === left) ?? sides[0];
  const b = sides.find(({ key }) => key === right) ?? sides.at(-1);
  useEffect(() => onShow(left, right), [left, right]);
  if (!a || !b) return null;
  return (
    <Frame onClose={onClose}>
      <div class="compare-head">
        <h2>{around.compareTitle}</h2>
        <SidePicker sides={sides} title={around.left} value={left} onPick={setLeft} />
        <SidePicker sides={sides} title={around.right} value={right} onPick={setRight} />
        <button type="button" class="ib right" aria-label={shell.close} title={`${shell.close}  Esc`} onClick={onClose}><Icon path={close} /></button>
      </div>
      <Body key={`${left} ${right}`} editor={editor} task={task} a={a} b={b} picked={picked} onPick={setPicked} />
    </Frame>
  );
}

/** A modal dialog that fills the window: the editor under it hears no keys. */
function Frame({ onClose, children }: { readonly onClose: () => void; readonly children: preact.ComponentChildren }) {
  const dialog = useModal();
  return (
    <dialog class="compare" ref={dialog} aria-label={around.compareTitle} onCancel={(event) => {
      event.preventDefault();
      onClose();
    }}>
      {children}
    </dialog>
  );
}

interface PickerProps {
  readonly sides: readonly Side[];
  readonly title: string;
  readonly value: string;
  readonly onPick: (key: string) => void;
}

function SidePicker({ sides, title, value, onPick }: PickerProps) {
  return (
    <label class="compare-pick">
      <span class="small muted">{title}</span>
      <select class="in" value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        {sides.map(({ key, title: name }) => <option key={key} value={key}>{name}</option>)}
      </select>
    </label>
  );
}

interface BodyProps {
  readonly editor: Editor;
  readonly task: Task;
  readonly a: Side;
  readonly b: Side;
  readonly picked: Difference | undefined;
  readonly onPick: (difference: Difference) => void;
}

function Body({ editor, task, a, b, picked, onPick }: BodyProps) {
  const target = a.annotation;
  useValue((target ?? editor.current.peek()).changed);
  const wide = useWide();
  const [results] = [[a.result(), b.result()] as const];
  const found = compare(editor.config, ...results);
  const editable = target?.editable === true;
  const suggested = b.annotation?.source.kind === "prediction";
  const take = (differences: readonly Difference[]): void => {
    if (!target) return;
    editor.select(target); // what is changed is what is shown, so that it is saved
    takeOver(target, differences, suggested);
    toast(around.takenOver(differences.length));
  };
  return (
    <div class="compare-body">
      {wide && <Surface task={task} result={results[0]} label={a.title} selected={picked && "left" in picked ? idOf(picked.left) : undefined} />}
      {wide && <Surface task={task} result={results[1]} label={b.title} selected={picked && "right" in picked ? idOf(picked.right) : undefined} />}
      <Differences editor={editor} a={a} b={b} found={found} editable={editable} suggested={suggested} onPick={onPick} onTake={take} />
    </div>
  );
}

const idOf = (side: { readonly id?: string } | undefined): string | undefined => side?.id;

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const onChange = (): void => setWide(query.matches);
    query.addEventListener("change", onChange);
    return () => query.removeEventListener("change", onChange);
  }, []);
  return wide;
}

interface DifferencesProps {
  readonly editor: Editor;
  readonly a: Side;
  readonly b: Side;
  readonly found: ReturnType<typeof compare>;
  readonly editable: boolean;
  readonly suggested: boolean;
  readonly onPick: (difference: Difference) => void;
  readonly onTake: (differences: readonly Difference[]) => void;
}

/** The list of differences is never longer than this; the counts say the rest. */
const LONGEST = 500;

function Differences({ editor, a, b, found, editable, suggested, onPick, onTake }: DifferencesProps) {
  const { same, differences } = found;
  const takeable = differences.filter(isTakeable);
  const counts = suggested ? fate(compare(editor.config, b.result(), a.result())) : undefined;
  return (
    <section class="differences" aria-label={around.differences}>
      <div class="stack" role="status">
        <b>{differences.length === 0 ? around.sameAll : around.summary(same, differences.length)}</b>
        {differences.length === 0 && <span class="small muted">{around.sameAllDetail(same)}</span>}
        {counts && <span class="small muted">{around.kept(counts.kept, counts.changed, counts.leftOut)}</span>}
      </div>
      {takeable.length > 0 && (
        <div class="row">
          <button type="button" class="btn sm" disabled={!editable} onClick={() => onTake(takeable)}>
            <Icon path={check} size={14} /> {around.takeAll(b.title, a.title)}
          </button>
          {!editable && <span class="small muted">{around.copyMine}</span>}
        </div>
      )}
      <ul>
        {differences.slice(0, LONGEST).map((difference, at) => (
          <Row key={at} editor={editor} difference={difference} a={a} b={b} takeable={editable && isTakeable(difference)} onPick={onPick} onTake={onTake} />
        ))}
      </ul>
      {differences.length > LONGEST && <p class="small muted">{around.more(differences.length - LONGEST)}</p>}
    </section>
  );
}

interface RowProps extends Pick<DifferencesProps, "editor" | "a" | "b" | "onPick" | "onTake"> {
  readonly difference: Difference;
  readonly takeable: boolean;
}

function Row({ editor, difference, a, b, takeable, onPick, onTake }: RowProps) {
  const { what, color, text } = said(editor, difference, a, b);
  return (
    <li class="difference">
      <button type="button" class="difference-at" onClick={() => onPick(difference)}>
        <span class="small muted">{what}</span>
        <span class="row"><span class="sw" style={{ "--c": color }} /><span>{text}</span></span>
      </button>
      {takeable && <button type="button" class="btn sm quiet" aria-label={around.takeOverInto(b.title, a.title)} title={around.takeOverInto(b.title, a.title)} onClick={() => onTake([difference])}>{around.takeOver}</button>}
    </li>
  );
}

function said(editor: Editor, difference: Difference, a: Side, b: Side): { readonly what: string; readonly color: string; readonly text: string } {
  if (difference.kind === "answer") {
    const text = `${difference.control}: ${around.change(answerText(difference.left), answerText(difference.right))}`;
    return { what: around.otherAnswer, color: "var(--accent)", text };
  }
  const left = "left" in difference ? regionWords(editor, difference.left) : undefined;
  const right = "right" in difference ? regionWords(editor, difference.right) : undefined;
  const one = left ?? right;
  if (!one) return { what: "", color: "", text: "" };
  if (!left || !right) return { what: around.onlyIn(left ? a.title : b.title), color: one.color, text: `${one.label}, ${one.title}` };
  if (difference.kind === "labels") return { what: around.otherLabels, color: left.color, text: `${around.change(left.label, right.label)}, ${left.title}` };
  return { what: around.otherPlace, color: left.color, text: `${left.label}, ${around.change(left.title, right.title)}` };
}
