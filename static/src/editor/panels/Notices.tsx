import type { ShellProps } from "./contract";
import { texts } from "../core/texts";
import { partsMissing, useParts } from "./later";
import { useSignal } from "./useSignal";

/** The place of the toast; a live region, so it is there before there is anything to say. */
export function Toast({ shell }: { readonly shell: ShellProps }) {
  const notice = useSignal(shell.notice);
  const parts = useParts(notice !== undefined);
  const missing = useSignal(partsMissing);
  return (
    <div class="toast-at" role="status">
      {missing && <p class="note warn">{texts.partMissing}</p>}
      {notice && parts && <parts.ToastMessage shell={shell} notice={notice} />}
    </div>
  );
}

/** After a press of Submit: what is missing, with a link to each. */
export function ProblemBar({ shell }: { readonly shell: ShellProps }) {
  const problems = useSignal(shell.problems);
  const parts = useParts(problems.length > 0);
  return parts ? <parts.ProblemList shell={shell} problems={problems} /> : null;
}
