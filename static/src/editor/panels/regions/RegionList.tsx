import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { AnnotationState, EditorState } from "../../core/types";
import { useSignal } from "../useSignal";
import { gridKey, type Selecting } from "./gridKeys";
import { GroupRowView, RegionRowView } from "./RegionRowView";
import { scrollTopFor, visibleRows } from "../../core/windowing";
import { buildRows, idsBetween, type GroupBy, type Row } from "./rows";
import { texts } from "../part-texts";

interface RegionListProps {
  readonly editor: EditorState;
  readonly annotation: AnnotationState;
  readonly groupBy: GroupBy;
  readonly search: string;
  readonly onDelete: (ids: readonly string[]) => void;
  readonly onDetails: () => void;
}

/** Height of a row in CSS pixels, as the stylesheet has it (44 on small screens). */
function rowHeightOf(list: HTMLElement | null): number {
  if (list === null) return 28;
  const height = Number.parseFloat(getComputedStyle(list).getPropertyValue("--row"));
  return Number.isFinite(height) && height > 0 ? height : 28;
}

/** A grid of which only the visible rows are in the document. Selection is the annotation's own. */
export function RegionList(props: RegionListProps) {
  const { editor, annotation, groupBy, search } = props;
  const order = useSignal(annotation.order);
  const change = useSignal(annotation.changed);
  const selection = useSignal(annotation.selection);
  const rows = useMemo(() => buildRows(editor, annotation, groupBy, search), [editor, annotation, groupBy, search, order, change.version]);
  const list = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600, row: 28 });
  const [active, setActive] = useState<string | undefined>(undefined);

  const measure = useCallback(() => {
    const element = list.current;
    if (element) setView({ top: element.scrollTop, height: element.clientHeight, row: rowHeightOf(element) });
  }, []);
  useLayoutEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    if (list.current) observer.observe(list.current);
    return () => observer.disconnect();
  }, [measure]);
  useEffect(() => revealSelected(list.current, rows, selection, view.row, setActive), [selection, rows]);

  const anchor = useRef<string | undefined>(undefined);
  const select = (id: string, how: Selecting) => {
    annotation.selection.value = chosen(rows, selection, anchor.current, id, how);
    if (how !== "upTo") anchor.current = id;
    setActive(id);
    const region = annotation.regions.get(id);
    if (region) editor.instances.get(region.object)?.reveal?.(region);
  };
  const selectAll = () => void (annotation.selection.value = new Set(rows.flatMap((row) => (row.kind === "region" ? [row.id] : []))));
  const page = Math.max(1, Math.floor(view.height / view.row) - 1);
  const onKeyDown = (event: KeyboardEvent) => gridKey(event, { rows, active, selection, select, selectAll, details: props.onDetails, remove: props.onDelete, page });
  const printing = usePrinting();
  const { first, last } = printing ? { first: 0, last: rows.length } : visibleRows(view.top, view.height, view.row, rows.length);
  const activeIndex = rows.findIndex((row) => row.kind === "region" && row.id === active);
  return (
    <div
      class="regs"
      role="grid"
      ref={list}
      tabIndex={0}
      aria-label={groupBy === "label" ? texts.regionsByLabel : texts.regionsByTime}
      aria-rowcount={rows.length}
      aria-multiselectable="true"
      aria-activedescendant={activeIndex >= first && activeIndex < last ? rowId(active) : undefined}
      onScroll={measure}
      onKeyDown={onKeyDown}
    >
      <div class="regs-all" style={{ height: `${rows.length * view.row}px` }} role="presentation">
        {rows.slice(first, last).map((row, offset) => {
          const index = first + offset;
          if (row.kind === "group") return <GroupRowView key={`group ${row.label}`} group={row} top={index * view.row} rowIndex={index} />;
          const region = annotation.regions.get(row.id);
          return region && (
            <RegionRowView key={row.id} editor={editor} annotation={annotation} region={region} rowId={rowId(row.id)} rowIndex={index}
              top={index * view.row} selected={selection.has(row.id)} active={row.id === active} grouped={groupBy === "label"}
              onSelect={(event) => select(row.id, event.shiftKey ? "upTo" : event.ctrlKey || event.metaKey ? "also" : "alone")} onDelete={() => props.onDelete([row.id])} />
          );
        })}
      </div>
    </div>
  );
}

function chosen(rows: readonly Row[], before: ReadonlySet<string>, anchor: string | undefined, id: string, how: Selecting): ReadonlySet<string> {
  if (how === "upTo") return new Set(idsBetween(rows, anchor, id));
  if (how === "alone") return new Set([id]);
  return before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id]);
}

/** True while the page is put on paper, where every row is drawn. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const aborter = new AbortController();
    addEventListener("beforeprint", () => setPrinting(true), aborter);
    addEventListener("afterprint", () => setPrinting(false), aborter);
    return () => aborter.abort();
  }, []);
  return printing;
}

function rowId(region: string | undefined): string {
  return `region-row-${region}`;
}

/** Scrolls the list to a region that was selected elsewhere, so that list and surface stay in step. */
function revealSelected(list: HTMLElement | null, rows: readonly Row[], selection: ReadonlySet<string>, rowHeight: number, setActive: (id: string) => void): void {
  if (list === null || selection.size !== 1) return;
  const index = rows.findIndex((row) => row.kind === "region" && selection.has(row.id));
  const row = rows[index];
  if (row?.kind !== "region") return;
  setActive(row.id);
  const top = scrollTopFor(index, list.scrollTop, list.clientHeight, rowHeight);
  if (top !== list.scrollTop) list.scrollTop = top;
}
