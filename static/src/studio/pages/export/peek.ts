// The beginning of an export, as it will stand in the file.
import { address, ConnectionLost, refusal } from "../../api";

/** Characters that are shown at most. */
const MOST = 4000;

/** Reads the first characters of an export, and no more of it than that. */
export async function readBeginning(query: Readonly<Record<string, string | number | boolean>>, signal: AbortSignal): Promise<string> {
  const stop = new AbortController();
  signal.addEventListener("abort", () => stop.abort());
  let response: Response;
  try {
    response = await fetch(address("/api/projects/1/export", query), { signal: stop.signal, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof TypeError) throw new ConnectionLost();
    throw error;
  }
  if (!response.ok) throw await refusal(response);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (reader && text.length < MOST) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
  }
  stop.abort(); // the rest is not needed
  return `${text.slice(0, MOST)}…`;
}

/** The first item of a JSON array, indented; another text is returned as it is, up to `lines` lines. */
export function firstItem(text: string, lines = 40): string {
  const item = text.trimStart().startsWith("[") ? cutItem(text) : undefined;
  const shown = item === undefined ? text : JSON.stringify(JSON.parse(item), null, 2);
  const cut = shown.split("\n");
  return cut.length > lines ? `${cut.slice(0, lines).join("\n")}\n…` : shown;
}

function cutItem(text: string): string | undefined {
  const start = text.indexOf("{");
  let depth = 0;
  let inString = false;
  for (let at = start; at >= 0 && at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === "\\") at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === "{" || letter === "[") depth += 1;
    else if (letter === "}" || letter === "]") {
      depth -= 1;
      if (depth === 0) return text.slice(start, at + 1);
    }
  }
  return undefined;
}
