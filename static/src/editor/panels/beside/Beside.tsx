import { useEffect, useMemo, useRef } from "preact/hooks";
import { fetchAhead } from "../../core/late";
import type { ShellProps } from "../contract";
import { CommandIcon } from "../CommandButton";
import { Icon } from "../icons";
import { texts } from "../part-texts";
import { useSignal } from "../useSignal";
import { listenToClipboard } from "./clipboard";
import { bindKeys } from "./keys";
import { followSuggestions, type Suggestions } from "./suggestions";

/** What works beside the shell once its parts are there: the clipboard, its keys, and what a model suggests. */
export function Beside({ shell }: { readonly shell: ShellProps }) {
  const { editor } = shell;
  const suggestions = useMemo(() => followSuggestions(editor), [editor]);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const ends = [listenToClipboard(editor, root.current!.closest<HTMLElement>(".editor")!), ...bindKeys(editor, suggestions), () => suggestions.stop()];
    return () => ends.forEach((end) => end());
  }, [editor]);
  useEffect(() => {
    // what draws the guideline: it may be opened when the connection is gone
    if (shell.description.trim() !== "") fetchAhead(() => import("../../tags/rich-text"));
  }, [shell.description]);
  const waiting = useSignal(suggestions.waiting);
  // not asked of the document (:has): each change under a picture would restyle all of its shapes
  const overPicture = [...editor.config.byName.values()].some(({ tag }) => tag === "Image");
  return (
    <div class={overPicture ? "suggests over" : "suggests"} ref={root}>
      <GroupBar shell={shell} />
      {waiting > 0 && <SuggestionBar shell={shell} suggestions={suggestions} waiting={waiting} />}
    </div>
  );
}

/** What can be done with several regions of a picture, where they are. */
function GroupBar({ shell: { editor, commands } }: { readonly shell: ShellProps }) {
  const annotation = useSignal(editor.current);
  useSignal(annotation.changed);
  const selection = [...useSignal(annotation.selection)].flatMap((id) => annotation.regions.get(id) ?? []);
  const place = selection[0] && editor.instances.get(selection[0].object);
  if (selection.length < 2 || !annotation.editable || !place?.arrange || selection.some(({ object }) => object !== selection[0]!.object)) return null;
  const locked = selection.every((region) => region.locked);
  const order = (to: "front" | "back", title: string) => (
    <button type="button" class="ib sm" aria-label={title} title={title} onClick={() => place.arrange!(selection.map(({ id }) => id), to)}><Icon name={to} size={14} /></button>
  );
  return (
    <section class="note groupbar" aria-label={texts.selected(selection.length)}>
      <b class="num">{texts.selected(selection.length)}</b>
      <CommandIcon command={commands.duplicate} icon="copy" size="sm" />
      {order("front", texts.front)}
      {order("back", texts.back)}
      <CommandIcon command={commands.hide} icon="eye" size="sm" />
      <CommandIcon command={commands.lock} icon={locked ? "lock" : "unlock"} size="sm" />
      <CommandIcon command={commands["delete-region"]} icon="trash" size="sm" />
    </section>
  );
}

interface SuggestionBarProps {
  readonly shell: ShellProps;
  readonly suggestions: Suggestions;
  readonly waiting: number;
}

/** How many suggestions wait; with one of them selected, what can be done with it. */
function SuggestionBar({ shell: { editor }, suggestions, waiting }: SuggestionBarProps) {
  const annotation = useSignal(editor.current);
  const shown = useSignal(editor.suggestions).size;
  const [selected] = useSignal(annotation.selection);
  const region = selected === undefined ? undefined : editor.suggestions.peek().get(selected);
  const look = region && editor.look(region);
  const name = texts.suggestions(waiting);
  // with scores to choose from there is no room for it
  const from = useSignal(suggestions.scores) === undefined ? suggestions.from : "";
  return (
    <section class="note acc suggest" aria-label={name}>
      <Icon name="spark" />
      {region && look
        ? <p class="clip"><span class="sw" style={{ "--c": look.color }} /> <b>{look.labels.join(", ")}</b> <bdi>{editor.instances.get(region.object)?.describe?.(region).title}</bdi></p>
        : <p><b>{shown < waiting ? texts.shownOf(shown, waiting) : name}</b> {from !== "" && <span class="hide-s"><bdi>{from}</bdi></span>}</p>}
      <span class="grow" />
      {region
        ? <>
            <button type="button" class="btn sm" onClick={() => suggestions.accept([region.id])}>{texts.accept} <kbd class="kbd hide-s">↵</kbd></button>
            <button type="button" class="btn sm" onClick={() => suggestions.refuse([region.id])}>{texts.refuse} <kbd class="kbd hide-s">⌫</kbd></button>
          </>
        : <>
            <ScoreField suggestions={suggestions} />
            <button type="button" class="btn sm" disabled={shown === 0} onClick={() => suggestions.next()}>{texts.goThrough}</button>
          </>}
      <button type="button" class="btn sm" disabled={shown === 0} onClick={() => suggestions.refuse()}>{texts.refuseAll}</button>
      <button type="button" class="btn sm" disabled={shown === 0} onClick={() => suggestions.accept()}>{texts.acceptAll}</button>
    </section>
  );
}

/** From which score on suggestions are shown, and so taken over all together; only where scores differ. */
function ScoreField({ suggestions }: { readonly suggestions: Suggestions }) {
  const scores = useSignal(suggestions.scores);
  const minimum = useSignal(suggestions.minimum);
  if (scores === undefined) return null;
  const most = Math.max(1, scores[1]);
  return (
    <label class="score" title={texts.fromScore}>
      <input type="range" min={0} max={most} step={most / 100} value={minimum} aria-label={texts.fromScore} aria-valuetext={minimum.toFixed(2)}
        onInput={(event) => void (suggestions.minimum.value = event.currentTarget.valueAsNumber)} />
      <output class="num">≥ {minimum.toFixed(2)}</output>
    </label>
  );
}
