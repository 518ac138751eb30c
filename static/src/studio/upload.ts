// Sending files with their progress: fetch does not tell how much has gone, XMLHttpRequest does.
import { address, ApiError, ConnectionLost, online, parseObject, sentence, stamp, type Query } from "./api";

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
  const exchange = new XMLHttpRequest();
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  const done = new Promise<T>((resolve, reject) => {
    exchange.upload.onprogress = (event) => options.onProgress?.(event.loaded, event.total);
    exchange.onload = () => {
      online.value = true;
      const body = parseObject(exchange.responseText);
      if (exchange.status >= 200 && exchange.status < 300) resolve(body as T);
      else reject(new ApiError(exchange.status, sentence(exchange.status, body), body, Number(exchange.getResponseHeader("Retry-After")) || undefined));
    };
    exchange.onerror = () => {
      online.value = false;
      reject(new ConnectionLost());
    };
    exchange.onabort = () => reject(new DOMException("stopped", "AbortError"));
  });
  exchange.open("POST", address(path, options.query));
  exchange.setRequestHeader("Accept", "application/json");
  for (const name in stamp) exchange.setRequestHeader(name, stamp[name] ?? "");
  exchange.send(form);
  return { done, stop: () => exchange.abort() };
}
