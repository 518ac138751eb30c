// One saved view as a tab, with the menu of what can be done with it.
import { useState } from "preact/hooks";
import { Flyout } from "../../../components/Flyout";
import { Icon } from "../../../components/Icon";
import { dots } from "../../../icons/data";
import { views as words } from "../../../strings/views";
import type { SavedView } from "../types";
import { NameForm } from "./NameForm";
import { titleOf } from "./view-actions";

export interface ViewTabProps {
  readonly view: SavedView;
  readonly open: boolean;
  /** what the table shows differs from what was saved */
  readonly changed: boolean;
  /** its place among the tabs, counted from 0, and how many there are */
  readonly place: number;
  readonly of: number;
  readonly full: boolean;
  readonly onOpen: () => void;
  readonly onRename: (title: string) => void;
  readonly onDuplicate: () => void;
  readonly onMove: (place: number) => void;
  readonly onDelete: () => void;
}

const DRAGGED = "application/x-view";
type Panel = "none" | "menu" | "name";

export function ViewTab(props: ViewTabProps) {
  const { view, open, changed, place } = props;
  const [panel, setPanel] = useState<Panel>("none");
  const [over, setOver] = useState(false);
  const title = titleOf(view);
  const close = (): void => setPanel("none");
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.altKey ? stepOf(event) : 0;
    if (by === 0) return;
    event.preventDefault();
    props.onMove(place + by);
  };
  const takes = (event: DragEvent): boolean => event.dataTransfer?.types.includes(DRAGGED) ?? false;
  return (
    <li
      class={`fly-at view-tab${open ? " on" : ""}${over ? " over" : ""}`}
      data-view={view.id}
      draggable
      onDragStart={(event) => event.dataTransfer?.setData(DRAGGED, String(view.id))}
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      <button class="name" aria-current={open || undefined} title={words.moveHint} aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight" onClick={props.onOpen} onKeyDown={onKeyDown}>
        <span class="clip">{title}</span>
        {changed && <i class="dot" role="img" aria-label={words.changed} title={words.changed} />}
      </button>
      {open && (
        <button class="ib sm" aria-label={words.menu(title)} aria-haspopup="menu" aria-expanded={panel === "menu"} onClick={() => setPanel(panel === "none" ? "menu" : "none")}>
          <Icon path={dots} size={14} />
        </button>
      )}
      {panel !== "none" && (
        <Flyout key={panel} title={panel === "name" ? words.rename : title} onClose={close}>
          {panel === "menu" ? (
            <Menu {...props} onDone={close} onName={() => setPanel("name")} />
          ) : (
            <NameForm name={title} onName={(name) => {
              close();
              props.onRename(name);
            }} />
          )}
        </Flyout>
      )}
    </li>
  );
}

/** The view that is dragged; undefined when it is something else. */
export function draggedView(event: DragEvent): number | undefined {
  return Number(event.dataTransfer?.getData(DRAGGED)) || undefined;
}

/** -1 for the arrow towards the start of the line, 1 for the other. */
function stepOf(event: KeyboardEvent): number {
  const rightToLeft = getComputedStyle(event.currentTarget as Element).direction === "rtl";
  const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
  return rightToLeft ? -by : by;
}

function Menu(props: ViewTabProps & { readonly onDone: () => void; readonly onName: () => void }) {
  const { place, of, full, onDone } = props;
  const row = (title: string, run: () => void, { first = false, off = false, bad = false } = {}) => (
    <button class={bad ? "fly-item bad" : "fly-item"} role="menuitem" data-safe={first || undefined} disabled={off} onClick={() => {
      if (run !== props.onName) onDone();
      run();
    }}>
      {title}
    </button>
  );
  return (
    <div class="fly-menu" role="menu" aria-label={words.menu(titleOf(props.view))}>
      {row(words.rename, props.onName, { first: true })}
      {row(words.duplicate, props.onDuplicate, { off: full })}
      {row(words.earlier, () => props.onMove(place - 1), { off: place === 0 })}
      {row(words.later, () => props.onMove(place + 1), { off: place === of - 1 })}
      <hr />
      {row(words.delete, props.onDelete, { bad: true })}
    </div>
  );
}
