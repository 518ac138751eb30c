// The part of an address that carries a label config (config-link.ts reads and writes it, and is fetched when that is wanted).

/** The part of the address after the #, up to the config. */
export const START = "config=";

/** True when a fragment (without #) claims to carry a config. */
export const carriesConfig = (fragment: string): boolean => fragment.startsWith(START);

export const configLink = (): Promise<typeof import("./config-link")> => import("./config-link");
