// The fields for the value of a filter, as its condition and the column's type need them.
import type { TargetedInputEvent } from "preact";
import { filters as words } from "../../../strings/filters";
import type { Condition, Kind } from "./conditions";
import type { Typed } from "./values";

export interface ValueFieldsProps {
  readonly kind: Kind;
  readonly condition: Condition;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  /** the id of the sentence that says what is wrong */
  readonly problem: string | undefined;
}

export function ValueFields({ kind, condition, typed, onChange, problem }: ValueFieldsProps) {
  const { shape } = condition;
  if (shape === "none") return null;
  if (shape === "truth") {
    return (
      <div class="seg-ctl" role="group" aria-label={words.value}>
        {[true, false].map((truth) => (
          <button key={String(truth)} type="button" aria-pressed={typed.truth === truth} onClick={() => onChange({ ...typed, truth })}>
            {truth ? words.yes : words.no}
          </button>
        ))}
      </div>
    );
  }
  const wrong = { "aria-invalid": problem !== undefined, ...(problem === undefined ? {} : { "aria-describedby": problem }) };
  if (shape === "several") {
    return (
      <label class="field">
        <span class="label">{words.values}</span>
        <textarea class="in" rows={4} data-safe value={typed.first} {...wrong} onInput={(event) => onChange({ ...typed, first: event.currentTarget.value })} />
        <span class="hint">{words.valuesHint}</span>
      </label>
    );
  }
  const field = (name: "first" | "second", title: string) => {
    const given = {
      class: "in", value: typed[name], "data-safe": name === "first" || undefined, ...wrong,
      onInput: (event: TargetedInputEvent<HTMLInputElement>) => onChange({ ...typed, [name]: event.currentTarget.value }),
    };
    return (
      <label class="field">
        <span class={shape === "range" ? "label" : "sr"}>{title}</span>
        {/* not type=number: that field hides what it cannot read, and here it is read with commas too */}
        {kind === "Datetime" ? <input type="datetime-local" {...given} /> : <input type="text" inputMode={kind === "Number" ? "decimal" : "text"} {...given} />}
      </label>
    );
  };
  return shape === "range" ? <div class="ends">{field("first", words.from)}{field("second", words.to)}</div> : field("first", words.value);
}
