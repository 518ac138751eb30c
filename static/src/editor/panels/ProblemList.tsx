import type { ValidationProblem } from "../core/types";
import type { ShellProps } from "./contract";
import { Icon } from "./icons";
import { texts } from "./part-texts";

/** The missing answers, each a link to its question. */
export function ProblemList({ shell, problems }: { readonly shell: ShellProps; readonly problems: readonly ValidationProblem[] }) {
  return (
    <div class="problems note bad" role="alert">
      <Icon name="warning" />
      <div>
        <b>{texts.missing(problems.length)}</b>
        <ul>
          {problems.map((problem, index) => (
            <li key={index}>
              <button type="button" class="linkb" onClick={() => shell.focusProblem(problem)}>{problem.message}</button>
            </li>
          ))}
        </ul>
      </div>
      <button type="button" class="ib sm right" aria-label={texts.close} onClick={() => shell.dismissProblems()}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
