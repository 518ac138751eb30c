// The labels or choices of a control: names, colours, hotkeys, their order; one after the other, or a whole list at once.
import { useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../../../components/Icon";
import { Lazy } from "../../../components/Lazy";
import { grip, trash } from "../../../icons/pages";
import { setupBuilder as words } from "../../../strings/setup-builder";
import { ColorPicker } from "./ColorPicker";
import { HotkeyField } from "./HotkeyField";
import { attributeNamed, itemAttribute, type Item, type Part } from "./model";
import { addItems, moveItem, removeElement, setAttribute } from "./operations";
import { reorderOf, type Reorder } from "./reorder";
import { itemTitle } from "./titles";
import type { Builder } from "./use-builder";

const pasteDialog = () => import("./PasteDialog");

export interface ItemListProps {
  readonly part: Part;
  readonly builder: Builder;
}

export function ItemList({ part, builder }: ItemListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState("");
  const reorder = useMemo(() => reorderOf(() => list.current), []);
  const { items } = part;
  const onMove = (from: number, to: number): void => {
    if (to < 0 || to >= items.length) return;
    builder.edit(moveItem(builder.text, part, from, to), { focus: `grip ${part.element.path} ${to}` });
    setSaid(words.moved(items[from]?.value ?? "", to + 1, items.length));
  };
  return (
    <>
      {part.closed === "nested" && <p class="small muted">{words.nested}</p>}
      {part.listKey !== undefined && <p class="small muted">{words.fromTask(part.listKey)}</p>}
      <ul class="items" ref={list}>
        {items.map((item, index) => (
          <ItemRow key={index} part={part} builder={builder} item={item} index={index} reorder={reorder} onMove={onMove} />
        ))}
      </ul>
      <NewItem part={part} builder={builder} />
      <span class="sr" role="status">{said}</span>
    </>
  );
}

interface ItemRowProps extends ItemListProps {
  readonly item: Item;
  readonly index: number;
  readonly reorder: Reorder;
  readonly onMove: (from: number, to: number) => void;
}

function ItemRow({ part, builder, item, index, reorder, onMove }: ItemRowProps) {
  const { items, itemEntry } = part;
  const path = part.element.path;
  const set = (name: string, value: string | undefined, key?: string): void =>
    builder.edit(setAttribute(builder.text, item.element, name, value), key === undefined ? {} : { key: `${key} ${item.element.path}` });
  const remove = (): void =>
    builder.edit(removeElement(builder.text, item.element), { focus: items.length > 1 ? `name ${path} ${Math.min(index, items.length - 2)}` : `add ${path}` });
  const what = itemTitle(itemEntry?.tag ?? "");
  return (
    <li class="item">
      <button
        class="ib sm grip"
        data-focus={`grip ${path} ${index}`}
        aria-label={words.moveItem(item.value, index + 1, items.length)}
        title={words.moveHint}
        onPointerDown={(event) => reorder.start(event, index, (to) => onMove(index, to))}
        onKeyDown={(event) => {
          if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
          event.preventDefault();
          onMove(index, index + (event.key === "ArrowUp" ? -1 : 1));
        }}
      >
        <Icon path={grip} size={14} />
      </button>
      {attributeNamed(itemEntry, "background") && <ColorPicker item={item} onPick={(color) => set("background", color)} />}
      <input
        class="in name"
        data-focus={`name ${path} ${index}`}
        aria-label={words.itemName(what, index + 1)}
        value={item.value}
        onInput={(event) => set(itemAttribute(itemEntry), event.currentTarget.value, "name")}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.isComposing) builder.edit(builder.text, { focus: `add ${path}` });
        }}
      />
      {attributeNamed(itemEntry, "hotkey") && (
        <HotkeyField item={item} sameAs={items.find((other) => other !== item && other.hotkey !== undefined && other.hotkey === item.hotkey)} onPut={(key) => set("hotkey", key)} />
      )}
      <button class="ib sm" aria-label={words.removeItem(item.value)} title={words.removeItem(item.value)} onClick={remove}>
        <Icon path={trash} size={14} />
      </button>
    </li>
  );
}

/** The next one: Enter adds it and waits for another. Several lines that are pasted become several. */
function NewItem({ part, builder }: ItemListProps) {
  const [name, setName] = useState("");
  const [pasting, setPasting] = useState(false);
  const what = itemTitle(part.itemEntry?.tag ?? "");
  const add = (names: readonly string[]): void => {
    builder.edit(addItems(builder.text, part, names), { focus: `add ${part.element.path}` });
    setName("");
  };
  return (
    <div class="new-item">
      <input
        class="in"
        data-focus={`add ${part.element.path}`}
        aria-label={words.addItemHint(what)}
        placeholder={words.addItem(what)}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.isComposing) return;
          event.preventDefault();
          add([name]);
        }}
        onPaste={(event) => {
          const lines = event.clipboardData?.getData("text").split(/\r?\n/) ?? [];
          if (lines.filter((line) => line.trim() !== "").length < 2) return;
          event.preventDefault();
          add(lines);
        }}
      />
      <button class="btn" disabled={name.trim() === ""} onClick={() => add([name])}>{words.add}</button>
      <button class="btn quiet" onClick={() => setPasting(true)}>{words.paste}</button>
      {pasting && (
        <Lazy
          load={pasteDialog}
          props={{
            what,
            onClose: () => setPasting(false),
            onAdd: (names: readonly string[]) => {
              setPasting(false);
              add(names);
            },
          }}
        />
      )}
    </div>
  );
}
