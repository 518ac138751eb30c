// A folder of files as the browser gives it: dropped, or chosen where a browser can.

export interface FolderFile {
  /** from the folder on, with slashes, without the folder's own name */
  readonly path: string;
  readonly file: File;
}

export interface Folder {
  readonly name: string;
  /** in the order of their paths, without hidden ones */
  readonly files: readonly FolderFile[];
  /** there are more than `MOST_FILES`, and the others were not looked at */
  readonly tooMany: boolean;
}

/** what an archive may hold (archive_limits.py) */
export const MOST_FILES = 100_000;

/** True where a person can choose a folder: not on phones, whose file dialogs show none. */
export const choosesFolders = (): boolean => "webkitdirectory" in HTMLInputElement.prototype && !matchMedia("(hover: none) and (pointer: coarse)").matches;

/** The folders among the files of `<input webkitdirectory>`. */
export function chosenFolders(files: Iterable<File>): readonly Folder[] {
  const found = new Map<string, FolderFile[]>();
  for (const file of files) {
    const [name = "", ...rest] = file.webkitRelativePath.split("/");
    if (rest.some(isHidden)) continue;
    const inside = found.get(name) ?? [];
    inside.push({ path: rest.join("/"), file });
    found.set(name, inside);
  }
  return [...found].map(([name, inside]) => ({ name, files: inOrder(inside).slice(0, MOST_FILES), tooMany: inside.length > MOST_FILES }));
}

/** Walks through a folder that was dropped. */
export async function droppedFolder(entry: FileSystemDirectoryEntry): Promise<Folder> {
  const files: FolderFile[] = [];
  const waiting: { readonly path: string; readonly entry: FileSystemDirectoryEntry }[] = [{ path: "", entry }];
  for (let next = waiting.pop(); next && files.length <= MOST_FILES; next = waiting.pop()) {
    const { path } = next;
    for (const child of await childrenOf(next.entry)) {
      if (isHidden(child.name)) continue;
      if (child.isDirectory) waiting.push({ path: `${path}${child.name}/`, entry: child as FileSystemDirectoryEntry });
      else files.push({ path: `${path}${child.name}`, file: await fileOf(child as FileSystemFileEntry) });
    }
  }
  return { name: entry.name, files: inOrder(files).slice(0, MOST_FILES), tooMany: files.length > MOST_FILES };
}

export const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

async function childrenOf(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = entry.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    // a browser gives a hundred at a time
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}

const isHidden = (name: string): boolean => name.startsWith(".") || name === "__MACOSX";

/** The order does not depend on the browser or the language, so that a folder chosen again makes the same archive. */
const inOrder = (files: readonly FolderFile[]): readonly FolderFile[] => [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
