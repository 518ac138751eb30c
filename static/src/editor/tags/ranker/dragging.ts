// Taking an item with the mouse or a finger: where it would come to lie is shown while it is held.

export interface DragActions {
  /** false: nothing can be taken now */
  start(item: HTMLElement): boolean;
  /** the item would lie before `before` in the list, or at its end */
  over(item: HTMLElement, list: HTMLElement, before: HTMLElement | undefined): void;
  drop(): void;
  cancel(): void;
}

/** How far a pointer moves before it is no press any more, in pixels. */
const THRESHOLD = 4;

/** Listens on a board of lists (`ol`) of items (`li`); returns what ends it. A finger takes an item by its grip, so that the page still scrolls. */
export function dragItems(board: HTMLElement, actions: DragActions): () => void {
  let held: { readonly item: HTMLElement; readonly x: number; readonly y: number; readonly pointer: number; dragging: boolean } | undefined;
  const aborter = new AbortController();
  const until = { signal: aborter.signal };
  const move = (event: PointerEvent): void => {
    if (!held || event.pointerId !== held.pointer) return;
    if (!held.dragging) {
      if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < THRESHOLD) return;
      if (!actions.start(held.item)) return void (held = undefined);
      held.dragging = true;
    }
    event.preventDefault();
    const place = placeAt(board, held.item, event.clientX, event.clientY);
    if (place) actions.over(held.item, place.list, place.before);
  };
  const end = (drop: boolean): void => {
    const dragged = held?.dragging === true;
    held = undefined;
    if (dragged && drop) actions.drop();
    else if (dragged) actions.cancel();
  };
  board.addEventListener("pointerdown", (event) => {
    const target = event.target as Element;
    const item = target.closest<HTMLElement>("li");
    if (!item || event.button !== 0 || held || target.closest("a") || (event.pointerType !== "mouse" && !target.closest(".grip"))) return;
    held = { item, x: event.clientX, y: event.clientY, pointer: event.pointerId, dragging: false };
  }, until);
  document.addEventListener("pointermove", move, until);
  document.addEventListener("pointerup", (event) => void (event.pointerId === held?.pointer && end(true)), until);
  document.addEventListener("pointercancel", (event) => void (event.pointerId === held?.pointer && end(false)), until);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held?.dragging) return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  }, { ...until, capture: true });
  board.addEventListener("dragstart", (event) => event.preventDefault(), until);
  return () => aborter.abort();
}

/** The list under a point, and the item there before which the held one would come. */
function placeAt(board: HTMLElement, item: HTMLElement, x: number, y: number): { readonly list: HTMLElement; readonly before: HTMLElement | undefined } | undefined {
  const lists = [...board.querySelectorAll<HTMLElement>("ol")];
  const column = lists.find((list) => within(list.parentElement!.getBoundingClientRect(), x, y));
  if (!column) return undefined;
  const others = [...column.querySelectorAll<HTMLElement>(":scope > li")].filter((other) => other !== item);
  return { list: column, before: others.find((other) => y < middle(other.getBoundingClientRect())) };
}

function within(box: DOMRect, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

function middle(box: DOMRect): number {
  return box.top + box.height / 2;
}
