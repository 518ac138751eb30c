// The Data page: the table, its columns, its counts, and what it says when there is nothing to show.
import { count, plural } from "../format";

export const data = {
  heading: "Data",
  rangeTooLong: (most: number): string => `A range holds at most ${count(most)} rows. Select everything that matches, then take out what is not meant.`,
  tasks: (number: number): string => plural(number, "task", "tasks"),
  done: (number: number): string => `${count(number)} done`,
  skipped: (number: number): string => `${count(number)} skipped`,
};
