// Which field of the tasks an object shows: one of those that the tasks have, or another by its name.
import { useId, useState } from "preact/hooks";
import { valueOf } from "../../../shared/xml-tree";
import { setupBuilder as words } from "../../../strings/setup-builder";
import { dataAttribute, type Part } from "./model";
import { setAttribute, type DataKey } from "./operations";
import type { Builder } from "./use-builder";

export interface FieldPickerProps {
  readonly part: Part;
  readonly builder: Builder;
  readonly keys: readonly DataKey[];
}

const OTHER = "\0other";

export function FieldPicker({ part, builder, keys }: FieldPickerProps) {
  const id = useId();
  const [other, setOther] = useState(false);
  const attribute = dataAttribute(part.entry, part.element);
  if (attribute === undefined) return null;
  const written = valueOf(part.element, attribute) ?? "";
  const key = written.replace(/^\$/, "");
  const known = keys.some((one) => one.key === key);
  const put = (next: string): void =>
    builder.edit(setAttribute(builder.text, part.element, attribute, next === "" ? "" : `$${next}`), { key: `field ${part.element.path}` });
  const typed = other || keys.length === 0 || (written !== "" && !written.startsWith("$"));
  return (
    <div class="field-of">
      <label for={id}>{words.field}</label>
      {typed ? (
        <input id={id} class="in" value={key} spellcheck={false} autocapitalize="off" onInput={(event) => put(event.currentTarget.value)} />
      ) : (
        <select id={id} class="in" value={key} onChange={(event) => (event.currentTarget.value === OTHER ? setOther(true) : put(event.currentTarget.value))}>
          {!known && <option value={key}>{key || words.noValue}</option>}
          {keys.map((one) => <option key={one.key} value={one.key}>{one.key}</option>)}
          <option value={OTHER}>{words.ownField}</option>
        </select>
      )}
    </div>
  );
}
