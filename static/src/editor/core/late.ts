// Parts that are files of their own and come late. The connection may go between the page and such a part: what a person may
// need is fetched ahead of need, and what did not come is asked for again.

/** how long after a page or a task was opened parts are fetched ahead, in milliseconds: what its first paint needs goes before them */
const AHEAD = 1000;
/** how long until what did not come is asked for again, in milliseconds: at first, and at most */
const AGAIN = 2000;
const LONGEST = 60_000;

/** Fetches a part, again and again until it is there. `failed` hears of the first time that it did not come. */
export async function untilThere<Part>(load: () => Promise<Part>, failed?: () => void): Promise<Part> {
  for (let wait = AGAIN; ; wait = Math.min(wait * 2, LONGEST)) {
    try {
      return await load();
    } catch (error) {
      if (wait === AGAIN) {
        console.warn(error);
        failed?.();
      }
    }
    await connection(wait);
  }
}

/** Fetches parts before anybody asks for them. */
export function fetchAhead(...loads: readonly (() => Promise<unknown>)[]): void {
  setTimeout(() => loads.forEach((load) => void untilThere(load)), AHEAD);
}

/** Resolves after a while, or as soon as the browser has a connection again. */
function connection(wait: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, wait);
    addEventListener("online", end);
  });
}
