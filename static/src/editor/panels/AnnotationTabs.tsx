import type { AnnotationState } from "../core/types";
import { CommandIcon } from "./CommandButton";
import type { ShellProps } from "./contract";
import { Icon } from "./icons";
import { useLoadedParts } from "./later";
import { useSignal } from "./useSignal";
import { texts } from "../core/texts";

const offers = (shell: ShellProps, ...names: readonly string[]) => names.some((name) => shell.editor.interfaces.has(name));

/** A tab for each annotation and prediction of the task; arrow keys walk them. */
export function AnnotationTabs({ shell }: { readonly shell: ShellProps }) {
  const current = useSignal(shell.editor.current);
  const annotations = useSignal(shell.editor.annotations);
  const predictions = useSignal(shell.editor.predictions);
  const shown = [
    ...(offers(shell, "annotations:tabs", "annotations:menu", "annotations:current") ? annotations : []),
    ...(offers(shell, "predictions:tabs", "predictions:menu") && !offers(shell, "predictions:hide") ? predictions : []),
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const list = event.currentTarget as HTMLElement;
    const forward = getComputedStyle(list).direction === "rtl" ? -step : step;
    const next = shown[(shown.indexOf(current) + forward + shown.length) % shown.length];
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) return;
    shell.select(next);
    requestAnimationFrame(() => list.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  };
  return (
    <>
      {shown.length > 0 && (
        <div class="anntabs" role="tablist" aria-label={texts.annotations} onKeyDown={onKeyDown}>
          {shown.map((annotation) => (
            <Tab key={annotation.source.id} annotation={annotation} shell={shell} selected={annotation === current} />
          ))}
        </div>
      )}
      <CommandIcon command={shell.commands["new-annotation"]} icon="plus" size="sm" className="only-wide" />
    </>
  );
}

interface TabProps {
  readonly annotation: AnnotationState;
  readonly shell: ShellProps;
  readonly selected: boolean;
}

function Tab({ annotation, shell, selected }: TabProps) {
  const { source } = annotation;
  const later = useLoadedParts();
  const prediction = source.kind === "prediction";
  const name = prediction ? (source.modelVersion ?? texts.prediction) : source.pk === undefined ? texts.draft : (source.author ?? `#${source.pk}`);
  const made = source.createdAt === undefined ? "" : `, ${source.createdAt}`;
  return (
    <button type="button" class="anntab" role="tab" aria-selected={selected} tabIndex={selected ? 0 : -1} title={`${name}${made}`} onClick={() => shell.select(annotation)}>
      <span class={`av ${prediction ? "ml" : ""}`} aria-hidden="true">
        {prediction ? <Icon name="spark" size={14} /> : initials(source.author ?? shell.user.displayName, shell.user.initials, source.author === undefined)}
      </span>
      <bdi class="hide-s clip">{name}</bdi>
      {prediction && source.score !== undefined && <span class="faint num hide-s">{source.score.toFixed(2)}</span>}
      {source.wasCancelled && <span class="pill hide-s">{texts.skipped}</span>}
      {later && <later.GroundTruth editor={shell.editor} source={source} />}
      <span class="sr">{prediction ? texts.isPrediction : source.pk === undefined ? texts.isDraft : texts.isAnnotation}</span>
    </button>
  );
}

function initials(name: string, own: string, isOwn: boolean): string {
  if (isOwn && own !== "") return own;
  return [...name.trim()][0]?.toUpperCase() ?? "?";
}
