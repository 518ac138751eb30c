import { expect, it } from "vitest";
import { csv } from "./csv";

it("writes numbers, texts and nothing", () => {
  expect(csv([["time", "tasks"], ["2026-11-21", 4], ["later", null]])).toBe("time,tasks\r\n2026-11-21,4\r\nlater,\r\n");
});

it("quotes what holds a comma, a quotation mark or a line end", () => {
  expect(csv([['say "yes", or\nno', -2.5]])).toBe('"say ""yes"", or\nno",-2.5\r\n');
});

it("leaves no text that a spreadsheet would run", () => {
  expect(csv([["=1+1", "+a", "-a", "@a", "\t=1", "＝1"]])).toBe("'=1+1,'+a,'-a,'@a,'\t=1,'＝1\r\n");
});
