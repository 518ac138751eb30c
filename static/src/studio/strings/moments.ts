// Moments as people say them.
import { catalogue } from "../../language/catalogue";

export const moments = catalogue("moments", {
  today: (time: string): string => `today at ${time}`,
  tomorrow: (time: string): string => `tomorrow at ${time}`,
  yesterday: (time: string): string => `yesterday at ${time}`,
  on: (day: string, time: string): string => `on ${day} at ${time}`,
  /** after "until" */
  dayAt: (day: string, time: string): string => `${day} at ${time}`,
});
