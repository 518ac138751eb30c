// Which column becomes what: the person's choices, what is suggested, and the form in which the server takes them.
import type { ColumnPreview, Columns, Preview, Target } from "./import-api";

/** What a column becomes. */
export type Choice =
  | { readonly kind: "keep" }
  | { readonly kind: "leave" }
  /** `own`: the person writes the name of the key */
  | { readonly kind: "key"; readonly key: string; readonly own?: boolean }
  | { readonly kind: "meta"; readonly key: string }
  | { readonly kind: "prediction"; readonly control: string; readonly version: string }
  | { readonly kind: "annotation"; readonly control: string };

/** The choices by column; a column that is not in it follows `others`. */
export interface Mapping {
  readonly choices: Readonly<Record<string, Choice>>;
  readonly others: "keep" | "leave";
}

export const AS_IT_IS: Mapping = { choices: {}, others: "keep" };

/** What a column becomes. */
export const choiceOf = (mapping: Mapping, column: string): Choice => mapping.choices[column] ?? { kind: mapping.others };

/** The mapping with another choice for a column. A key that the labels read is taken from the column that had it. */
export function choose(mapping: Mapping, column: string, choice: Choice): Mapping {
  const taken = choice.kind === "key" ? Object.entries(mapping.choices).filter(([name, other]) => name !== column && other.kind === "key" && other.key === choice.key) : [];
  return { ...mapping, choices: { ...mapping.choices, ...Object.fromEntries(taken.map(([name]) => [name, { kind: "keep" } as const])), [column]: choice } };
}

/**
 * The `columns` of a request, so that what the mapping shows is what is imported. It is sent also when every column stays
 * as it is: with it, columns of one name keep the names that the preview gave them ("Site", "Site (2)").
 */
export function columnsOf(mapping: Mapping): Columns {
  const columns: Record<string, Target> = {};
  for (const [name, choice] of Object.entries(mapping.choices)) {
    const target = targetOf(name, choice, mapping.others);
    if (target !== undefined) columns[name] = target;
  }
  if (mapping.others === "leave") columns["*"] = null;
  return columns;
}

function targetOf(name: string, choice: Choice, others: Mapping["others"]): Target | undefined {
  switch (choice.kind) {
    case "keep":
      return others === "keep" ? undefined : name;
    case "leave":
      return others === "leave" ? undefined : null;
    case "key":
      return choice.key || name;
    case "meta":
      return { meta: choice.key || name };
    case "prediction":
      return { prediction: choice.control, ...(choice.version ? { model_version: choice.version } : {}) };
    case "annotation":
      return { annotation: choice.control };
  }
}

/** The keys that the labels read and no column becomes. */
export function missingKeys(preview: Preview, mapping: Mapping): readonly string[] {
  const made = new Set(preview.columns.map(({ name }) => keyOf(name, choiceOf(mapping, name))));
  return Object.keys(preview.reads).filter((key) => !made.has(key) && !made.has(headOf(key)));
}

/** The data key that a column becomes, undefined when it becomes none. */
export const keyOf = (name: string, choice: Choice): string | undefined => (choice.kind === "keep" ? name : choice.kind === "key" ? choice.key || name : undefined);

/** `pages[0].url` is read out of `pages`. */
const headOf = (key: string): string => key.split(/[.[]/, 1)[0] ?? key;

const ADDRESS = /^(https?:\/\/|\/data\/)|\.(png|jpe?g|gif|webp|wav|mp3|ogg|flac|mp4|webm)(\?|$)/i;
const TEXT_TAGS = new Set(["Text", "HyperText", "Markdown", "Header", "Paragraphs", "Dialog"]);

/** A mapping that gives every key the labels read a column, where one is likely: the same name in other letters, else what looks like it. */
export function suggested(preview: Preview): Mapping {
  let mapping = AS_IT_IS;
  const free = (): readonly ColumnPreview[] =>
    preview.columns.filter(({ name }) => mapping.choices[name] === undefined && !(name in preview.reads));
  for (const key of missingKeys(preview, mapping)) {
    const found = free().find(({ name }) => plain(name) === plain(key)) ?? likely(free(), preview.reads[key] ?? "");
    if (found) mapping = choose(mapping, found.name, { kind: "key", key });
  }
  return mapping;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The column with the longest texts for a tag that shows text, the first with addresses for one that shows media. */
function likely(columns: readonly ColumnPreview[], tag: string): ColumnPreview | undefined {
  if (!TEXT_TAGS.has(tag)) return columns.find(({ samples }) => samples.some((value) => ADDRESS.test(value)));
  const length = ({ samples }: ColumnPreview): number => samples.reduce((sum, value) => sum + value.length, 0);
  return [...columns].sort((a, b) => length(b) - length(a))[0];
}

/** True when a file can be imported as it is, and nothing was guessed that somebody should see; single rows may be refused. */
export const fits = (preview: Preview): boolean =>
  (preview.refusals.length === 0 || preview.tasks.length > 0) && preview.encoding === "utf-8" && missingKeys(preview, AS_IT_IS).length === 0;
