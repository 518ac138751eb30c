import { useEffect, useState } from "preact/hooks";
import type { AnnotationState, EditorState, Region } from "../../core/types";
import { CommandIcon } from "../CommandButton";
import type { Command, CommandName } from "../contract";
import { Icon } from "../icons";
import { keyCaps } from "../keys";
import { useSignal } from "../useSignal";
import { ChangeLabel } from "./ChangeLabel";
import { nameOf } from "./name";
import { noteOf } from "./rows";
import { texts } from "../part-texts";

interface RegionDetailsProps {
  readonly editor: EditorState;
  readonly annotation: AnnotationState;
  readonly commands: Readonly<Record<CommandName, Command>>;
  /** the head of the details and the note: where Enter in the list leads */
  readonly noteRef: (element: HTMLTextAreaElement | null) => void;
}

const noteFields = new WeakMap<EditorState, HTMLTextAreaElement>();

/** Puts the focus into the note of the selected region. */
export function focusNote(editor: EditorState): void {
  noteFields.get(editor)?.focus();
}

/** What is selected: one region with its labels, geometry and note, or how many. */
export function RegionDetails({ editor, annotation, commands, noteRef }: RegionDetailsProps) {
  useSignal(annotation.changed);
  const selection = useSignal(annotation.selection);
  const regions = [...selection].flatMap((id) => annotation.regions.get(id) ?? []);
  const [region] = regions;
  if (region === undefined) return null;
  const free = annotation.editable && regions.every((one) => !one.locked);
  return (
    <>
      {regions.length === 1 ? <OneRegion editor={editor} region={region} /> : <div class="t"><span class="num">{texts.selected(regions.length)}</span></div>}
      {regions.length === 1 && (annotation.editable || noteOf(region) !== "") && (
        <Note key={region.id} editor={editor} annotation={annotation} region={region} noteRef={noteRef} readOnly={!free} />
      )}
      {annotation.editable && (
        <div class="row detacts">
          {free && <ChangeLabel editor={editor} regions={regions} />}
          {free && regions.length === 1 && <DuplicateButton command={commands.duplicate} />}
          {free && regions.length > 1 && <CommandIcon command={commands.duplicate} icon="copy" size="sm" />}
          {regions.length === 1 && <CommandIcon command={commands.relate} icon="relate" size="sm" />}
          <span class="grow" />
          {!(free && regions.length === 1) && <CommandIcon command={commands.hide} icon={region.hidden ? "eyeOff" : "eye"} size="sm" />}
          {!(free && regions.length === 1) && <CommandIcon command={commands.lock} icon={region.locked ? "lock" : "unlock"} size="sm" />}
          {free && <CommandIcon command={commands["delete-region"]} icon="trash" size="sm" />}
        </div>
      )}
    </>
  );
}

function OneRegion({ editor, region }: { editor: EditorState; region: Region }) {
  const look = editor.look(region);
  const name = nameOf(editor, region);
  return (
    <div class="t">
      <span class="sw" style={{ "--c": look.color }} />
      <bdi class="clip">{look.labels.join(", ")}</bdi>
      {look.prediction && <Icon name="spark" size={14} />}
      <span class="faint small num right clip"><bdi>{name.title}</bdi>{name.detail !== "" && <> · <bdi dir="ltr">{name.detail}</bdi></>}</span>
    </div>
  );
}

function DuplicateButton({ command }: { command: Command }) {
  const available = useSignal(command.available);
  if (!available) return null;
  return (
    <button type="button" class="btn sm quiet" onClick={() => command.run()}>
      <Icon name="copy" size={14} /> {command.title} {command.key !== undefined && <kbd class="kbd">{keyCaps(command.key)}</kbd>}
    </button>
  );
}

interface NoteProps {
  readonly editor: EditorState;
  readonly annotation: AnnotationState;
  readonly region: Region;
  readonly noteRef: (element: HTMLTextAreaElement | null) => void;
  readonly readOnly: boolean;
}

/** The note is `meta.text` of the region's items; an emptied one is removed. */
function Note({ editor, annotation, region, noteRef, readOnly }: NoteProps) {
  const saved = noteOf(region);
  const field = (element: HTMLTextAreaElement | null): void => {
    noteRef(element);
    if (element) noteFields.set(editor, element);
  };
  const [text, setText] = useState(saved);
  useEffect(() => setText(saved), [saved]);
  const write = () => {
    if (text === saved) return;
    const { text: _, ...rest } = region.items.find((item) => item.meta !== undefined)?.meta ?? {};
    const meta = text.trim() === "" ? rest : { ...rest, text: [text] };
    annotation.setMeta(region.id, Object.keys(meta).length === 0 ? undefined : meta);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" && !(event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    (event.currentTarget as HTMLElement).closest(".side")?.querySelector<HTMLElement>(".regs")?.focus();
  };
  return (
    <textarea class="in note-in" rows={1} ref={field} aria-label={texts.note} placeholder={texts.addNote} value={text} readOnly={readOnly}
      onInput={(event) => setText(event.currentTarget.value)} onBlur={write} onKeyDown={onKeyDown} />
  );
}
