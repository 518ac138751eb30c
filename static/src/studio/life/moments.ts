// Moments as people say them: "today at 14:20", "tomorrow at 14:20", "on 5 December at 14:20".
import { locale } from "../../language/language";
import { timeOfDay } from "../format";
import { moments } from "../strings/moments";

const midnight = (milliseconds: number): number => new Date(milliseconds).setHours(0, 0, 0, 0);

/** "5 December", with the year when it is another one than `now`. */
export function day(milliseconds: number, now: number): string {
  const moment = new Date(milliseconds);
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
  if (moment.getFullYear() !== new Date(now).getFullYear()) options.year = "numeric";
  return moment.toLocaleDateString(locale, options);
}

/** The same after "until": "5 December at 14:20". */
export const moment = (milliseconds: number, now: number): string => told(milliseconds, now, moments.dayAt);

/** A moment near `now` by its day's name; in the time zone of this browser. */
export const at = (milliseconds: number, now: number): string => told(milliseconds, now, moments.on);

function told(milliseconds: number, now: number, onDay: (day: string, time: string) => string): string {
  const days = Math.round((midnight(milliseconds) - midnight(now)) / 86_400_000);
  const clock = timeOfDay(new Date(milliseconds));
  if (days === 0) return moments.today(clock);
  if (days === 1) return moments.tomorrow(clock);
  if (days === -1) return moments.yesterday(clock);
  return onDay(day(milliseconds, now), clock);
}
