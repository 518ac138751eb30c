// Which files are imported together, and what they are.
import { importing } from "../../strings/import";
import { TAR } from "./tar";

const TABLE = /\.(json|jsonl|ndjson|csv|tsv|tab|txt|text)$/i;
const ARCHIVE = /\.(parquet|zip|tar|tgz|tbz2?|txz|gz|bz2|xz)$/i;
/** bytes and files of one request of pictures */
const BATCH_BYTES = 32 * 1024 * 1024;
const BATCH_FILES = 50;

/** A file, or what is known of one. */
interface Typed {
  readonly name: string;
  /** its content type, empty when nobody knows */
  readonly type: string;
}

/** True for a file of tasks, false for a picture or other media. */
export const isTable = (file: Typed): boolean => file.type !== TAR && TABLE.test(file.name);

/** True for an archive or a Parquet file, which is sent in parts as tables are, and looked into by the server alone. */
export const isArchive = (file: Typed): boolean => file.type === TAR || ARCHIVE.test(file.name);

/** True for a folder, which is on its way as an archive under its own name. */
export const isFolder = (file: Typed): boolean => file.type === TAR && !ARCHIVE.test(file.name);

/** Files as they are imported: each list of tasks for itself, pictures and other media in batches. */
export function batches(files: readonly File[]): readonly (readonly File[])[] {
  const found: File[][] = [];
  let media: File[] = [];
  let size = 0;
  for (const file of files) {
    if (isTable(file) || isArchive(file)) found.push([file]);
    else {
      if (media.length > 0 && (size + file.size > BATCH_BYTES || media.length >= BATCH_FILES)) {
        found.push(media);
        media = [];
        size = 0;
      }
      media.push(file);
      size += file.size;
    }
  }
  if (media.length > 0) found.push(media);
  return found;
}

/** "CSV" for letters.csv, at most four letters. */
export const kindOf = (name: string): string => (/\.(\w{1,4})\w*$/.exec(name)?.[1] ?? "file").toUpperCase();

/** What a pasted text most likely is; undefined leaves it to the server. */
export function pastedName(text: string): string {
  const start = text.trimStart();
  if (start.startsWith("[") || start.startsWith("{")) return `${importing.pastedName}.json`;
  const [header = "", row = ""] = text.split("\n");
  if (header.includes("\t") && row.split("\t").length === header.split("\t").length) return `${importing.pastedName}.tsv`;
  return `${importing.pastedName}.txt`;
}
