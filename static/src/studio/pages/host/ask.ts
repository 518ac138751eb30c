// The console's own requests: one try each, since what is shown is asked for again every few seconds, and a wrong key must
// not count twice.
import { ApiError, address, ConnectionLost, refusal, type Method, type Query } from "../../api";

export interface Asking {
  readonly body?: unknown;
  readonly query?: Query;
  readonly signal?: AbortSignal | undefined;
}

let signedOut: () => void = () => undefined;

/** Sets what happens when the server says that the key is needed. */
export function onSignedOut(tell: () => void): void {
  signedOut = tell;
}

/** Sends a request with the host's cookie; returns the decoded JSON, undefined for an empty answer.
 *  Throws ApiError when the server refuses, ConnectionLost when nobody answers, AbortError when `signal` says so. */
export async function ask<T>(method: Method, path: string, { body, query, signal }: Asking = {}): Promise<T> {
  const response = await sent(address(path, query), {
    method,
    credentials: "same-origin",
    headers: body === undefined ? { Accept: "application/json" } : { Accept: "application/json", "Content-Type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
  if (!response.ok) {
    const refused = await refusal(response);
    if (refused.code === "host-key-needed") signedOut();
    throw refused;
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

async function sent(target: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(target, init);
  } catch (error) {
    if (error instanceof TypeError) throw new ConnectionLost(); // fetch says TypeError for every network failure
    throw error;
  }
}

/** Somebody else's abort is no fault. */
export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/** True for the refusal of a request without the key. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.code === "host-key-needed";
