// Which time is counted.
import { useId } from "preact/hooks";
import { dashboard as words } from "../../strings/dashboard";
import { inOrder, RANGES, type Range, type RangeName } from "./range";

export interface RangeChoiceProps {
  readonly range: Range;
  readonly onChange: (range: Range) => void;
}

export function RangeChoice({ range, onChange }: RangeChoiceProps) {
  const id = useId();
  const choose = (name: RangeName): void => onChange({ name, from: "", to: "" });
  return (
    <>
      <label class="sr" for={id}>{words.range}</label>
      <select id={id} class="in range" value={range.name} onChange={(event) => choose(event.currentTarget.value as RangeName)}>
        {RANGES.map((name) => <option key={name} value={name}>{words.ranges[name]}</option>)}
      </select>
      {range.name === "dates" && (
        <>
          <Day name={words.from} value={range.from} onChange={(from) => onChange({ ...range, from })} />
          <Day name={words.to} value={range.to} wrong={!inOrder(range)} onChange={(to) => onChange({ ...range, to })} />
        </>
      )}
    </>
  );
}

interface DayProps {
  readonly name: string;
  readonly value: string;
  readonly wrong?: boolean;
  readonly onChange: (day: string) => void;
}

function Day({ name, value, wrong = false, onChange }: DayProps) {
  return (
    <label class="day">
      <span class="small">{name}</span>
      <input class="in" type="date" min="1970-01-01" max="2199-12-30" value={value} aria-invalid={wrong} onChange={(event) => onChange(event.currentTarget.validity.valid ? event.currentTarget.value : "")} />
    </label>
  );
}
