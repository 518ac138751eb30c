// One row a column: its name, its first values, and what it becomes.
import { useState } from "preact/hooks";
import { mapping as words } from "../../strings/mapping";
import type { ColumnPreview, Preview } from "./import-api";
import { choiceOf, choose, type Choice, type Mapping } from "./mapping";

/** columns that are shown before somebody looks for one */
const SHOWN = 40;

export interface ColumnTableProps {
  readonly preview: Preview;
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
}

export function ColumnTable({ preview, mapping, onMapping }: ColumnTableProps) {
  const [wanted, setWanted] = useState("");
  const many = preview.columns.length > SHOWN;
  const found = many && wanted !== "" ? preview.columns.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase())) : preview.columns;
  const shown = found.slice(0, SHOWN);
  const more = preview.column_count - shown.length;
  return (
    <div class="columns">
      {many && <input class="in" type="search" aria-label={words.filter} placeholder={words.filter} value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />}
      <table class="t">
        <thead>
          <tr>
            <th scope="col">{words.column}</th>
            <th scope="col" class="hide-s">{words.values}</th>
            <th scope="col">{words.becomes}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((column) => (
            <tr key={column.name} class={choiceOf(mapping, column.name).kind === "leave" ? "left-out" : undefined}>
              <th scope="row">
                <bdi>{column.name}</bdi>
                <span class="sample only-narrow"><bdi>{column.samples[0] ?? "–"}</bdi></span>
              </th>
              <td class="hide-s"><Samples column={column} /></td>
              <td><Becomes column={column.name} preview={preview} mapping={mapping} onMapping={onMapping} /></td>
            </tr>
          ))}
          {more > 0 && (wanted === "" || found.length > shown.length) && (
            <tr>
              <td colSpan={3} class="muted">{mapping.others === "keep" ? words.more(more) : words.moreLeft(more)}</td>
            </tr>
          )}
        </tbody>
      </table>
      {preview.column_count > 1 && (
        <label class="tick">
          <input type="checkbox" class="check" checked={mapping.others === "leave"} onChange={(event) => onMapping({ ...mapping, ...others(event.currentTarget.checked, preview, mapping) })} />
          <span>{words.leaveOthers}</span>
        </label>
      )}
    </div>
  );
}

/** Leaving the others out keeps the columns that the labels read under their own names. */
function others(leave: boolean, preview: Preview, mapping: Mapping): Mapping {
  if (!leave) return { others: "keep", choices: mapping.choices };
  const read = preview.columns.filter(({ name }) => name in preview.reads && mapping.choices[name] === undefined);
  return { others: "leave", choices: { ...mapping.choices, ...Object.fromEntries(read.map(({ name }) => [name, { kind: "key", key: name } as const])) } };
}

function Samples({ column }: { readonly column: ColumnPreview }) {
  return (
    <span class="samples">
      {column.samples.length === 0 ? <span class="faint">–</span> : column.samples.map((value, index) => <bdi key={index} class="sample">{value}</bdi>)}
    </span>
  );
}

function Becomes({ column, preview, mapping, onMapping }: ColumnTableProps & { readonly column: string }) {
  const choice = choiceOf(mapping, column);
  const set = (next: Choice): void => onMapping(choose(mapping, column, next));
  const reads = Object.keys(preview.reads).filter((key) => key !== column);
  const extra = fieldOf(choice, set);
  return (
    <span class="becomes">
      <select class="in" aria-label={words.becomesOf(column)} value={valueOf(choice, reads)} onChange={(event) => set(choiceFrom(event.currentTarget.value, column))}>
        {reads.length > 0 && (
          <optgroup label={words.groups.read}>
            {reads.map((key) => <option key={key} value={`key:${key}`}>{words.read(key)}</option>)}
          </optgroup>
        )}
        <optgroup label={words.groups.data}>
          <option value="keep">{column in preview.reads ? words.read(column) : words.keep(column)}</option>
          <option value="leave">{words.leave}</option>
          <option value="other">{words.other}</option>
          <option value="meta">{words.meta}</option>
        </optgroup>
        {Object.keys(preview.controls).length > 0 && (
          <optgroup label={words.groups.answers}>
            {Object.keys(preview.controls).flatMap((control) => [
              <option key={`p${control}`} value={`prediction:${control}`}>{words.prediction(control)}</option>,
              <option key={`a${control}`} value={`annotation:${control}`}>{words.annotation(control)}</option>,
            ])}
          </optgroup>
        )}
      </select>
      {extra && <input class="in" aria-label={`${extra.label}: ${column}`} placeholder={extra.label} maxLength={200} value={extra.value} onInput={(event) => extra.change(event.currentTarget.value)} />}
    </span>
  );
}

function fieldOf(choice: Choice, set: (choice: Choice) => void): { readonly label: string; readonly value: string; change(value: string): void } | undefined {
  if (choice.kind === "key" && choice.own) return { label: words.name, value: choice.key, change: (key) => set({ kind: "key", key, own: true }) };
  if (choice.kind === "meta") return { label: words.name, value: choice.key, change: (key) => set({ kind: "meta", key }) };
  if (choice.kind === "prediction") return { label: words.version, value: choice.version, change: (version) => set({ ...choice, version }) };
  return undefined;
}

/** The value of the list for a choice. */
function valueOf(choice: Choice, reads: readonly string[]): string {
  switch (choice.kind) {
    case "key":
      return choice.own ? "other" : reads.includes(choice.key) ? `key:${choice.key}` : "keep";
    case "prediction":
    case "annotation":
      return `${choice.kind}:${choice.control}`;
    default:
      return choice.kind;
  }
}

function choiceFrom(value: string, column: string): Choice {
  const [kind = "", ...rest] = value.split(":");
  const name = rest.join(":");
  switch (kind) {
    case "key":
      return { kind: "key", key: name };
    case "meta":
      return { kind: "meta", key: column };
    case "prediction":
      return { kind: "prediction", control: name, version: "" };
    case "annotation":
      return { kind: "annotation", control: name };
    case "leave":
      return { kind: "leave" };
    case "other":
      return { kind: "key", key: column, own: true };
    default:
      return { kind: "keep" };
  }
}
