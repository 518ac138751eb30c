import { useRef, useState } from "preact/hooks";
import type { AnnotationState, Config } from "../../core/types";
import type { ShellProps } from "../contract";
import { Icon } from "../icons";
import { useParts } from "../later";
import type { RelationParts } from "../later";
import { Slot } from "../Slot";
import { useSignal } from "../useSignal";
import { nameOf } from "./name";
import { locale } from "../../../language/language";
import { texts } from "../../core/texts";

interface RegionsPanelProps {
  readonly shell: ShellProps;
  readonly details: HTMLElement;
  readonly relations: RelationParts | undefined;
}

/** The side column. On small screens it is a sheet: its head peeks above Submit, a press or a drag opens it. */
export function RegionsPanel({ shell, details, relations }: RegionsPanelProps) {
  const annotation = useSignal(shell.editor.current);
  const order = useSignal(annotation.order);
  const selection = useSignal(annotation.selection);
  const [open, setOpen] = useState(false);
  const parts = useParts(order.length > 0 || selection.size > 0);
  const note = useRef<HTMLTextAreaElement>(null);
  const remove = (ids: readonly string[]) => {
    const free = ids.filter((id) => annotation.regions.get(id)?.locked === false);
    if (!annotation.editable || free.length === 0) return;
    annotation.selection.value = new Set(free);
    shell.commands["delete-region"].run();
  };
  return (
    <aside class={`side ${open ? "open" : ""}`} aria-label={texts.regions}>
      <SheetHead shell={shell} annotation={annotation} count={order.length} open={open} setOpen={setOpen} />
      <div class="side-body">
        {order.length > 0 && parts
          ? <parts.RegionsView shell={shell} annotation={annotation} onDelete={remove} onDetails={() => focusDetails(note.current, details)} />
          : <p class="regs-none">{order.length === 0 && nothingMarked(annotation, shell.editor.config)}</p>}
        {relations && parts && <relations.RelationList editor={shell.editor} annotation={annotation} />}
        <section class="det" aria-label={texts.selected} hidden={![...selection].some((id) => annotation.regions.has(id))}>
          {parts && <parts.RegionDetails editor={shell.editor} annotation={annotation} commands={shell.commands} noteRef={(element) => void (note.current = element)} />}
          <Slot name="det-slot" element={details} />
        </section>
      </div>
    </aside>
  );
}

/** What stands where regions would; many configs only ask questions, and know no regions. */
export function nothingMarked(annotation: Pick<AnnotationState, "editable">, config: Pick<Config, "byName">): string {
  if (![...config.byName.values()].some((node) => node.descriptor?.region)) return texts.onlyQuestions;
  return annotation.editable ? texts.noRegionsYet : texts.noRegions;
}

function focusDetails(note: HTMLElement | null, details: HTMLElement): void {
  const question = details.querySelector<HTMLElement>("input:not([hidden]), textarea, select, button");
  (question !== null && question.offsetParent !== null ? question : note)?.focus();
}

interface SheetHeadProps {
  readonly shell: ShellProps;
  readonly annotation: AnnotationState;
  readonly count: number;
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

function SheetHead({ shell, annotation, count, open, setOpen }: SheetHeadProps) {
  const start = useRef<number | undefined>(undefined);
  useSignal(annotation.changed);
  const [selected] = annotation.selection.peek();
  const region = selected === undefined ? undefined : annotation.regions.get(selected);
  const drag = (event: PointerEvent) => {
    if (start.current === undefined || Math.abs(event.clientY - start.current) < 24) return;
    setOpen(event.clientY < start.current);
    start.current = undefined;
  };
  return (
    <div class="ptabs" onPointerDown={(event) => void (start.current = event.clientY)} onPointerMove={drag}
      onPointerUp={() => void (start.current = undefined)} onPointerCancel={() => void (start.current = undefined)}>
      <h2 class="ptab">{texts.regions}<span class="num">{count.toLocaleString(locale)}</span></h2>
      {region && (
        <span class="peek clip only-narrow" aria-hidden="true">
          <span class="sw" style={{ "--c": shell.editor.look(region).color }} />
          <bdi class="clip">{nameOf(shell.editor, region).title}</bdi>
        </span>
      )}
      <button type="button" class={`ib sheet-toggle ${open ? "up" : ""}`} aria-expanded={open} aria-label={open ? texts.close : texts.open}
        onClick={() => setOpen(!open)}>
        <Icon name="chevronDown" />
      </button>
    </div>
  );
}
