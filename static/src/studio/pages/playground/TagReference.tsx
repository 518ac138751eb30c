// What the tag under the cursor is and takes; any other can be looked up.
import { useId, useState } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { down } from "../../icons/shell";
import { lines, search } from "../../icons/pages";
import { playground as words } from "../../strings/playground";
import type { TagAttribute, TagEntry } from "../../shared/tag-table";
import { tagNamed, useTags } from "./use-tags";

export interface TagReferenceProps {
  /** the name of the tag under the cursor */
  readonly under: string | undefined;
  readonly onExample: (config: string) => void;
}

export function TagReference({ under, onExample }: TagReferenceProps) {
  const tags = useTags();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(true);
  const list = useId();
  return (
    <section class={open ? "sub p-tags" : "sub p-tags shut"} aria-label={words.tags}>
      <div class="ph">
        <Icon path={lines} size={14} />
        <span class="clip">{words.underCursor}</span>
        <label class="search right">
          <span class="sr">{words.find}</span>
          <Icon path={search} size={14} />
          <input class="in" list={list} value={typed} placeholder={words.find} autocomplete="off" spellcheck={false} onInput={(event) => setTyped(event.currentTarget.value)} />
        </label>
        <datalist id={list}>{Array.isArray(tags) && tags.map((entry) => <option key={entry.tag} value={entry.tag} />)}</datalist>
        <button class="ib sm only-wide" aria-expanded={open} aria-label={open ? words.close : words.open} title={open ? words.close : words.open} onClick={() => setOpen(!open)}>
          <Icon path={down} size={14} />
        </button>
      </div>
      <div class="tagref" tabIndex={0} role="region" aria-label={words.underCursor}>
        {tags === "failed" && <p class="muted" role="alert">{words.tagsFailed}</p>}
        {Array.isArray(tags) && <Found tags={tags as readonly TagEntry[]} name={typed.trim() || under} onPick={setTyped} onExample={onExample} />}
      </div>
    </section>
  );
}

interface FoundProps {
  readonly tags: readonly TagEntry[];
  readonly name: string | undefined;
  readonly onPick: (tag: string) => void;
  readonly onExample: (config: string) => void;
}

function Found({ tags, name, onPick, onExample }: FoundProps) {
  const entry = name === undefined ? undefined : tagNamed(tags, name);
  if (!entry) {
    const part = name?.toLowerCase() ?? "";
    const like = tags.filter((one) => one.tag.toLowerCase().includes(part));
    return (
      <>
        <p class="muted">{name !== undefined && like.length === 0 ? words.noTag(name) : words.everyTag}</p>
        <div class="row wrap">
          {(like.length > 0 ? like : tags).map((one) => <button key={one.tag} class="btn sm" onClick={() => onPick(one.tag)}>{one.tag}</button>)}
        </div>
      </>
    );
  }
  return (
    <>
      <div class="hd2">
        <code class="tag-name" dir="ltr">{`<${entry.tag}>`}</code>
        <span class="pill line">{words.kinds[entry.kind] ?? entry.kind}</span>
        <span class="muted">{entry.doc}</span>
        {entry.example !== undefined && <Example config={entry.example} onExample={onExample} />}
      </div>
      <dl>
        {Object.entries(entry.attributes).map(([attribute, spec]) => (
          <Attribute key={attribute} name={attribute} spec={spec} />
        ))}
      </dl>
    </>
  );
}

function Example({ config, onExample }: { readonly config: string; readonly onExample: (config: string) => void }) {
  return <button class="btn sm right" onClick={() => onExample(config)}>{words.showExample}</button>;
}

function Attribute({ name, spec }: { readonly name: string; readonly spec: TagAttribute }) {
  const usual = spec.default === undefined || spec.default === "" ? undefined : String(spec.default);
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {spec.required && <span class="req">{words.required}. </span>}
        {spec.doc}{" "}
        {spec.values?.map((value, index) => <span key={value}>{index > 0 && ", "}<code>{value}</code></span>)}
        {usual !== undefined && <span class="faint"> ({words.standard(usual)})</span>}
      </dd>
    </>
  );
}
