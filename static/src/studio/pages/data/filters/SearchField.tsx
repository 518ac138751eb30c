// The search field: what is typed is asked for when the typing pauses.
import { useEffect, useRef, useState } from "preact/hooks";
import { useCommands } from "../../../commands";
import { Icon } from "../../../components/Icon";
import { search as magnifier } from "../../../icons/pages";
import { useValue } from "../../../observe";
import { filters as words } from "../../../strings/filters";
import type { DataModel } from "../model";
import { useKey } from "./use-key";

/** how long the typing pauses before the server is asked, in milliseconds */
const PAUSE = 250;
export const LONGEST_SEARCH = 1_000;

/** "/" goes here from anywhere in the page; Enter asks at once, Escape clears. */
export function SearchField({ model }: { readonly model: DataModel }) {
  const asked = useValue(model.query).search;
  const [text, setText] = useState(asked);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const told = useRef(asked);
  const ask = (search: string): void => {
    clearTimeout(timer.current);
    // one step Back leads to what was before the typing began
    const replace = told.current !== "";
    told.current = search;
    model.setQuery({ search, replace });
  };
  useEffect(() => {
    if (asked === told.current) return; // it changed elsewhere: another view, Back, "Clear filters"
    clearTimeout(timer.current);
    told.current = asked;
    setText(asked);
  }, [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const focus = (): void => {
    field.current?.focus();
    field.current?.select();
  };
  useKey("/", focus);
  useCommands(() => ({ commands: [{ id: "search-tasks", title: words.search, keys: ["/"], run: focus }] }));
  return (
    <label class="search">
      <Icon path={magnifier} />
      <span class="sr">{words.search}</span>
      <input
        ref={field}
        class="in"
        type="search"
        placeholder={words.search}
        value={text}
        maxLength={LONGEST_SEARCH}
        aria-keyshortcuts="/"
        onInput={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => ask(next), PAUSE);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") ask(text);
          if (event.key !== "Escape" || text === "") return;
          event.preventDefault();
          event.stopPropagation();
          setText("");
          ask("");
        }}
      />
    </label>
  );
}
