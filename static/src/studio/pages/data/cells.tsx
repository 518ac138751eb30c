// What stands in a cell, by the kind of its column.
import { Icon } from "../../components/Icon";
import { ago, count, dateTime, decimal } from "../../format";
import { note, star } from "../../icons/data";
import { check } from "../../icons/shell";
import { data as words } from "../../strings/data";
import { dataKey, LABELS, STATUS, valueOf } from "./columns";
import { fileName, mediaAddress, previewOf } from "./media";
import type { Column, LabelCount, Row, Status } from "./types";

export interface CellProps {
  readonly row: Row;
  readonly column: Column;
  readonly colors: ReadonlyMap<string, string>;
}

const MOST_LABELS = 2;
const TONES: Readonly<Record<Status, string>> = { new: "pill line", draft: "pill acc", done: "pill ok", skipped: "pill warn" };

/** The content of one cell; nothing where the task has nothing there. */
export function Cell({ row, column, colors }: CellProps) {
  if (column.id === STATUS) return <StatusPill status={row.status} />;
  if (column.id === LABELS) return <Labels labels={row.labels} status={row.status} colors={colors} />;
  const value = valueOf(row, column.id);
  if (value === undefined) return null;
  if (column.id === "id") return <span class="num faint">{String(value)}</span>;
  if (column.display === "image") return <Picture value={value} />;
  if (column.display === "audio") return <Sound value={value} />;
  if (typeof value === "number") return <span class="num">{dataKey(column.id) === undefined ? decimal(value) : String(value)}</span>;
  if (column.id === "ground_truth") return value === true ? <GroundTruth /> : null;
  if (typeof value === "boolean") return value ? <Icon path={check} /> : <span class="faint">{words.no}</span>;
  if (column.type === "Datetime" && typeof value === "string") return <Moment value={value} />;
  const text = previewOf(value);
  return <span class={typeof value === "object" ? "text mono" : "text"} dir="auto" title={text.length > 40 ? text : undefined}>{text}</span>;
}

export function StatusPill({ status }: { readonly status: Status }) {
  return (
    <span class={TONES[status]}>
      {status === "done" && <Icon path={check} />}
      {words.status[status]}
    </span>
  );
}

const GroundTruth = () => (
  <span class="truth">
    <Icon path={star} />
    <span class="sr">{words.yes}</span>
  </span>
);

function Labels({ labels, status, colors }: { readonly labels: readonly LabelCount[]; readonly status: Status; readonly colors: CellProps["colors"] }) {
  if (labels.length === 0) return status === "new" ? <span class="faint small">{words.noLabels}</span> : null;
  const shown = labels.slice(0, MOST_LABELS);
  return (
    <span class="dots num" title={labels.map(({ label, count: number }) => words.labelCount(label, number)).join(", ")}>
      {shown.map(({ from_name, label, count: number }) => (
        <span key={`${from_name}/${label}`}>
          <i class="sw" style={{ "--c": colors.get(label) ?? "var(--accent)" }} />
          <span class="clip">{label}</span>
          {number > 1 && <b>{count(number)}</b>}
        </span>
      ))}
      {labels.length > MOST_LABELS && <span>{words.more(labels.length - MOST_LABELS)}</span>}
    </span>
  );
}

function Picture({ value }: { readonly value: unknown }) {
  const address = mediaAddress(value);
  const name = fileName(value);
  return (
    <span class="pict">
      <span class="thumb">{address !== undefined && <Thumbnail key={address} address={address} />}</span>
      {name !== "" && <span class="clip small mono faint">{name}</span>}
    </span>
  );
}

/** A picture that is loaded when it comes near; one that does not load leaves its place empty. */
export function Thumbnail({ address }: { readonly address: string }) {
  return (
    <img
      src={address}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={(event) => {
        event.currentTarget.hidden = true;
      }}
    />
  );
}

function Sound({ value }: { readonly value: unknown }) {
  return (
    <span class="pict">
      <Icon path={note} />
      <span class="clip small mono">{fileName(value) || previewOf(value)}</span>
    </span>
  );
}

function Moment({ value }: { readonly value: string }) {
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) return <span class="text">{value}</span>;
  return <time class="num faint" dateTime={value} title={dateTime(time)}>{ago(time)}</time>;
}

/** True for what stands at the end of its column: numbers and times are compared by their last digits. */
export const isFigure = (column: Column): boolean =>
  column.id !== "id" && (column.type === "Number" || column.type === "Datetime" || column.display === "number" || column.display === "datetime");
