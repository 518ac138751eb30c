// What the table can do (its filters tell for themselves), for the command palette and the sheet of hotkeys.
import type { Offer } from "../../commands";
import { data as words } from "../../strings/data";
import type { DataModel } from "./model";

export function offerOf(model: DataModel, pictures: boolean): Offer {
  const { keys } = words;
  const toRow = (): void => document.getElementById("go-to-row")?.focus();
  const commands = [
    { id: "data.go-to-row", title: words.goToRow, run: toRow },
    { id: "data.select-all", title: keys.selectAll, keys: ["ctrl+a"], run: () => model.selectAll() },
    { id: "data.clear-selection", title: keys.clearSelection, run: () => model.clear() },
    { id: "data.all-tasks", title: words.showAll, run: () => model.openView(undefined) },
    ...(pictures ? [
      { id: "data.as-table", title: keys.asTable, run: () => model.setLayout({ display: "table" }) },
      { id: "data.as-pictures", title: keys.asGrid, run: () => model.setLayout({ display: "grid" }) },
    ] : []),
  ];
  const group = words.tableLabel;
  return {
    commands,
    hotkeys: [
      { title: keys.rows, keys: ["up", "down"], group },
      { title: keys.pages, keys: ["pageup", "pagedown"], group },
      { title: keys.ends, keys: ["home", "end"], group },
      { title: keys.select, keys: ["x", "space"], group },
      { title: keys.range, keys: ["shift+down"], group },
      { title: keys.selectAll, keys: ["ctrl+a"], group },
      { title: keys.look, keys: ["enter"], group },
      { title: keys.leave, keys: ["escape"], group },
      { title: keys.sort, keys: ["up", "enter"], group },
      { title: keys.width, keys: ["shift+left", "shift+right"], group },
    ],
  };
}
