// The command palette: type what you want, press Enter. A dialog with a combobox; the list keeps the keyboard's place.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { api, ApiError } from "../api";
import { offered } from "../commands";
import { Icon } from "../components/Icon";
import { Keys } from "../components/Keys";
import { ReplaceDialog } from "../components/ReplaceDialog";
import { search as magnifier } from "../icons/pages";
import { check } from "../icons/shell";
import { useValue } from "../observe";
import { openTemplate } from "../open-template";
import { palette as words } from "../strings/palette";
import { studio } from "../studio";
import { toastError } from "../toasts";
import type { Template } from "../types";
import { entries, taskEntry, type Entry } from "./entries";
import { noteUsed, recent } from "./recent";
import { search } from "./search";
import "./palette.css";

/** more would not be read */
const MOST = 60;

export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const templates = useTemplates();
  const [asking, setAsking] = useState<string>();
  const open = (name: string, replace = false): void => {
    openTemplate(name, replace).then(onClose, (error: unknown) => {
      if (error instanceof ApiError && error.code === "project-not-empty") return setAsking(name);
      onClose();
      toastError(error);
    });
  };
  const parts = useValue(offered);
  const all = useMemo(() => entries(templates, open), [templates, parts]);
  if (asking !== undefined) return <ReplaceDialog onReplace={() => open(asking, true)} onClose={onClose} />;
  return <Chooser all={all} onClose={onClose} />;
}

interface ChooserProps {
  readonly all: readonly Entry[];
  readonly onClose: () => void;
}

function Chooser({ all, onClose }: ChooserProps) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const dialog = useModal();
  const shown = useMemo(() => shownFor(query, all), [query, all]);
  useLayoutEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, shown]);
  const run = (entry: Entry | undefined): void => {
    if (!entry) return;
    noteUsed(entry);
    if (!entry.id.startsWith("template:")) onClose(); // a template may ask first
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moved(event.key, at, shown.length);
    if (event.isComposing) return;
    if (next !== undefined) setAt(next);
    else if (event.key === "Enter") run(shown[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} class="dlg palette" aria-label={words.name} onCancel={(event) => { event.preventDefault(); onClose(); }}
      onKeyDown={(event) => event.stopPropagation()} onClick={(event) => event.target === dialog.current && onClose()}>
      <label class="search">
        <Icon path={magnifier} />
        <input class="in lg" type="text" role="combobox" aria-label={words.field} aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
          aria-activedescendant={shown[at] && `palette-${at}`} placeholder={words.hint} autocomplete="off" spellcheck={false} value={query} onKeyDown={onKeyDown}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }} />
      </label>
      <span class="sr" role="status">{query.trim() === "" ? "" : shown.length === 0 ? words.none : words.results(shown.length)}</span>
      {shown.length === 0 && (
        <div class="say">
          <h2>{words.none}</h2>
          <p>{words.noneDetail(query.trim())}</p>
        </div>
      )}
      <div class="palette-list" id="palette-list" role="listbox" aria-label={words.name} ref={list} hidden={shown.length === 0}>
        {grouped(shown).map(({ group, rows }) => (
          <div role="group" aria-label={group} key={group}>
            <div class="palette-group" aria-hidden="true">{group}</div>
            {rows.map(({ entry, index }) => (
              <Row key={entry.id} entry={entry} index={index} selected={index === at} onPoint={() => setAt(index)} onRun={() => run(entry)} />
            ))}
          </div>
        ))}
      </div>
      <p class="palette-foot" aria-hidden="true">
        <Keys keys={["up", "down"]} /> {words.keys} <Keys keys={["enter"]} /> {words.run} <Keys keys={["escape"]} /> {words.close}
      </p>
    </dialog>
  );
}

interface RowProps {
  readonly entry: Entry;
  readonly index: number;
  readonly selected: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

function Row({ entry, index, selected, onPoint, onRun }: RowProps) {
  return (
    <div class="palette-row" role="option" id={`palette-${index}`} aria-selected={selected} onPointerMove={() => selected || onPoint()} onClick={onRun}>
      <bdi class="clip">{entry.title}</bdi>
      {entry.on === true && <Icon path={check} size={14} />}
      {entry.keys?.[0] !== undefined && <span class="k"><Keys keys={[entry.keys[0]]} /></span>}
    </div>
  );
}

/** What stands in the list: without a query the last ones first, else what fits best first. */
function shownFor(query: string, all: readonly Entry[]): readonly Entry[] {
  const task = taskEntry(query);
  if (query.trim() !== "") return [...(task ? [task] : []), ...search(query, all)].slice(0, MOST);
  const last = recent(all).map((entry) => ({ ...entry, group: words.groups.recent }));
  const used = new Set(last.map(({ id }) => id));
  return [...last, ...all.filter(({ id }) => !used.has(id) && !id.startsWith("template:"))];
}

/** Rows under their groups, each group where its first row stands; a row keeps its number in the list. */
function grouped(shown: readonly Entry[]): readonly { readonly group: string; readonly rows: readonly { readonly entry: Entry; readonly index: number }[] }[] {
  const groups = new Map<string, { entry: Entry; index: number }[]>();
  for (const entry of shown) groups.set(entry.group, [...(groups.get(entry.group) ?? []), { entry, index: 0 }]);
  let index = 0;
  return [...groups].map(([group, rows]) => ({ group, rows: rows.map(({ entry }) => ({ entry, index: index++ })) }));
}

function moved(key: string, at: number, length: number): number | undefined {
  if (length === 0) return undefined;
  const steps: Readonly<Record<string, number>> = { ArrowDown: (at + 1) % length, ArrowUp: (at - 1 + length) % length, PageDown: Math.min(at + 8, length - 1), PageUp: Math.max(at - 8, 0) };
  return steps[key];
}

function useTemplates(): readonly Template[] {
  const [templates, setTemplates] = useState<readonly Template[]>(studio().bootstrap.templates ?? []);
  useEffect(() => {
    if (templates.length === 0) api.get<readonly Template[]>("/api/templates/").then(setTemplates, () => undefined); // the rest works without them
  }, []);
  return templates;
}

/** Shows the dialog over the page, and afterwards puts the focus back. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    element?.querySelector("input")?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return dialog;
}
