// Data: every task of the project as a table or as pictures; what is found, sorted and selected is acted on from here.
import { useEffect, useMemo, useState } from "preact/hooks";
import { useCommands } from "../../commands";
import { Icon } from "../../components/Icon";
import { Lazy } from "../../components/Lazy";
import { columns as columnsIcon, tiles } from "../../icons/data";
import { table as rowsIcon } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { data as words } from "../../strings/data";
import { shell } from "../../strings/shell";
import { BulkBar } from "./bulk/BulkBar";
import { FilterLine } from "./filters/FilterLine";
import { GridView } from "./GridView";
import { Head } from "./Head";
import { DataModel } from "./model";
import { Nothing } from "./Nothing";
import { offerOf } from "./page-commands";
import { Pager } from "./Pager";
import { QuickLook } from "./quick-look/QuickLook";
import { Table } from "./Table";
import { ViewTabs } from "./views/ViewTabs";
import "./data.css";

const loadColumnsMenu = () => import("./ColumnsMenu");

export default function DataPage() {
  const model = useMemo(() => new DataModel(), []);
  useEffect(() => {
    model.open();
    return () => model.close();
  }, []);
  const state = useValue(model.state);
  const columns = useValue(model.columns);
  const { display } = useValue(model.layout);
  const busy = useSlow(useValue(model.busy));
  const waiting = state === "loading" || (state === "ready" && columns === undefined);
  const slow = useSlow(waiting);
  const hasPictures = columns?.some((column) => column.display === "image") ?? false;
  const pictures = display === "grid" && hasPictures;
  useCommands(() => offerOf(model, hasPictures));
  return (
    <main class={`page wide data-page${state === "ready" ? "" : " bare"}`} id="main" tabIndex={-1}>
      <Head model={model} />
      {state !== "empty" && (
        <>
          <ViewTabs model={model} />
          <div class="data-bar">
            <div class="grow"><FilterLine model={model} /></div>
            {state === "ready" && <Tools model={model} />}
          </div>
        </>
      )}
      {waiting ? slow && <LoadingTable /> : state === "ready" ? (
        <div class={busy ? "card data-card busy" : "card data-card"}>
          {pictures ? <GridView model={model} /> : <Table model={model} />}
          <Pager model={model} />
        </div>
      ) : <Nothing model={model} />}
      {state === "ready" && <BulkBar model={model} />}
      <QuickLook model={model} />
    </main>
  );
}

/** How the rows are shown: as a table or as pictures, and which columns. */
function Tools({ model }: { readonly model: DataModel }) {
  const [open, setOpen] = useState(false);
  const { display } = useValue(model.layout);
  const hasPictures = useValue(model.columns)?.some((column) => column.display === "image") ?? false;
  return (
    <div class="row tools-end">
      {hasPictures && (
        <div class="seg-ctl" role="group" aria-label={words.shownAs}>
          <button aria-pressed={display === "table"} aria-label={words.asTable} title={words.asTable} onClick={() => model.setLayout({ display: "table" })}><Icon path={rowsIcon} /></button>
          <button aria-pressed={display === "grid"} aria-label={words.asGrid} title={words.asGrid} onClick={() => model.setLayout({ display: "grid" })}><Icon path={tiles} /></button>
        </div>
      )}
      {!(hasPictures && display === "grid") && (
        <span class="fly-at">
          <button class="btn quiet sm" aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
            <Icon path={columnsIcon} size={14} />
            {words.columns}
          </button>
          {open && <Lazy load={loadColumnsMenu} props={{ model, onClose: () => setOpen(false) }} />}
        </span>
      )}
    </div>
  );
}

/** The table's shape while nothing is known of it. */
function LoadingTable() {
  return (
    <div class="card data-card" role="status" aria-busy="true" aria-label={shell.loading}>
      {Array.from({ length: 9 }, (_, row) => (
        <div key={row} class="loading-row">
          {[3, 30, 12, 14, 8].map((width) => <i key={width} class="sk" style={{ width: `${width}%` }} />)}
        </div>
      ))}
    </div>
  );
}
