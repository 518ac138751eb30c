// What time it is on the server. A visitor's clock may be wrong by hours; how long a project is kept must not be.
let ahead = 0;

/** Notes what the server's clock said just now (ISO 8601); nothing, or what is no time, changes nothing. */
export function noteServerTime(told: string | undefined): void {
  const server = Date.parse(told ?? "");
  if (!Number.isNaN(server)) ahead = server - Date.now();
}

/** The server's time in milliseconds since 1970. */
export const serverNow = (): number => Date.now() + ahead;
