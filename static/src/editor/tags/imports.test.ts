// The server's tag table is made in node: no tag may touch the document when it is imported.
import { expect, it } from "vitest";
import { FAMILIES } from "./registry";

it("every tag can be imported where there is no document", async () => {
  expect(typeof document).toBe("undefined");
  for (const family of Object.values(FAMILIES)) expect((await family.load()).tags.length).toBeGreaterThan(0);
});
