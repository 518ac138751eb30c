import type { Command, ShellProps } from "./contract";
import { Icon } from "./icons";
import { keyCaps } from "./keys";
import { useSignal } from "./useSignal";
import { locale } from "../../language/language";
import { texts } from "../core/texts";

/** The foot: progress at the start, the answer at the end, in the same place for every task. */
export function SubmitBar({ shell }: { readonly shell: ShellProps }) {
  const { commands, queue } = shell;
  const annotation = useSignal(shell.editor.current);
  const problems = useSignal(shell.problems);
  const prediction = annotation.source.kind === "prediction";
  return (
    <footer class="foot">
      <Progress {...queue} />
      <span class="grow" />
      {problems.length > 0 && (
        <span class="pill bad num">
          <Icon name="warning" size={14} /> {texts.missing(problems.length)}
        </span>
      )}
      {prediction ? (
        <Answer shell={shell} command={commands["copy-annotation"]} primary />
      ) : (
        <>
          <Answer shell={shell} command={commands.skip} />
          <Answer shell={shell} command={commands.submit} primary after={shell.loadsNext ? texts.andNext : undefined} />
          <Answer shell={shell} command={commands.update} primary />
        </>
      )}
    </footer>
  );
}

function Progress({ done, skipped = 0, total }: ShellProps["queue"]) {
  if (done === undefined || !total || total <= 0) return null;
  const percent = Math.round((Math.min(done + skipped, total) / total) * 100);
  return (
    <div class="prog">
      <span class="num"><b class="strong">{done.toLocaleString(locale)}</b> {texts.doneOf(total.toLocaleString(locale), skipped && skipped.toLocaleString(locale))}</span>
      <div class="bar" role="progressbar" aria-label={texts.progress} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <i style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}

interface AnswerProps {
  readonly shell: ShellProps;
  readonly command: Command;
  readonly primary?: boolean;
  readonly after?: string | undefined;
}

function Answer({ shell, command, primary = false, after }: AnswerProps) {
  const available = useSignal(command.available);
  const enabled = useSignal(command.enabled);
  const busy = useSignal(shell.busy);
  if (!available) return null;
  return (
    <button type="button" class={`btn ${primary ? "primary go" : "quiet"}`} disabled={!enabled || busy} aria-busy={busy} onClick={() => command.run()}>
      {command.title}
      {after !== undefined && <span class="hide-s">{after}</span>}
      {primary && command.key !== undefined && <kbd class="kbd">{keyCaps(command.key)}</kbd>}
    </button>
  );
}
