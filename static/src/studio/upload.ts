// Sending files with their progress: fetch does not tell how much has gone, XMLHttpRequest does. And answers that come line by line.
import { address, ApiError, ConnectionLost, online, parseObject, refusal, sentence, stamp, useStamp, type Method, type Query } from "./api";

export interface Upload<T> {
  readonly done: Promise<T>;
  /** Stops it; `done` then rejects with an AbortError. */
  stop(): void;
}

export interface UploadOptions {
  readonly query?: Query;
  /** bytes sent of bytes in all */
  readonly onProgress?: (sent: number, total: number) => void;
}

/** Posts files as a multipart form. Rejects with ApiError, ConnectionLost or AbortError. */
export function upload<T>(path: string, files: readonly File[], options: UploadOptions = {}): Upload<T> {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  return exchange<T>("POST", path, form, options);
}

/** Sends bytes as they are: a part of a file. Rejects as `upload` does. */
export function sendBytes<T>(method: Method, path: string, bytes: Blob, options: UploadOptions = {}): Upload<T> {
  // without a type the browser sends none, and the server reads bytes
  return exchange<T>(method, path, bytes.type ? bytes.slice(0, bytes.size, "") : bytes, options);
}

function exchange<T>(method: Method, path: string, body: FormData | Blob, options: UploadOptions): Upload<T> {
  const made = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    made.upload.onprogress = (event) => options.onProgress?.(event.loaded, event.total);
    made.onload = () => {
      online.value = true;
      const answer = parseObject(made.responseText);
      if (made.status >= 200 && made.status < 300) resolve(answer as T);
      else reject(new ApiError(made.status, sentence(made.status, answer), answer, Number(made.getResponseHeader("Retry-After")) || undefined));
    };
    made.onerror = () => {
      online.value = false;
      reject(new ConnectionLost());
    };
    made.onabort = () => reject(new DOMException("stopped", "AbortError"));
  });
  made.open(method, address(path, options.query));
  made.setRequestHeader("Accept", "application/json");
  for (const name in stamp) made.setRequestHeader(name, stamp[name] ?? "");
  made.send(body);
  return { done, stop: () => made.abort() };
}

/** Posts JSON and calls back with each line of the answer, decoded. Rejects as `upload` does; ConnectionLost also when the answer breaks off. */
export async function postForLines(path: string, body: unknown, onLine: (line: Readonly<Record<string, unknown>>) => void, signal: AbortSignal): Promise<void> {
  const headers = { Accept: "application/x-ndjson", "Content-Type": "application/json", ...stamp };
  try {
    const response = await fetch(address(path), { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(body), signal });
    online.value = true;
    useStamp(response.headers.get("X-Project"));
    if (!response.ok) throw await refusal(response);
    if (response.body) await readLines(response.body.getReader(), onLine);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // fetch and its reader say TypeError for every network failure
    online.value = false;
    throw new ConnectionLost();
  }
}

async function readLines(reader: ReadableStreamDefaultReader<Uint8Array>, onLine: (line: Readonly<Record<string, unknown>>) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) if (line !== "") onLine(parseObject(line));
    if (done) return;
  }
}
