import type { AnnotationState, EditorState, Region } from "../../core/types";
import { Icon } from "../icons";
import { nameOf } from "./name";
import type { GroupRow } from "./rows";
import { texts } from "../part-texts";

interface RegionRowProps {
  readonly editor: EditorState;
  readonly annotation: AnnotationState;
  readonly region: Region;
  readonly rowId: string;
  readonly rowIndex: number;
  readonly top: number;
  readonly selected: boolean;
  readonly active: boolean;
  readonly grouped: boolean;
  readonly onSelect: (event: MouseEvent) => void;
  readonly onDelete: () => void;
}

/** One region: swatch (by time), name, detail; hide, lock and delete on hover, on focus and when selected. */
export function RegionRowView(props: RegionRowProps) {
  const { editor, annotation, region, selected, active } = props;
  const look = editor.look(region);
  const name = nameOf(editor, region);
  const classes = ["rg", region.hidden ? "off" : "", look.prediction ? "pred" : "", active ? "active" : ""].join(" ");
  const others = look.labels.slice(1).join(", ");
  return (
    <div
      class={classes}
      role="row"
      id={props.rowId}
      aria-rowindex={props.rowIndex + 1}
      aria-selected={selected}
      style={{ transform: `translateY(${props.top}px)`, "--c": look.color }}
      data-region={region.id}
      onClick={props.onSelect}
    >
      <span role="gridcell" class={`row clip ${props.grouped ? "in2" : ""}`}>
        {!props.grouped && <span class="sw" title={look.labels[0]} />}
        <bdi class="clip">{name.title}</bdi>
      </span>
      <span role="gridcell" class="row right rgend">
        <span class="k" dir="ltr">{[others, scoreText(look.score), name.detail].filter((part) => part !== "").join(" · ")}</span>
        <RowActions annotation={annotation} region={region} onDelete={props.onDelete} />
      </span>
    </div>
  );
}

function scoreText(score: number | undefined): string {
  return score === undefined ? "" : `${Math.round(score * 100)}%`;
}

function RowActions({ annotation, region, onDelete }: { annotation: AnnotationState; region: Region; onDelete: () => void }) {
  const act = (run: () => void) => (event: MouseEvent) => {
    event.stopPropagation();
    run();
  };
  return (
    <span class={`acts ${region.hidden || region.locked ? "on" : ""}`}>
      <button type="button" class="ib sm" tabIndex={-1} aria-label={region.hidden ? texts.show : texts.hide} title={region.hidden ? texts.show : texts.hide}
        aria-pressed={region.hidden} onClick={act(() => annotation.setHidden([region.id], !region.hidden))}>
        <Icon name={region.hidden ? "eyeOff" : "eye"} size={14} />
      </button>
      {annotation.editable && (
        <button type="button" class="ib sm" tabIndex={-1} aria-label={region.locked ? texts.unlock : texts.lock} title={region.locked ? texts.unlock : texts.lock}
          aria-pressed={region.locked} onClick={act(() => annotation.setLocked([region.id], !region.locked))}>
          <Icon name={region.locked ? "lock" : "unlock"} size={14} />
        </button>
      )}
      {annotation.editable && (
        <button type="button" class="ib sm" tabIndex={-1} aria-label={texts.delete} title={texts.delete} disabled={region.locked} onClick={act(onDelete)}>
          <Icon name="trash" size={14} />
        </button>
      )}
    </span>
  );
}

export function GroupRowView({ group, top, rowIndex }: { group: GroupRow; top: number; rowIndex: number }) {
  return (
    <div class="gh" role="row" aria-rowindex={rowIndex + 1} style={{ transform: `translateY(${top}px)` }}>
      <span role="gridcell" class="row">
        <span class="sw" style={{ "--c": group.color }} />
        <bdi class="clip">{group.label}</bdi> <span class="n">{group.count}</span>
      </span>
    </div>
  );
}
