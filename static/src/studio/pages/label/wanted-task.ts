// The task that the address asks for: /label?task=12

/** The id in the query, or undefined when there is none that could be one. */
export function wantedTask(query: URLSearchParams): number | undefined {
  const id = Number(query.get("task"));
  return Number.isInteger(id) && id > 0 ? id : undefined;
}
