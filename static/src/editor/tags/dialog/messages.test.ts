import { describe, expect, it } from "vitest";
import { readMessages } from "./messages";

describe("the messages of a conversation", () => {
  it("are read by either name of their author, and numbered by who spoke first", () => {
    expect(readMessages([{ name: "Ida", text: "Is the ferry late?", date: "9:04" }, { author: "Desk", text: "By ten minutes." }, { name: "Ida", message: "Thank you" }])).toEqual([
      { author: "Ida", text: "Is the ferry late?", date: "9:04", speaker: 0 },
      { author: "Desk", text: "By ten minutes.", date: "", speaker: 1 },
      { author: "Ida", text: "Thank you", date: "", speaker: 0 },
    ]);
  });

  it("may be plain texts, and are none when there is no list", () => {
    expect(readMessages(["Hello", 5]).map(({ author, text }) => [author, text])).toEqual([["", "Hello"], ["", "5"]]);
    expect([readMessages("Hello"), readMessages(undefined), readMessages({ text: "a" })]).toEqual([[], [], []]);
  });
});
