// Which column of a table is what: how it is read, where each column goes, and the first task as it would be.
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { warning } from "../../icons/shell";
import { information } from "../../icons/pages";
import { mapping as words } from "../../strings/mapping";
import { toastError } from "../../toasts";
import { ColumnTable } from "./ColumnTable";
import { FirstTask } from "./FirstTask";
import { importApi, type Preview } from "./import-api";
import { looksAt, type Job } from "./job";
import { choiceOf, columnsOf, keyOf, missingKeys, suggested, type Mapping } from "./mapping";
import { readAs, type ImportQueue } from "./queue";

/** milliseconds after the last change before the first task is asked for again */
const REST = 150;
const DELIMITERS = [[",", "comma"], [";", "semicolon"], ["\t", "tab"], ["|", "bar"]] as const;
const QUOTES = ["double", "single", "none"] as const;
const ENCODINGS = ["utf-8", "utf-16", "windows-1252"] as const;

export interface MappingCardProps {
  readonly job: Job;
  readonly found: Preview;
  readonly start: Mapping;
  readonly queue: ImportQueue;
}

export default function MappingCard({ job, found, start, queue }: MappingCardProps) {
  const [preview, setPreview] = useState(found);
  const [mapping, setMapping] = useState(start);
  const [shown, setShown] = useState<Preview>();
  const [alike, setAlike] = useState(true);
  const file = looksAt(job);
  const others = queue.waitingAlike(job).length;
  const missing = missingKeys(preview, mapping);
  const isTable = preview.format === "csv" || preview.format === "tsv";

  useEffect(() => {
    if (!file) return;
    let current = true;
    const columns = columnsOf(mapping);
    const timer = setTimeout(() => {
      importApi.preview(file, { ...readAs(preview), columns }).then((next) => current && setShown(next), toastError);
    }, REST);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [mapping, preview]);

  /** Reads the beginning in another way; what was chosen for columns of the same name stays. */
  const readAgain = (change: Partial<Preview>): void => {
    if (!file) return;
    importApi.preview(file, { ...readAs({ ...preview, ...change }), columns: {} }).then((next) => {
      const same = next.columns.some(({ name }) => mapping.choices[name] !== undefined);
      setPreview(next);
      setMapping(same ? mapping : suggested(next));
    }, toastError);
  };

  return (
    <form
      class="mapping"
      onSubmit={(event) => {
        event.preventDefault();
        queue.start(job, mapping, preview, alike && others > 0);
      }}
    >
      <Notes preview={preview} mapping={mapping} start={start} missing={missing} />
      {isTable && (
        <div class="reading-as">
          <label>
            <span>{words.separator}</span>
            <select class="in" value={preview.delimiter} onChange={(event) => readAgain({ format: "csv", delimiter: event.currentTarget.value })}>
              {DELIMITERS.map(([value, name]) => <option key={name} value={value}>{words.separators[name]}</option>)}
            </select>
          </label>
          <label>
            <span>{words.quote}</span>
            <select class="in" value={preview.quote} onChange={(event) => readAgain({ quote: event.currentTarget.value })}>
              {QUOTES.map((name) => <option key={name} value={name}>{words.quotes[name]}</option>)}
            </select>
          </label>
          <label>
            <span>{words.encoding}</span>
            <select class="in" value={preview.encoding} onChange={(event) => readAgain({ encoding: event.currentTarget.value })}>
              {ENCODINGS.map((name) => <option key={name} value={name}>{words.encodings[name]}</option>)}
            </select>
          </label>
          <label class="tick">
            <input type="checkbox" class="check" checked={preview.header} onChange={(event) => readAgain({ header: event.currentTarget.checked })} />
            <span>{words.header}</span>
          </label>
        </div>
      )}
      <ColumnTable preview={preview} mapping={mapping} onMapping={setMapping} />
      <FirstTask preview={shown} />
      <div class="mapping-foot">
        {missing.length > 0 && <span class="small bad-text" role="status">{words.notYet(listed(missing))}</span>}
        {others > 0 && (
          <label class="tick">
            <input type="checkbox" class="check" checked={alike} onChange={(event) => setAlike(event.currentTarget.checked)} />
            <span>{words.alike(others)}</span>
          </label>
        )}
        <button class="btn primary" type="submit" disabled={missing.length > 0}>{words.start}</button>
      </div>
    </form>
  );
}

const listed = (keys: readonly string[]): string => keys.map((key) => `$${key}`).join(", ");

interface NotesProps {
  readonly preview: Preview;
  readonly mapping: Mapping;
  readonly start: Mapping;
  readonly missing: readonly string[];
}

/** What somebody has to look at: keys without a column, guesses, another encoding. */
function Notes({ preview, mapping, start, missing }: NotesProps) {
  const first = useRef(start);
  const guessed = preview.columns.filter(({ name }) => first.current.choices[name] !== undefined && first.current.choices[name] === choiceOf(mapping, name));
  return (
    <>
      {missing.length > 0 ? (
        <div class="note warn">
          <Icon path={warning} />
          <span><b>{words.missing(listed(missing))}</b> {words.missingDetail(missing.length)}</span>
        </div>
      ) : (
        guessed.length > 0 && (
          <div class="note">
            <Icon path={information} />
            <span><b>{words.guessed}</b> {words.guessedDetail(guessed.map(({ name }) => words.guess(name, keyOf(name, choiceOf(mapping, name)) ?? "")).join(", "))}</span>
          </div>
        )
      )}
      {preview.encoding !== "utf-8" && (
        <div class="note">
          <Icon path={information} />
          <span><b>{words.recoded(words.encodings[preview.encoding as (typeof ENCODINGS)[number]])}</b> {words.recodedDetail}</span>
        </div>
      )}
    </>
  );
}
