// The table's foot: which rows are seen, the pages before and after, and a row by its number.
import { computed } from "@preact/signals-core";
import { useMemo, useState } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { left, right } from "../../icons/pages";
import { useValue } from "../../observe";
import { data as words } from "../../strings/data";
import type { DataModel } from "./model";
import { PAGE_ROWS, pageOf } from "./paging";

export function Pager({ model }: { readonly model: DataModel }) {
  const total = useValue(model.total) ?? 0;
  const page = pageOf(useValue(model.pageStart), total);
  const atTop = useValue(useMemo(() => computed(() => model.head.value === 0), [model]));
  const back = (): void => model.goTo(Math.max(0, model.head.peek() > page.first ? page.first : page.first - PAGE_ROWS));
  return (
    <div class="pager">
      <span class="num" role="status">{words.range(page.first + 1, page.last, total)}</span>
      {total > PAGE_ROWS && (
        <div class="row turn">
          <GoTo total={total} onGo={(position) => model.goTo(position)} />
          <button class="ib sm" aria-label={words.previousPage} title={words.previousPage} disabled={atTop} onClick={back}>
            <Icon path={left} />
          </button>
          <button class="ib sm" aria-label={words.nextPage} title={words.nextPage} disabled={page.last >= total} onClick={() => model.goTo(page.last)}>
            <Icon path={right} />
          </button>
        </div>
      )}
    </div>
  );
}

/** A field for the number of a row, counted from 1. */
function GoTo({ total, onGo }: { readonly total: number; readonly onGo: (position: number) => void }) {
  const [text, setText] = useState("");
  const number = Number(text.replaceAll(/[\s,.]/g, ""));
  const fits = text.trim() !== "" && Number.isInteger(number) && number >= 1 && number <= total;
  return (
    <form
      class="go-to"
      onSubmit={(event) => {
        event.preventDefault();
        if (!fits) return;
        onGo(number - 1);
        setText("");
      }}
    >
      <input
        id="go-to-row"
        class="in num"
        inputMode="numeric"
        autocomplete="off"
        aria-label={words.goToRow}
        placeholder={words.goToRow}
        aria-invalid={text.trim() !== "" && !fits}
        title={words.goToRowHint(total)}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && setText("")}
      />
    </form>
  );
}
