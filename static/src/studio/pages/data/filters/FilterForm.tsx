// One filter: which condition a column must meet, and its value.
import { useId, useRef, useState } from "preact/hooks";
import { Icon } from "../../../components/Icon";
import { left } from "../../../icons/pages";
import { filters as words } from "../../../strings/filters";
import { conditionOf, conditionsOf, filterItem, type FilterColumn, type FilterItem } from "./conditions";
import { NOTHING, readValue, typedOf, type Typed } from "./values";
import { ValueFields } from "./ValueFields";

export interface FilterFormProps {
  readonly column: FilterColumn;
  /** the filter that is changed; undefined for a new one */
  readonly item: FilterItem | undefined;
  readonly onApply: (item: FilterItem) => void;
  /** goes back to the columns */
  readonly onBack: (() => void) | undefined;
  readonly onRemove: (() => void) | undefined;
}

export function FilterForm({ column, item, onApply, onBack, onRemove }: FilterFormProps) {
  const conditions = conditionsOf(column);
  const [chosen, setChosen] = useState(() => (item && conditionOf(item)?.id) ?? conditions[0]?.id);
  const [typed, setTyped] = useState<Typed>(() => (item ? typedOf(item) : NOTHING));
  const [problem, setProblem] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const problemId = useId();
  const condition = conditions.find((one) => one.id === chosen) ?? conditions[0];
  if (!condition) return null;
  const apply = (event: Event): void => {
    event.preventDefault();
    const read = readValue(column.type, condition, typed);
    if ("value" in read) return onApply(filterItem(column, condition, read.value));
    setProblem(read.problem);
    form.current?.querySelector<HTMLElement>(".in[aria-invalid], textarea")?.focus();
  };
  const names = column.type === "Datetime" ? words.timeConditions : words.conditions;
  return (
    <form class="filter-form" ref={form} onSubmit={apply}>
      <div class="row">
        {onBack && (
          <button type="button" class="ib sm" aria-label={words.back} title={words.back} onClick={onBack}>
            <Icon path={left} size={14} />
          </button>
        )}
        <b class="clip">{column.title}</b>
      </div>
      <label class="field">
        <span class="sr">{words.condition}</span>
        <select class="in" data-safe={condition.shape === "none" || condition.shape === "truth" || undefined} value={condition.id} onChange={(event) => {
          setChosen(event.currentTarget.value as typeof chosen);
          setProblem(undefined);
        }}>
          {conditions.map(({ id }) => (
            <option key={id} value={id}>{names[id]}</option>
          ))}
        </select>
      </label>
      <ValueFields kind={column.type} condition={condition} typed={typed} problem={problem === undefined ? undefined : problemId} onChange={(next) => {
        setTyped(next);
        setProblem(undefined);
      }} />
      {problem !== undefined && <p class="wrong" id={problemId} role="alert">{problem}</p>}
      <div class="row answers">
        {onRemove && <button type="button" class="btn sm danger-quiet quiet" onClick={onRemove}>{words.removeThis}</button>}
        <span class="grow" />
        <button class="btn sm primary">{words.apply}</button>
      </div>
    </form>
  );
}
