// How numbers, sizes and moments are worded.
import { catalogue } from "../../language/catalogue";

export const formats = catalogue("formats", {
  /** sizes in steps of 1024 */
  units: ["bytes", "kB", "MB", "GB", "TB"] as readonly string[],
  dateTime: (day: string, time: string): string => `${day}, ${time}`,
  justNow: "just now",
  minutesAgo: (minutes: number): string => `${minutes} min ago`,
  hoursAgo: (hours: number): string => `${hours} h ago`,
});
