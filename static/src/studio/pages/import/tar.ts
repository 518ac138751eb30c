// One tar archive of a folder (ustar, pax for what does not fit into it): headers, and the files themselves between them. The archive
// is a Blob of these parts, so the browser reads each file when its turn to be sent comes, and none is copied.
import type { FolderFile } from "../../components/folder";

/** the content type of an archive */
export const TAR = "application/x-tar";
const BLOCK = 512;
/** bytes of a name in a header */
const LONGEST_NAME = 100;
/** what a header's eleven octal digits can say */
const LARGEST_SIZE = 8 ** 11;

const encoder = new TextEncoder();

/** An archive of a folder's files by their paths, under the name of the folder. */
export function tarOf(name: string, files: readonly FolderFile[]): File {
  const parts: BlobPart[] = [];
  for (const { path, file } of files) {
    parts.push(...extended(path, file), header(nameIn(path), file.size, "0", file.lastModified), file);
    if (file.size % BLOCK > 0) parts.push(new Uint8Array(BLOCK - (file.size % BLOCK)));
  }
  return new File([...parts, new Uint8Array(2 * BLOCK)], name, { type: TAR });
}

/** How many headers an archive of these files has. */
export const headersOf = (files: readonly FolderFile[]): number => files.reduce((sum, { path, file }) => sum + (isPlain(path, file) ? 1 : 2), 0);

const isPlain = (path: string, file: File): boolean => /^[\x20-\x7e]*$/.test(path) && path.length <= LONGEST_NAME && file.size < LARGEST_SIZE;

/** A pax header for a path or a size that the entry's own header cannot hold. */
function extended(path: string, file: File): readonly Uint8Array<ArrayBuffer>[] {
  if (isPlain(path, file)) return [];
  const records = encoder.encode(record("path", path) + (file.size < LARGEST_SIZE ? "" : record("size", String(file.size))));
  const body = new Uint8Array(Math.ceil(records.length / BLOCK) * BLOCK);
  body.set(records);
  return [header("pax", records.length, "x", file.lastModified), body];
}

/** `<length> path=<path>\n`, whose length counts its own digits. */
function record(key: string, value: string): string {
  const rest = encoder.encode(` ${key}=${value}\n`).length;
  let length = rest + String(rest).length;
  if (String(length).length > String(rest).length) length += 1;
  return `${length} ${key}=${value}\n`;
}

/** A name for readers that do not know pax. */
const nameIn = (path: string): string => path.replace(/[^\x20-\x7e]/g, "_").slice(-LONGEST_NAME);

function header(name: string, size: number, kind: "0" | "x", modified: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK);
  const write = (at: number, text: string): void => block.set(encoder.encode(text), at);
  const octal = (value: number, digits: number): string => `${Math.max(0, Math.floor(value)).toString(8).padStart(digits, "0")}\0`;
  write(0, name);
  write(100, octal(0o644, 7));
  write(108, octal(0, 7));
  write(116, octal(0, 7));
  write(124, octal(size < LARGEST_SIZE ? size : 0, 11));
  write(136, octal(modified / 1000, 11));
  write(148, " ".repeat(8));
  write(156, kind);
  write(257, "ustar\x0000");
  const sum = block.reduce((total, byte) => total + byte, 0);
  write(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}
