// Where a selection is taken to: the labeling page, the Export page.
import { queryText } from "../query";
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

/** The same for the labeling page: tasks that were picked one by one stay among them also when labeling changes what the filters find. */
export function labelQuery(model: DataModel): string | undefined {
  const { selectedItems, ordering } = model.selectedItems();
  if (selectedItems.all) return selectionQuery(model);
  return selectedItems.included.length > MOST_IN_ADDRESS ? undefined : JSON.stringify({ selectedItems, ...(ordering && { ordering }) });
}

/** The open tasks of what the table shows, in its order; undefined for those of the whole project in their own. */
export function openQuery(model: DataModel): string | undefined {
  const text = queryText(model.shownQuery.value);
  return text === "" ? undefined : JSON.stringify({ ...(JSON.parse(text) as object), open: true });
}
