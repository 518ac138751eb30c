// Moving a row of a list with the pointer: the row follows, and a line shows where it would come to lie.

export interface Reorder {
  /** Starts with a press on a row's handle. `onDrop` gets the new index. */
  start(event: PointerEvent, index: number, onDrop: (to: number) => void): void;
}

/** Reordering for the rows (`li`) of a list. */
export function reorderOf(list: () => HTMLElement | null): Reorder {
  return {
    start(event, index, onDrop) {
      const rows = [...(list()?.children ?? [])] as HTMLElement[];
      const row = rows[index];
      const handle = event.currentTarget as HTMLElement;
      if (!row || event.button !== 0) return;
      event.preventDefault();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      const middles = rows.map((one) => one.getBoundingClientRect()).map(({ top, height }) => top + height / 2);
      const from = event.clientY;
      let to = index;
      const onMove = ({ clientY }: PointerEvent): void => {
        row.style.translate = `0 ${clientY - from}px`;
        row.classList.add("dragged");
        const middle = (middles[index] ?? 0) + clientY - from;
        to = middles.filter((other, at) => at !== index && other < middle).length;
        rows.forEach((other, at) => {
          other.classList.toggle("drop-before", at === to && to < index);
          other.classList.toggle("drop-after", at === to && to > index);
        });
      };
      const end = (drop: boolean) => (): void => {
        handle.removeEventListener("pointermove", onMove);
        handle.removeEventListener("pointerup", onUp);
        handle.removeEventListener("pointercancel", onCancel);
        row.style.translate = "";
        for (const other of rows) other.classList.remove("drop-before", "drop-after", "dragged");
        if (drop && to !== index) onDrop(to);
      };
      const onUp = end(true);
      const onCancel = end(false);
      handle.addEventListener("pointermove", onMove);
      handle.addEventListener("pointerup", onUp);
      handle.addEventListener("pointercancel", onCancel);
    },
  };
}
