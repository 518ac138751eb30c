// One filter as a chip: press it to change it, its cross takes it away.
import { useState } from "preact/hooks";
import { Flyout } from "../../../components/Flyout";
import { Icon } from "../../../components/Icon";
import { close } from "../../../icons/shell";
import { filters as words } from "../../../strings/filters";
import { columnName, conditionOf, type FilterColumn, type FilterItem } from "./conditions";
import { FilterForm } from "./FilterForm";
import { wordingOf } from "./wording";

export interface FilterChipProps {
  readonly item: FilterItem;
  readonly columns: readonly FilterColumn[];
  /** why the server could not answer this one */
  readonly refused: string | undefined;
  readonly onChange: (item: FilterItem | undefined) => void;
}

export function FilterChip({ item, columns, refused, onChange }: FilterChipProps) {
  const [open, setOpen] = useState(false);
  const { name, relation, value, sentence } = wordingOf(item, columns);
  const shown = [name, relation, value].filter(Boolean).join(" ");
  const column = columns.find((one) => one.id === columnName(item));
  const editable = column !== undefined && conditionOf(item) !== undefined;
  const change = (next: FilterItem | undefined): void => {
    setOpen(false);
    onChange(next);
  };
  return (
    <span class="fly-at">
      <span class={refused === undefined ? "fchip" : "fchip refused"}>
        <button class="says" title={refused ?? sentence} aria-label={words.change(shown)} aria-haspopup="dialog" aria-expanded={open} disabled={!editable} onClick={() => setOpen(!open)}>
          <span>{[name, relation].filter(Boolean).join(" ")}</span>
          {value !== "" && <b>{value}</b>}
        </button>
        <button class="ib sm" aria-label={words.remove(sentence)} onClick={() => change(undefined)}>
          <Icon path={close} size={14} />
        </button>
      </span>
      {open && column && (
        <Flyout title={words.edit} onClose={() => setOpen(false)}>
          <FilterForm column={column} item={item} onApply={change} onBack={undefined} onRemove={() => change(undefined)} />
        </Flyout>
      )}
    </span>
  );
}
