// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { clearForms, formOn } from "../../testing/form";

afterEach(clearForms);

it("says that there is no text where there is none, and counts no letter of that", async () => {
  const { main } = formOn('<View><Text name="text" value="$text"/></View>', { data: { text: "" } });
  await vi.waitFor(() => expect(main.querySelector<HTMLElement>(".text")?.dataset["empty"]).toBe("This text is empty."));
  expect(main.querySelector(".text")?.textContent).toBe("");
});

it("says nothing beside a text", () => {
  const { main } = formOn('<View><Text name="text" value="$text"/></View>', { data: { text: "Ada" } });
  expect(main.querySelector<HTMLElement>(".text")?.dataset["empty"]).toBeUndefined();
});
