// Files dropped anywhere on the page, folders included.
import { useEffect, useRef, useState } from "preact/hooks";
import { droppedFolder, fileOf, type Folder } from "./folder";

export interface Dropped {
  readonly files: readonly File[];
  readonly folders: readonly Folder[];
}

/** nothing is held over the window; something is; what was dropped is being looked through */
export type DropState = "none" | "over" | "reading";

/** Calls back with what is dropped on the window, or with the error of a folder that cannot be read. */
export function useFileDrop(onDropped: (dropped: Dropped) => void, onError: (error: unknown) => void): DropState {
  const [state, setState] = useState<DropState>("none");
  const receive = useRef({ onDropped, onError });
  receive.current = { onDropped, onError };
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setState("over");
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setState("none");
    };
    const hold = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setState("reading");
      void dropped(event.dataTransfer)
        .then((found) => receive.current.onDropped(found), (error: unknown) => receive.current.onError(error))
        .finally(() => setState("none"));
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hold, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener as EventListener);
    };
  }, []);
  return state;
}

/** The files and folders of a drop. What it carries is there only until the first await, so all is taken before. */
export async function dropped(transfer: DataTransfer): Promise<Dropped> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null).filter((entry) => entry !== null);
  if (entries.length === 0) return { files: [...transfer.files], folders: [] };
  const files = await Promise.all(entries.filter((entry) => entry.isFile).map((entry) => fileOf(entry as FileSystemFileEntry)));
  const folders: Folder[] = [];
  for (const entry of entries) if (entry.isDirectory) folders.push(await droppedFolder(entry as FileSystemDirectoryEntry));
  return { files, folders };
}
