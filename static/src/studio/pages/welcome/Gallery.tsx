// The gallery: search, categories, cards.
import { useEffect, useRef, useState } from "preact/hooks";
import { address } from "../../api";
import { Icon } from "../../components/Icon";
import { State } from "../../components/State";
import { arrow, search } from "../../icons/pages";
import { welcome } from "../../strings/welcome";
import type { Template } from "../../types";
import { categoriesOf, matching } from "./gallery-filter";

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
  useSlashKey(field);
  const shown = matching(templates, query, category);
  return (
    <>
      <div class="gbar">
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
          />
          {query === "" && <kbd class="kbd only-wide">/</kbd>}
        </label>
        <Categories templates={templates} chosen={category} onChoose={setCategory} />
      </div>
      {shown.length === 0 ? (
        <State icon={search} title={welcome.noneFound} detail={welcome.noneFoundDetail(query)}>
          <button class="btn" onClick={() => { setQuery(""); setCategory(undefined); field.current?.focus(); }}>
            {welcome.clear}
          </button>
        </State>
      ) : (
        <div class="gal">
          {shown.map((template) => (
            <Card key={template.name} template={template} opening={opening} onOpen={onOpen} />
          ))}
        </div>
      )}
    </>
  );
}

function Categories({ templates, chosen, onChoose }: { readonly templates: readonly Template[]; readonly chosen: string | undefined; readonly onChoose: (category: string | undefined) => void }) {
  const categories = categoriesOf(templates);
  if (categories.length < 2) return null;
  return (
    <div class="cats" role="group" aria-label={welcome.categories}>
      <button class="cat" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        {welcome.all} <span class="num">{templates.length}</span>
      </button>
      {categories.map(({ name, size }) => (
        <button key={name} class="cat" aria-pressed={chosen === name} onClick={() => onChoose(name)}>
          {welcome.category(name)} <span class="num">{size}</span>
        </button>
      ))}
    </div>
  );
}

function Card({ template, opening, onOpen }: { readonly template: Template; readonly opening: string | undefined; readonly onOpen: (name: string) => void }) {
  const busy = opening === template.name;
  return (
    <button class="tpl" disabled={opening !== undefined} aria-busy={busy} onClick={() => onOpen(template.name)}>
      <span class="pic">
        {template.image && <img src={address(template.image)} alt="" loading="lazy" decoding="async" />}
        <span class={busy ? "btn primary sm go on" : "btn primary sm go"} aria-hidden="true">
          {busy ? welcome.opening : welcome.tryIt}
          {!busy && <Icon path={arrow} size={14} />}
        </span>
      </span>
      <span class="cap">
        <b>{template.title}</b>
        <span class="clip">{template.description}</span>
      </span>
    </button>
  );
}

/** "/" puts the cursor into the search, unless somebody is typing. */
function useSlashKey(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
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
