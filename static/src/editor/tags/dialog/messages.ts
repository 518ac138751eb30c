// The messages of a conversation, as tools of all kinds write them.
import { asText } from "../../core/variables";

export interface Message {
  readonly author: string;
  readonly text: string;
  /** when it was said, as written in the task; "" when nobody knows */
  readonly date: string;
  /** the one who spoke first is 0, the next other one 1, … */
  readonly speaker: number;
}

/** Reads a list of {text, author | name, date | time}, or of plain texts. What is no list reads as none. */
export function readMessages(value: unknown): readonly Message[] {
  if (!Array.isArray(value)) return [];
  const speakers: string[] = [];
  return value.map((item: unknown): Message => {
    const source: Record<string, unknown> = typeof item === "object" && item !== null ? (item as Record<string, unknown>) : { text: item };
    const author = asText(source["author"] ?? source["name"]);
    if (!speakers.includes(author)) speakers.push(author);
    return { author, text: asText(source["text"] ?? source["message"]), date: asText(source["date"] ?? source["time"]), speaker: speakers.indexOf(author) };
  });
}
