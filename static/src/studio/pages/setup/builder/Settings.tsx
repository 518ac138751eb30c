// The settings of a tag, made from what the tag table says of its attributes.
import { useId, useState } from "preact/hooks";
import { loadWholeTagTable, type TagAttribute, type TagTable } from "../../../shared/tag-table";
import { valueOf } from "../../../shared/xml-tree";
import { setupBuilder as words } from "../../../strings/setup-builder";
import { attributeNamed, type Part } from "./model";
import { renamePart, setAttribute } from "./operations";
import { settingTitle, valueTitle } from "./titles";
import type { Builder } from "./use-builder";

export interface SettingProps {
  readonly part: Part;
  readonly builder: Builder;
  readonly name: string;
  /** what it does, when the builder's table does not say */
  readonly doc?: string | undefined;
}

const SHOWN: ReadonlySet<string> = new Set(["boolean", "enum", "number", "string", "color"]);
/** Conditions name other parts, and are written in the XML. */
const CONDITION = /^(visibleWhen|when[A-Z])/;

/** The settings that are not shown at once, behind one line. */
export function MoreSettings({ part, builder, without = [] }: { readonly part: Part; readonly builder: Builder; readonly without?: readonly string[] }) {
  const names = Object.entries(part.entry?.attributes ?? {})
    .filter(([name, { type }]) => SHOWN.has(type) && !CONDITION.test(name) && !without.includes(name))
    .map(([name]) => name);
  const [whole, setWhole] = useState<TagTable>();
  const explain = (): void => void loadWholeTagTable().then(setWhole, console.warn); // without it the settings work, unexplained
  const docOf = (name: string): string | undefined => attributeNamed(whole?.get(part.entry?.tag ?? ""), name)?.doc;
  return (
    <details class="more-settings" onToggle={explain}>
      <summary>{words.more}</summary>
      <NameInResults part={part} builder={builder} />
      {names.map((name) => <Setting key={name} part={part} builder={builder} name={name} doc={docOf(name)} />)}
    </details>
  );
}

function NameInResults({ part, builder }: { readonly part: Part; readonly builder: Builder }) {
  const id = useId();
  if (!attributeNamed(part.entry, "name")) return null;
  return (
    <div class="setting">
      <label for={id}>{words.nameInResults}</label>
      <input
        id={id}
        class="in"
        value={part.name}
        spellcheck={false}
        autocapitalize="off"
        aria-describedby={`${id}-hint`}
        onChange={(event) => event.currentTarget.value.trim() !== "" && builder.edit(renamePart(builder.text, part, event.currentTarget.value.trim()))}
      />
      <span class="hint" id={`${id}-hint`}>{words.nameHint}</span>
    </div>
  );
}

/** One setting: its control by the attribute's type, its hint from the tag table. */
export function Setting({ part, builder, name, doc }: SettingProps) {
  const id = useId();
  const attribute = attributeNamed(part.entry, name);
  if (!attribute) return null;
  const value = valueOf(part.element, name);
  const put = (next: string | undefined): void => builder.edit(setAttribute(builder.text, part.element, name, next), { key: `${name} ${part.element.path}` });
  const said = attribute.doc ?? doc;
  const hint = said === undefined ? undefined : `${id}-hint`;
  const own = { id, "aria-describedby": hint };
  return (
    <div class={attribute.type === "boolean" ? "setting tick" : "setting"}>
      <label for={id}>{settingTitle(name)}</label>
      <Control own={own} attribute={attribute} value={value} onPut={put} />
      {hint !== undefined && <span class="hint" id={hint}>{said}</span>}
    </div>
  );
}

interface ControlProps {
  readonly own: { readonly id: string; readonly "aria-describedby": string | undefined };
  readonly attribute: TagAttribute;
  readonly value: string | undefined;
  readonly onPut: (value: string | undefined) => void;
}

function Control({ own, attribute, value, onPut }: ControlProps) {
  const usual = attribute.default === undefined ? "" : String(attribute.default);
  if (attribute.type === "boolean") {
    const checked = (value ?? usual).toLowerCase() === "true";
    return (
      <input
        {...own}
        type="checkbox"
        class="check"
        checked={checked}
        onChange={(event) => onPut(String(event.currentTarget.checked) === (usual || "false") ? undefined : String(event.currentTarget.checked))}
      />
    );
  }
  if (attribute.type === "enum") {
    const values = attribute.values ?? [];
    const now = values.find((one) => one.toLowerCase() === value?.toLowerCase()) ?? value ?? usual;
    return (
      <select {...own} class="in" value={now} onChange={(event) => onPut(event.currentTarget.value === usual && value === undefined ? undefined : event.currentTarget.value || undefined)}>
        {usual === "" && <option value="">{words.noValue}</option>}
        {now !== "" && !values.includes(now) && <option value={now}>{now}</option>}
        {values.map((one) => <option key={one} value={one}>{one === usual ? words.usual(valueTitle(one)) : valueTitle(one)}</option>)}
      </select>
    );
  }
  return (
    <input
      {...own}
      class="in"
      inputMode={attribute.type === "number" ? "decimal" : "text"}
      placeholder={usual}
      value={value ?? ""}
      onInput={(event) => onPut(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}
