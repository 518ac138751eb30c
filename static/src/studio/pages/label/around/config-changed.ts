// The label config was changed elsewhere while this page is open.
import { shell } from "../../../strings/shell";
import { toast } from "../../../toasts";
import type { LabelPage } from "../label-page";

/** Shows the same task under the new config. Work that is not saved yet is kept. */
export function changeConfig(page: LabelPage, config: string): void {
  if (page.labeling.view.value.kind === "no-labels") void page.labeling.open(undefined, { replace: true });
  const instance = page.instance.value;
  if (!instance) return;
  instance.replaceConfig(config);
  toast(shell.configChanged);
}
