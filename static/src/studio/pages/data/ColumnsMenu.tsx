// Which columns are shown, in which order, and how dense the rows are. A column is moved by dragging it or by Alt and an arrow.
import { useRef, useState } from "preact/hooks";
import { Flyout } from "../../components/Flyout";
import { Icon } from "../../components/Icon";
import { grip, up } from "../../icons/data";
import { down } from "../../icons/shell";
import { useValue } from "../../observe";
import { data as words } from "../../strings/data";
import { showable } from "./columns";
import type { DataModel } from "./model";
import type { Column } from "./types";

export interface ColumnsMenuProps {
  readonly model: DataModel;
  readonly onClose: () => void;
}

/** `columns` with the one at `from` moved to `to`. */
export function moved<T>(columns: readonly T[], from: number, to: number): readonly T[] {
  const next = [...columns];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, one);
  return next;
}

export default function ColumnsMenu({ model, onClose }: ColumnsMenuProps) {
  const element = useRef<HTMLDivElement>(null);
  const shown = useValue(model.shownColumns);
  const all = showable(useValue(model.columns) ?? []);
  const { density } = useValue(model.layout);
  const [said, setSaid] = useState("");
  const rest = all.filter((column) => !shown.some((one) => one.id === column.id));
  const show = (columns: readonly Column[]): void => model.setLayout({ columns: columns.map((column) => column.id) });
  const move = (from: number, to: number): void => {
    const column = shown[from];
    if (!column || to < 0 || to >= shown.length) return;
    show(moved(shown, from, to));
    setSaid(words.movedTo(column.title, to + 1, shown.length));
  };
  const drag = useDrag(element, move);
  return (
    <Flyout title={words.columns} onClose={onClose} end>
      <div class="columns-menu" ref={element}>
      <ul class="shown" onPointerMove={drag.onMove} onPointerUp={drag.onEnd} onPointerCancel={drag.onEnd}>
        {shown.map((column, at) => (
          <li
            key={column.id}
            data-at={at}
            class={drag.at === at ? "held" : undefined}
            onKeyDown={(event) => {
              if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
              event.preventDefault();
              move(at, at + (event.key === "ArrowUp" ? -1 : 1));
            }}
          >
            <span class="grip" title={words.dragHint} onPointerDown={(event) => drag.onStart(event, at)}><Icon path={grip} /></span>
            <label>
              <input type="checkbox" class="check" data-safe={at === 0 || undefined} checked disabled={shown.length === 1} onChange={() => show(shown.filter((one) => one !== column))} />
              <span class="clip">{column.title}</span>
            </label>
            <button class="ib sm" disabled={at === 0} aria-label={words.moveUp(column.title)} onClick={() => move(at, at - 1)}><Icon path={up} size={14} /></button>
            <button class="ib sm" disabled={at === shown.length - 1} aria-label={words.moveDown(column.title)} onClick={() => move(at, at + 1)}><Icon path={down} size={14} /></button>
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <ul class="rest">
          {rest.map((column) => (
            <li key={column.id}>
              <label>
                <input type="checkbox" class="check" checked={false} onChange={() => show([...shown, column])} />
                <span class="clip">{column.title}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <div class="foot">
        <label>
          <input type="checkbox" class="check" checked={density === "tight"} onChange={() => model.setLayout({ density: density === "tight" ? "roomy" : "tight" })} />
          {words.tightRows}
        </label>
        <button class="btn quiet sm" onClick={() => model.setLayout({ columns: undefined, widths: {}, density: "roomy" })}>{words.usualColumns}</button>
      </div>
      <span class="sr" role="status">{said}</span>
      </div>
    </Flyout>
  );
}

interface Drag {
  /** the row that is held */
  readonly at: number | undefined;
  onStart(event: PointerEvent, at: number): void;
  onMove(event: PointerEvent): void;
  onEnd(): void;
}

/** Moves a row as soon as the pointer is over another one. */
function useDrag(element: { readonly current: HTMLElement | null }, move: (from: number, to: number) => void): Drag {
  const [at, setAt] = useState<number>();
  return {
    at,
    onStart(event, from) {
      event.preventDefault();
      (event.currentTarget as Element).closest("ul")?.setPointerCapture(event.pointerId);
      setAt(from);
    },
    onMove(event) {
      if (at === undefined) return;
      const rows = [...(element.current?.querySelectorAll<HTMLElement>(".shown li") ?? [])];
      const over = rows.findIndex((row) => event.clientY < row.getBoundingClientRect().bottom);
      const to = over < 0 ? rows.length - 1 : over;
      if (to === at) return;
      move(at, to);
      setAt(to);
    },
    onEnd: () => setAt(undefined),
  };
}
