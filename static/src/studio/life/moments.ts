// Moments as people say them: "today at 14:20", "tomorrow at 14:20", "on 5 December at 14:20".
const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

const midnight = (milliseconds: number): number => new Date(milliseconds).setHours(0, 0, 0, 0);

/** "5 December", with the year when it is another one than `now`. */
export function day(milliseconds: number, now: number): string {
  const moment = new Date(milliseconds);
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
  if (moment.getFullYear() !== new Date(now).getFullYear()) options.year = "numeric";
  return new Intl.DateTimeFormat("en-GB", options).format(moment);
}

/** The same after "until": "5 December at 14:20". */
export const moment = (milliseconds: number, now: number): string => at(milliseconds, now).replace(/^on /, "");

/** A moment near `now` by its day's name; in the time zone of this browser. */
export function at(milliseconds: number, now: number): string {
  const days = Math.round((midnight(milliseconds) - midnight(now)) / 86_400_000);
  const clock = time.format(milliseconds);
  if (days === 0) return `today at ${clock}`;
  if (days === 1) return `tomorrow at ${clock}`;
  if (days === -1) return `yesterday at ${clock}`;
  return `on ${day(milliseconds, now)} at ${clock}`;
}
