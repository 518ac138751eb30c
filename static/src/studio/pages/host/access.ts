// Whether this browser has the host's cookie, and the key that came with the address.
import { signal } from "@preact/signals-core";
import { ApiError, ConnectionLost } from "../../api";
import { host as words } from "../../strings/host";
import { onSignedOut } from "./ask";
import { host } from "./host-api";

/** "asking" until the server has said which of the two it is. */
export type Access = "asking" | "in" | "out";

export const access = signal<Access>("asking");
/** Why one is signed out, or why signing in did not work; "" when there is nothing to say. */
export const accessNote = signal("");

/** The key in "#key=…"; undefined without one. */
export function keyOf(hash: string): string | undefined {
  const found = /^#key=(.+)$/.exec(hash)?.[1];
  if (found === undefined) return undefined;
  try {
    return decodeURIComponent(found);
  } catch (error) {
    if (error instanceof URIError) return found;
    throw error;
  }
}

/** Takes the key out of the address, so that neither the history nor a picture of the screen keeps it. */
export function takeKey(): string | undefined {
  const key = keyOf(location.hash);
  if (key !== undefined) history.replaceState(null, "", location.pathname + location.search);
  return key;
}

/** Begins: signs in with the key of the address, else learns whether there is a sign-in. The page itself may not know: a link
 *  from elsewhere opens it without the cookie, which goes with our own requests only. */
export async function startAccess(key: string | undefined, signedIn: boolean): Promise<void> {
  onSignedOut(() => {
    if (access.peek() === "in") accessNote.value = words.signIn.ended;
    access.value = "out";
  });
  addEventListener("hashchange", () => {
    const next = takeKey();
    if (next !== undefined) void signIn(next);
  });
  if (key !== undefined) await signIn(key);
  else if (signedIn) access.value = "in";
  else await learn();
}

async function learn(): Promise<void> {
  try {
    access.value = (await host.signedIn()).signed_in ? "in" : "out";
  } catch (error) {
    tell(error);
  }
}

/** Signs in; what did not work is told in `accessNote`. */
export async function signIn(key: string): Promise<void> {
  try {
    await host.signIn(key.trim());
    accessNote.value = "";
    access.value = "in";
  } catch (error) {
    tell(error);
  }
}

function tell(error: unknown): void {
  if (!(error instanceof ApiError || error instanceof ConnectionLost)) throw error;
  accessNote.value = error.message;
  access.value = "out";
}

/** Forgets the cookie. */
export async function signOut(): Promise<void> {
  await host.signOut();
  accessNote.value = words.signIn.signedOut;
  access.value = "out";
}
