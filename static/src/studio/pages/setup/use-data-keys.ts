// The fields that the project's tasks have, and what they look like.
import { useEffect, useState } from "preact/hooks";
import { api } from "../../api";
import { useValue } from "../../observe";
import { project } from "../../studio";
import type { DataKey } from "./builder/operations";

interface ColumnView {
  readonly id: string;
  readonly parent?: string;
  readonly display?: string;
  readonly children?: readonly string[];
}

const NONE: readonly DataKey[] = [];
const DISPLAYS: ReadonlySet<string> = new Set(["text", "image", "audio", "video"]);

/** The keys of the tasks' data, none while there are no tasks; undefined until they have come. */
export function useDataKeys(): readonly DataKey[] | undefined {
  const own = useValue(project);
  const some = (own?.task_number ?? 0) > 0;
  const [keys, setKeys] = useState<readonly DataKey[] | undefined>(some ? undefined : NONE);
  useEffect(() => {
    if (!some) return setKeys(NONE);
    // without them a field's name is typed instead of chosen
    void api.get<{ readonly columns: readonly ColumnView[] }>("/api/dm/columns/", { project: 1 }).then(({ columns }) => setKeys(keysOf(columns)), () => setKeys(NONE));
  }, [some]);
  return keys;
}

const keysOf = (columns: readonly ColumnView[]): readonly DataKey[] =>
  columns
    .filter(({ parent, children }) => parent === "data" && children === undefined)
    .map(({ id, display = "" }) => ({ key: id.replace(/^data\./, ""), display: DISPLAYS.has(display) ? (display as DataKey["display"]) : "other" }));
