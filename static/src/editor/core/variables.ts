// $variables in attribute values: paths into the task's data.

const VARIABLE = /\$([\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+|\[\d+\]|\[(?:"[^"]*"|'[^']*')\])*)/gu;
const WHOLE = new RegExp(`^${VARIABLE.source}$`, "u");
const STEP = /[^.[\]]+/g;

export type TaskData = Readonly<Record<string, unknown>>;

/**
 * Resolves the variables of one attribute. When the whole attribute is one variable the data comes back as it is (a list
 * stays a list), else a string with each variable replaced. What is missing reads as "".
 */
export function resolve(template: string, data: TaskData): unknown {
  // a column of somebody's table may have any name: "$Comment (EN)" is that field, where the task has it
  if (template.startsWith("$") && Object.hasOwn(data, template.slice(1))) return data[template.slice(1)];
  const whole = WHOLE.exec(template);
  if (whole) return valueAt(data, whole[1]!) ?? "";
  return template.replace(VARIABLE, (written, path: string) => {
    const value = valueAt(data, path);
    // "$5" in a sentence is an amount of money unless the task has a field named 5
    if (value === undefined && /^\p{N}/u.test(path)) return written;
    return asText(value);
  });
}

/** As `resolve`, always a string. */
export function resolveText(template: string, data: TaskData): string {
  return asText(resolve(template, data));
}

/** The value at a path like `a.b[0].c`; a field that is literally named like the path wins. */
export function valueAt(data: TaskData, path: string): unknown {
  if (Object.hasOwn(data, path)) return data[path];
  let value: unknown = data;
  for (const [step] of path.matchAll(STEP)) {
    if (value === null || typeof value !== "object") return undefined;
    const key = step.replace(/^(["'])(.*)\1$/, "$2");
    value = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}

/** What a person reads for any value of the task's data. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
