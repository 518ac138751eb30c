// A task to be, as a list: each name and its value.
import { mapping as words } from "../../strings/mapping";
import type { TaskPreview } from "./import-api";

interface Entry {
  readonly name: string;
  readonly value: string;
  /** where it goes when that is not the data */
  readonly place?: string;
}

export function TaskList({ task }: { readonly task: TaskPreview }) {
  return (
    <dl class="task-list" tabIndex={0}>
      {entriesOf(task).map(({ name, value, place }, index) => (
        <div key={index}>
          <dt><bdi>{name}</bdi>{place !== undefined && <span class="faint">{place}</span>}</dt>
          <dd>{value === "" ? <span class="faint">–</span> : <bdi>{value}</bdi>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Data, meta and answers of a task, in this order. */
export function entriesOf({ data, meta, predictions, annotations }: TaskPreview): readonly Entry[] {
  const answers = (results: readonly unknown[], place: string): readonly Entry[] =>
    (results as readonly { readonly from_name?: string; readonly value?: object }[]).map((result) => ({
      name: result.from_name ?? "",
      value: Object.values(result.value ?? {}).flat().map(asText).join(", "),
      place,
    }));
  return [
    ...Object.entries(data).map(([name, value]) => ({ name, value: asText(value) })),
    ...Object.entries(meta).map(([name, value]) => ({ name, value: asText(value), place: words.inMeta })),
    ...predictions.flatMap(({ result, model_version }) => answers(result, model_version ? words.inPredictionOf(model_version) : words.inPrediction)),
    ...annotations.flatMap(({ result }) => answers(result, words.inAnnotation)),
  ];
}

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
