import { useEffect, useMemo, useRef } from "preact/hooks";
import { fetchAhead } from "../../core/late";
import type { ShellProps } from "../contract";
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
  const open = useSignal(editor.suggestions);
  return <div class="suggests" ref={root}>{open.size > 0 && <SuggestionBar shell={shell} suggestions={suggestions} count={open.size} />}</div>;
}

interface SuggestionBarProps {
  readonly shell: ShellProps;
  readonly suggestions: Suggestions;
  readonly count: number;
}

/** How many suggestions wait; with one of them selected, what can be done with it. */
function SuggestionBar({ shell: { editor }, suggestions, count }: SuggestionBarProps) {
  const annotation = useSignal(editor.current);
  const [selected] = useSignal(annotation.selection);
  const region = selected === undefined ? undefined : editor.suggestions.peek().get(selected);
  const look = region && editor.look(region);
  return (
    <section class="note acc suggest" aria-label={texts.suggestions(count)}>
      <Icon name="spark" />
      {region && look
        ? <p class="clip"><span class="sw" style={{ "--c": look.color }} /> <b>{look.labels.join(", ")}</b> <bdi>{editor.instances.get(region.object)?.describe?.(region).title}</bdi></p>
        : <p><b>{texts.suggestions(count)}</b> <span class="hide-s">{suggestions.from !== "" && <bdi>{suggestions.from}</bdi>}</span></p>}
      <span class="grow" />
      {region
        ? <>
            <button type="button" class="btn sm" onClick={() => suggestions.accept([region.id])}>{texts.accept} <kbd class="kbd hide-s">↵</kbd></button>
            <button type="button" class="btn sm" onClick={() => suggestions.refuse([region.id])}>{texts.refuse} <kbd class="kbd hide-s">⌫</kbd></button>
          </>
        : <button type="button" class="btn sm" onClick={() => suggestions.next()}>{texts.goThrough}</button>}
      <button type="button" class="btn sm" onClick={() => suggestions.accept()}>{texts.acceptAll}</button>
    </section>
  );
}
