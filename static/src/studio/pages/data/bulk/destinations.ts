// Where a selection is taken to: the labeling page, the Export page.
import { api } from "../../../api";
import type { DataModel } from "../model";

/** Ids that an address can carry, with room for the filters. */
export const MOST_IN_ADDRESS = 2_000;

/** The selection as a query in the address of another page; undefined when it names too many tasks one by one. */
export function selectionQuery(model: DataModel): string | undefined {
  const items = model.selectedItems();
  const { selectedItems } = items;
  const named = selectedItems.all ? selectedItems.excluded : selectedItems.included;
  return named.length > MOST_IN_ADDRESS ? undefined : JSON.stringify(items);
}

/** The first selected task in the order of the table; undefined when it is gone meanwhile. */
export async function firstSelected(model: DataModel): Promise<number | undefined> {
  const { all, ids } = model.selected.peek();
  if (!all && ids.size === 1) return [...ids][0];
  const query = selectionQuery(model);
  if (query === undefined) return [...ids][0];
  const found = await api.get<{ readonly tasks: readonly { readonly id: number }[] }>("/api/tasks/", { fields: "table", page: 1, page_size: 1, query });
  return found.tasks[0]?.id;
}
