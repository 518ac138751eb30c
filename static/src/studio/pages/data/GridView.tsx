// The grid of pictures: cards of one size in lines, of which those in view are drawn; the same model and keys as the table.
import { useLayoutEffect, useState } from "preact/hooks";
import { useValue } from "../../observe";
import { data as words } from "../../strings/data";
import { StatusPill, Thumbnail } from "./cells";
import { dataKey, valueOf } from "./columns";
import { rowKey } from "./keys";
import { fileName, mediaAddress, previewOf } from "./media";
import type { DataModel } from "./model";
import { rowClick } from "./Table";
import type { Column, Row } from "./types";
import { SMALL, useMedia, useRows } from "./use-table";

const CARD = { width: 196, height: 196, gap: 12 };
const SMALL_CARD = { width: 150, height: 168, gap: 10 };
const GRID = "cards";

export function GridView({ model }: { readonly model: DataModel }) {
  const columns = useValue(model.columns) ?? [];
  const total = useValue(model.total) ?? 0;
  const selection = useValue(model.selected);
  const position = useValue(model.position);
  const looked = useValue(model.quickLook);
  useValue(model.rowsChanged);
  const size = useMedia(SMALL) ? SMALL_CARD : CARD;
  const [perLine, setPerLine] = useState(4);
  const { lines, element } = useRows(model, perLine, size.height + size.gap, 0);
  useLayoutEffect(() => {
    const grid = element.current;
    if (!grid) return undefined;
    const measure = (): void => setPerLine(Math.max(1, Math.floor((grid.clientWidth - size.gap) / (size.width + size.gap))));
    measure(); // before it is painted the first time
    const observer = new ResizeObserver(measure);
    observer.observe(grid);
    return () => observer.disconnect();
  }, [size]);
  const picture = columns.find((column) => column.display === "image");
  const name = columns.find((column) => column.display === "text" && dataKey(column.id) !== undefined);
  const drawn = position !== undefined && position >= lines.first * perLine && position < lines.last * perLine;

  const drawnLines = [];
  for (let line = lines.first; line < lines.last; line += 1) {
    const cards = [];
    for (let place = line * perLine; place < Math.min(total, (line + 1) * perLine); place += 1) {
      const row = lines.hurried ? undefined : model.rowAt(place);
      cards.push(
        <Card
          key={place}
          position={place}
          column={place - line * perLine + 1}
          row={row}
          picture={picture}
          name={name}
          selected={row !== undefined && selection.all !== selection.ids.has(row.id)}
          looked={row !== undefined && row.id === looked}
          active={place === position}
        />,
      );
    }
    drawnLines.push(<div key={line} class="gline" role="row" aria-rowindex={line + 1} style={{ top: `${lines.placeOf(line)}px` }}>{cards}</div>);
  }
  return (
    <div
      class="pictures"
      role="grid"
      tabIndex={0}
      ref={element}
      style={{ "--card": `${size.height}px`, "--gap": `${size.gap}px`, "--per": perLine }}
      aria-label={words.gridLabel}
      aria-rowcount={Math.ceil(total / perLine)}
      aria-colcount={perLine}
      aria-multiselectable
      aria-activedescendant={drawn ? `${GRID}-${position}` : undefined}
      onKeyDown={(event) => rowKey(event, { model, line: perLine, page: lines.fit * perLine })}
      onFocus={() => position === undefined && total > 0 && model.moveTo(model.head.peek())}
      onClick={(event) => rowClick(event, model)}
    >
      <div class="tbody" role="presentation" style={{ height: `${lines.height}px` }}>
        <div class="window" role="presentation">{drawnLines}</div>
      </div>
    </div>
  );
}

interface CardProps {
  readonly position: number;
  /** its place in its line, counted from 1 */
  readonly column: number;
  readonly row: Row | undefined;
  readonly picture: Column | undefined;
  readonly name: Column | undefined;
  readonly selected: boolean;
  readonly looked: boolean;
  readonly active: boolean;
}

function Card({ position, column, row, picture, name, selected, looked, active }: CardProps) {
  const value = row && picture ? valueOf(row, picture.id) : undefined;
  const address = mediaAddress(value);
  const title = row ? previewOf(name && valueOf(row, name.id)) || fileName(value) : "";
  const state = `pcard${selected ? " on" : ""}${looked ? " looked" : ""}${active ? " active" : ""}`;
  return (
    <div class={state} role="gridcell" id={`${GRID}-${position}`} data-position={position} aria-colindex={column} aria-selected={selected} aria-busy={row === undefined}>
      <span class="pic">{address !== undefined && <Thumbnail address={address} />}</span>
      {row ? (
        <>
          <input type="checkbox" class="check" tabIndex={-1} checked={selected} aria-label={words.selectTask(row.id)} />
          <span class="cap">
            <span class="num faint small">{row.id}</span>
            <span class="clip small" dir="auto">{title}</span>
            <StatusPill status={row.status} />
          </span>
        </>
      ) : <i class="blank" />}
    </div>
  );
}
