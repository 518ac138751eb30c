// The gallery: search, categories, cards.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useCommands } from "../../commands";
import { Icon } from "../../components/Icon";
import { State } from "../../components/State";
import { search } from "../../icons/pages";
import { welcome } from "../../strings/welcome";
import { studio } from "../../studio";
import type { Template } from "../../types";
import { Card } from "./Card";
import { cardAfter } from "./card-keys";
import { categoriesOf, matching } from "./gallery-filter";

type Held<Kind> = { readonly current: Kind | null };

export interface GalleryProps {
  readonly templates: readonly Template[];
  /** the name of the one that is being opened */
  readonly opening: string | undefined;
  readonly onOpen: (name: string) => void;
}

export function Gallery({ templates, opening, onOpen }: GalleryProps) {
  const [query, setQuery] = useState("");
  const [category, setCategory] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  useSlashKey(field);
  useScale(grid);
  useCommands(() => ({
    commands: [
      { id: "search", title: welcome.searchName, keys: ["/"], run: () => field.current?.focus() },
      { id: "clear", title: welcome.clear, keys: ["escape"], run: query === "" && category === undefined ? undefined : clear },
      { id: "cards", title: welcome.moveCards, keys: ["left", "up", "down", "right"] },
    ],
  }));
  const found = matching(templates, query, undefined);
  const shown = new Set(matching(templates, query, category));
  const clear = (): void => {
    setQuery("");
    setCategory(undefined);
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && (query !== "" || category !== undefined)) {
      event.preventDefault();
      clear();
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      cards(grid)[0]?.focus();
    }
  };
  return (
    <>
      <div class="gbar" role="search">
        <label class="search">
          <Icon path={search} />
          <span class="sr">{welcome.searchName}</span>
          <input
            ref={field}
            class="in"
            type="search"
            placeholder={welcome.search(templates.length)}
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
            onKeyDown={onKey}
          />
          {query === "" && <kbd class="kbd only-wide">/</kbd>}
        </label>
        <Categories templates={templates} found={found} chosen={category} onChoose={setCategory} />
        <span class="sr" role="status">{query === "" && category === undefined ? "" : welcome.found(shown.size)}</span>
      </div>
      {shown.size === 0 && <NoneFound query={query} category={category} elsewhere={found.length} onEverywhere={() => setCategory(undefined)} onClear={clear} />}
      <div class="gal" ref={grid} hidden={shown.size === 0} onKeyDown={(event) => moveFocus(event, grid, clear)}>
        {templates.map((template) => (
          <Card key={template.name} template={template} hidden={!shown.has(template)} opening={opening} onOpen={onOpen} />
        ))}
      </div>
    </>
  );
}

interface CategoriesProps {
  readonly templates: readonly Template[];
  /** what the search leaves, in all categories */
  readonly found: readonly Template[];
  readonly chosen: string | undefined;
  readonly onChoose: (category: string | undefined) => void;
}

function Categories({ templates, found, chosen, onChoose }: CategoriesProps) {
  const categories = categoriesOf(templates, found);
  if (categories.length < 2) return null;
  return (
    <div class="cats" role="group" aria-label={welcome.categories}>
      <button class="cat" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        {welcome.all} <span class="num">{found.length}</span>
      </button>
      {categories.map(({ name, size }) => (
        <button key={name} class={size === 0 ? "cat none" : "cat"} aria-pressed={chosen === name} onClick={() => onChoose(name)}>
          {welcome.category(name)} <span class="num">{size}</span>
        </button>
      ))}
    </div>
  );
}

interface NoneFoundProps {
  readonly query: string;
  readonly category: string | undefined;
  /** how many templates match in other categories */
  readonly elsewhere: number;
  readonly onEverywhere: () => void;
  readonly onClear: () => void;
}

function NoneFound({ query, category, elsewhere, onEverywhere, onClear }: NoneFoundProps) {
  const inOthers = category !== undefined && elsewhere > 0;
  const detail = inOthers ? welcome.noneHere(query, welcome.category(category), elsewhere) : welcome.noneFoundDetail(query);
  return (
    <State icon={search} title={welcome.noneFound} detail={detail}>
      {inOthers && <button class="btn primary" onClick={onEverywhere}>{welcome.everywhere}</button>}
      <button class="btn" onClick={onClear}>{welcome.clear}</button>
      <a class="btn quiet" href={studio().router.href("setup")}>{welcome.build}</a>
    </State>
  );
}

/** The buttons of the cards that are shown. */
const cards = (grid: Held<HTMLElement>): readonly HTMLElement[] =>
  [...(grid.current?.querySelectorAll<HTMLElement>(".tpl:not([hidden])>button") ?? [])];

/** Arrows, Home and End move between the cards; Escape clears the search. */
function moveFocus(event: KeyboardEvent, grid: Held<HTMLElement>, clear: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key === "Escape") return clear();
  const all = cards(grid);
  const from = all.findIndex((card) => card === document.activeElement);
  const spots = all.map((card) => {
    const { left, top } = (card.parentElement ?? card).getBoundingClientRect();
    return { left, top };
  });
  const to = cardAfter(event.key, from, spots);
  if (to === undefined) return;
  event.preventDefault();
  all[to]?.focus();
}

/** Tells the style sheet how wide a card is, for the scale of what is drawn in it: one observer for all of them. */
function useScale(grid: Held<HTMLElement>): void {
  useEffect(() => {
    const place = grid.current;
    if (!place) return undefined;
    const observer = new ResizeObserver(() => {
      const width = place.querySelector(".tpl:not([hidden])>.pic")?.clientWidth;
      if (width) place.style.setProperty("--card", String(width));
    });
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
}

/** "/" puts the cursor into the search, unless somebody is typing. */
function useSlashKey(field: Held<HTMLInputElement>): void {
  // with the first paint, not after it: who sees the key printed may press it
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = (event.target as Element | null)?.closest?.("input, textarea, select");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
