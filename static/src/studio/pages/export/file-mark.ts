// What stands on the sheet of paper beside a format: its usual short name, in five letters at most.

const SHORT: Readonly<Record<string, string>> = { PARQUET: "PARQ", CONLL2003: "CONLL", BRUSH: "MASK" };

/** `name`: of an export format, for instance "YOLO_OBB". */
export function fileMark(name: string): string {
  const first = name.split("_", 1)[0] ?? name;
  return SHORT[first] ?? first.slice(0, 5);
}
