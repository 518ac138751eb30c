// The visual builder: the same config as the XML beside it, as objects, questions and headings.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../../components/Icon";
import { Skeleton, State } from "../../../components/State";
import { redo as redoIcon, undo as undoIcon } from "../../../icons/pages";
import { code, warning } from "../../../icons/shell";
import { useSlow } from "../../../observe";
import { asksNothing } from "../../../shared/label-config";
import { loadTagTable, type TagTable } from "../../../shared/tag-table";
import { errors } from "../../../strings/errors";
import { setupBuilder as words } from "../../../strings/setup-builder";
import type { Problem } from "../../../components/xml-editor/problems";
import { AddParts } from "./AddParts";
import type { Part } from "./model";
import { EMPTY, type DataKey } from "./operations";
import { PartCard } from "./PartCard";
import { useBuilder, type Builder as BuilderState } from "./use-builder";
import "./builder.css";

export interface BuilderProps {
  readonly text: string;
  readonly problems: readonly Problem[];
  /** fields of the tasks; undefined until they are known */
  readonly keys: readonly DataKey[] | undefined;
  readonly onChange: (text: string) => void;
  readonly onXml: () => void;
  readonly onTemplate: () => void;
  readonly onSave: () => void;
}

export default function Builder(props: BuilderProps) {
  const [table, setTable] = useState<TagTable>();
  const [failed, setFailed] = useState(false);
  const slow = useSlow(!table && !failed);
  const load = (): void => {
    setFailed(false);
    loadTagTable().then(setTable, () => setFailed(true));
  };
  useEffect(load, []);
  if (failed) {
    return (
      <div class="builder">
        <State icon={warning} tone="bad" title={words.tagsFailed}>
          <button class="btn" onClick={load}>{errors.tryAgain}</button>
          <button class="btn" onClick={props.onXml}>{words.openXml}</button>
        </State>
      </div>
    );
  }
  return table ? <Parts {...props} table={table} /> : <div class="builder">{slow && <Skeleton blocks={2} />}</div>;
}

function Parts({ text, table, problems, keys, onChange, onXml, onTemplate, onSave }: BuilderProps & { readonly table: TagTable }) {
  const empty = asksNothing(text);
  const builder = useBuilder(empty && text.trim() === "" ? EMPTY : text, table, onChange);
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const name = builder.takeFocus();
    if (name !== undefined) place.current?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(name)}"]`)?.focus();
  });
  const { shown } = builder;
  if ("cannot" in shown) {
    return (
      <div class="builder">
        <State icon={code} title={words.cannotTitle} detail={shown.cannot === "mistake" ? words.cannotMistake(shown.line) : words.cannotRoot(shown.tag)}>
          <button class="btn" onClick={onXml}>{words.openXml}</button>
        </State>
      </div>
    );
  }
  return (
    <div class="builder" ref={place} role="group" aria-label={words.parts} onKeyDown={(event) => onKey(event, builder, onSave)}>
      <Steps builder={builder} />
      <ol class="parts">
        {shown.parts.map((part) => (
          <PartCard key={keyOf(part, shown.parts)} part={part} parts={shown.parts} builder={builder} keys={keys ?? []} problem={problemOf(part, text, problems)} />
        ))}
      </ol>
      {keys && <AddParts builder={builder} parts={shown.parts} keys={keys} onTemplate={onTemplate} />}
    </div>
  );
}

function Steps({ builder }: { readonly builder: BuilderState }) {
  return (
    <div class="steps">
      <button class="ib sm" aria-label={words.undo} title={words.undo} disabled={!builder.canUndo} onClick={builder.undo}><Icon path={undoIcon} size={14} /></button>
      <button class="ib sm" aria-label={words.redo} title={words.redo} disabled={!builder.canRedo} onClick={builder.redo}><Icon path={redoIcon} size={14} /></button>
    </div>
  );
}

function onKey(event: KeyboardEvent, builder: BuilderState, onSave: () => void): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const run = key === "s" ? onSave : key === "z" ? (event.shiftKey ? builder.redo : builder.undo) : key === "y" ? builder.redo : undefined;
  if (!run) return;
  event.preventDefault();
  run();
}

/** Stays the same when a part of another kind comes or goes before it: whoever types in a card goes on typing there. */
const keyOf = (part: Part, parts: readonly Part[]): string => {
  const alike = parts.filter(({ element }) => element.name === part.element.name);
  return `${part.element.name} ${alike.indexOf(part)}`;
};

/** What the server says of a part; another one may stand on the same line. */
const problemOf = ({ element }: Part, text: string, problems: readonly Problem[]): Problem | undefined =>
  problems.find(({ line, column }) => {
    const at = text.split("\n", line - 1).join("\n").length + column;
    return element.start <= at && at < element.end;
  });
