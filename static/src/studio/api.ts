// Every request of the pages goes through here: one place for addresses, errors a person can read, and retries.
import { signal } from "@preact/signals-core";
import { errors } from "./strings/errors";

/** The server answered and refused; `message` is a sentence for the person. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    message: string,
    readonly body: Readonly<Record<string, unknown>> = {},
    /** seconds after which another try makes sense */
    readonly retryAfter: number | undefined = undefined,
  ) {
    super(message);
  }

  get code(): string | undefined {
    return typeof this.body["code"] === "string" ? this.body["code"] : undefined;
  }
}

/** No answer came: the connection is down, or the server is. What was to be sent was perhaps not received. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
  constructor() {
    super(errors.noConnection);
  }
}

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface RequestOptions {
  readonly body?: unknown;
  readonly query?: Query;
  readonly signal?: AbortSignal;
  /** the browser finishes it after the page is gone (bodies up to 64 kB) */
  readonly keepalive?: boolean;
  /** may be sent twice without harm: GET always may; a POST may when it carries its own unique id */
  readonly repeatable?: boolean;
}

let root = "";
/** The mark of the project that this page is of; a change that lacks it could land in one that another tab opened. */
export const stamp: Record<string, string> = {};
const STAMP = "X-Project";

/** Takes the mark that the server gave. */
export function useStamp(given: string | null | undefined): void {
  if (given) stamp[STAMP] = given;
}
/** False from a request that got no answer until the next one that does. */
export const online = signal(true);
/** The revision of the project's config that the server last told; undefined before the first answer. */
export const revision = signal<string | undefined>(undefined);

/** What the host refused last, until a change goes through again; the frame tells it on every page (life/Life.tsx). */
export const refused = signal<ApiError | undefined>(undefined);
/** How many changes wait in this browser; set by the labeling page, undefined on pages that keep nothing. */
export const waitingChanges = signal<number | undefined>(undefined);
/** Goes up when what waits in this browser should be tried again. */
export const tryAgain = signal(0);
/** When the server last did what was asked of it, in milliseconds since 1970 by this machine's clock. */
export let lastAnswer = Date.now();

/** True once a change of this page went through: from then on there is a project, and its time runs. */
export const wrote = signal(false);

/** The project is gone. Nothing of this page may be written into the next one, which the browser has a cookie for by now. */
export const EXPIRED = "session-expired";
/** Codes of refusals that are about the project or the host and not about what was asked. */
const OF_THE_HOST = /^(session-|other-|frozen|closed|maint|disk-|rate|too-many-[cs]|quota-)/;

/** Sets the path that stands before every address: "" or "/studio". */
export function useRoot(path: string): void {
  root = path;
}

/** The full path of an address of ours, with its query. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string | number | boolean] => entry[1] !== undefined);
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `${root}${path}${search ? `?${search}` : ""}`;
}

const WAITS = [400, 1500];
const LONGEST_WAIT = 15;

/** Sends a request and returns the decoded JSON (undefined for an empty answer).
 *  Throws ApiError when the server refuses, ConnectionLost when nobody answers, AbortError when `signal` says so. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  // while it is known that nobody answers, one try is enough: the way back is looked for elsewhere
  const repeatable = (options.repeatable ?? method === "GET") && online.peek();
  for (let attempt = 0; ; attempt += 1) {
    const last = attempt >= WAITS.length;
    const before = refused.peek();
    if (before?.code === EXPIRED && method !== "GET") throw before;
    try {
      const response = await send(method, path, options);
      if (response.ok) {
        lastAnswer = Date.now();
        if (method !== "GET") wrote.value = true;
        if (before && before.code !== EXPIRED && (method !== "GET" || before.status === 503)) refused.value = undefined;
        return await decode<T>(response);
      }
      const error = await refusal(response);
      const wait = retryWait(error, attempt, repeatable);
      if ((last || wait === undefined) && OF_THE_HOST.test(error.code ?? "") && !path.startsWith("/api/host")) refused.value = error;
      if (last || wait === undefined) throw error;
      await pause(wait, options.signal);
    } catch (error) {
      if (!(error instanceof ConnectionLost) || last || !repeatable) throw error;
      await pause(WAITS[attempt] ?? 0, options.signal);
    }
  }
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...stamp };
  const init: RequestInit = { method, credentials: "same-origin", headers };
  if (options.body !== undefined) {
    init.body = JSON.stringify(options.body);
    headers["Content-Type"] = "application/json";
  }
  if (options.signal) init.signal = options.signal;
  if (options.keepalive && typeof init.body === "string" && init.body.length < 60_000) init.keepalive = true;
  try {
    const response = await fetch(address(path, options.query), init);
    online.value = true;
    const told = response.headers.get("X-Project-Revision");
    if (told !== null) revision.value = told;
    useStamp(response.headers.get(STAMP));
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    if (!(error instanceof TypeError)) throw error; // fetch says TypeError for every network failure
    online.value = false;
    throw new ConnectionLost();
  }
}

async function decode<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Makes the error of an answer that is not 2xx; a body that is not ours still gives a sentence. */
export async function refusal(response: Response): Promise<ApiError> {
  const text = await response.text();
  const body = parseObject(text);
  const seconds = Number(response.headers.get("Retry-After") ?? "");
  const retryAfter = seconds > 0 ? seconds : undefined;
  return new ApiError(response.status, sentence(response.status, body), body, retryAfter);
}

/** A JSON object, or an empty one when the text is something else. */
export function parseObject(text: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The sentence of an error: the server's own, else what the status means. */
export function sentence(status: number, body: Readonly<Record<string, unknown>>): string {
  const said = errors.byCode[String(body["code"])] ?? body["detail"];
  if (typeof said === "string" && said !== "") return said;
  return errors.byStatus[status] ?? (status >= 500 ? errors.server : errors.refused(status));
}

/** Milliseconds to wait before another try, or undefined when another try is of no use. */
export function retryWait(error: ApiError, attempt: number, repeatable: boolean): number | undefined {
  // the first write of a fresh browser is answered with the cookie that it lacked
  if (error.status === 401) return attempt === 0 && error.code !== EXPIRED ? 0 : undefined;
  if (error.status === 429 && error.retryAfter !== undefined) {
    return error.retryAfter <= LONGEST_WAIT ? error.retryAfter * 1000 : undefined;
  }
  return repeatable && [502, 503, 504].includes(error.status) ? WAITS[attempt] : undefined;
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("aborted", "AbortError"));
    });
  });
}

export const api = {
  get: <T>(path: string, query?: Query, options: RequestOptions = {}): Promise<T> =>
    request<T>("GET", path, query ? { ...options, query } : options),
  post: <T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> => request<T>("POST", path, { ...options, body: body ?? {} }),
  patch: <T>(path: string, body: unknown, options: RequestOptions = {}): Promise<T> => request<T>("PATCH", path, { repeatable: true, ...options, body }),
  /** for changes that may be sent twice without harm */
  send: <T>(method: Method, path: string, body: unknown): Promise<T> => request<T>(method, path, { body, repeatable: true }),
  delete: <T>(path: string, options: RequestOptions = {}): Promise<T> => request<T>("DELETE", path, options),
};
