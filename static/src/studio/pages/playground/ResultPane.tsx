// The result as JSON, with what changed last marked; and the task's data, which can be typed over.
import { useEffect, useRef, useState } from "preact/hooks";
import type { ResultItem } from "../../../editor/core/types";
import { CopyButton } from "../../components/Copy";
import { Icon } from "../../components/Icon";
import { code } from "../../icons/shell";
import { playground as words } from "../../strings/playground";
import { itemText, pieces } from "./json-lines";
import type { PreviewData } from "./use-data";

const CLASSES = { plain: undefined, key: "jk", string: "js", number: "jn" } as const;

export function ResultPane({ result, data }: { readonly result: readonly ResultItem[]; readonly data: PreviewData }) {
  const [form, setForm] = useState<"json" | "task">("json");
  const items = result.map((item) => itemText(item as unknown as Readonly<Record<string, unknown>>));
  return (
    <section class="sub p-result" aria-label={words.result}>
      <div class="ph">
        <Icon path={code} size={14} />
        <span>{words.result}</span>
        <span class="faint num" role="status">{words.items(items.length)}</span>
        <span class="right row">
          <span class="seg-ctl" role="group" aria-label={words.form}>
            <button aria-pressed={form === "json"} onClick={() => setForm("json")}>{words.json}</button>
            <button aria-pressed={form === "task"} onClick={() => setForm("task")}>{words.task}</button>
          </span>
          <CopyButton text={form === "json" ? JSON.stringify(result, null, 2) : data.text} label={words.copyResult} />
        </span>
      </div>
      {form === "json" ? <Items items={items} /> : <TaskText data={data} />}
    </section>
  );
}

function Items({ items }: { readonly items: readonly string[] }) {
  const before = useRef<readonly string[]>(items);
  const changed = useRef<ReadonlySet<string>>(new Set());
  if (before.current.join("\n") !== items.join("\n")) {
    const known = new Set(before.current);
    const news = items.filter((item) => !known.has(item));
    if (news.length > 0) changed.current = new Set(news);
    before.current = items;
  }
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector(".new")?.scrollIntoView({ block: "nearest" }), [items.join("\n")]);
  return (
    <div class="jsonbox" ref={box} tabIndex={0} role="region" aria-label={words.result} dir="ltr">
      {items.length === 0 ? <span class="faint nothing-yet">{words.nothing}</span> : "[\n"}
      {items.map((item, index) => (
        <span key={index} class={changed.current.has(item) && items.length > 1 ? "item new" : "item"}>
          {pieces(`  ${item.replace("\n", "\n    ")}${index < items.length - 1 ? "," : ""}\n`).map((piece, at) => <span key={at} class={CLASSES[piece.kind]}>{piece.text}</span>)}
        </span>
      ))}
      {items.length > 0 && "]"}
    </div>
  );
}

function TaskText({ data }: { readonly data: PreviewData }) {
  return (
    <div class="task-text">
      <textarea
        class="jsonbox"
        dir="ltr"
        aria-label={words.taskLabel}
        aria-invalid={data.broken !== undefined}
        aria-describedby={data.broken === undefined ? undefined : "task-broken"}
        spellcheck={false}
        value={data.text}
        onInput={(event) => data.type(event.currentTarget.value)}
      />
      {data.broken !== undefined && <p id="task-broken" class="note bad" role="alert">{data.broken}</p>}
    </div>
  );
}
