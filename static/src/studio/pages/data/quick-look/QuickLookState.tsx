// What the quick look says when there is no task to show.
import { State } from "../../../components/State";
import { offline, tag, warning } from "../../../icons/shell";
import { quickLook as words } from "../../../strings/quick-look";
import { studio } from "../../../studio";
import type { View } from "../../label/labeling";

export function QuickLookState({ view, onRetry }: { readonly view: View; readonly onRetry: () => void }) {
  if (view.kind === "no-labels") {
    return (
      <div class="quick-state">
        <State icon={tag} title={words.noLabels} detail={words.noLabelsDetail}>
          <a class="btn" href={studio().router.href("setup")}>{words.setup}</a>
        </State>
      </div>
    );
  }
  if (view.kind === "failed" || view.kind === "offline") {
    return (
      <div class="quick-state">
        <State icon={view.kind === "offline" ? offline : warning} tone="bad" title={words.failed} detail={view.kind === "offline" ? words.offlineDetail : view.reason}>
          <button class="btn" onClick={onRetry}>{words.tryAgain}</button>
        </State>
      </div>
    );
  }
  return (
    <div class="quick-state">
      <State icon={warning} tone="warn" title={words.missing} detail={words.missingDetail} />
    </div>
  );
}
