// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { online } from "./api";
import { fetchPagesAhead } from "./pages-ahead";

let stop = (): void => undefined;
afterEach(() => {
  stop();
  online.value = true;
  document.body.replaceChildren();
});

/** The pages that are fetched when `event` happens within a link, for each of these attributes of a link. */
function fetched(event: string, ...links: readonly string[]): readonly string[] {
  const pages: string[] = [];
  stop = fetchPagesAhead("/below", (page) => Promise.resolve(pages.push(page)));
  document.body.innerHTML = links.map((attributes) => `<a ${attributes}><span>there</span></a>`).join("");
  for (const inner of document.querySelectorAll("span")) inner.dispatchEvent(new Event(event, { bubbles: true }));
  return pages;
}

describe("pages are fetched ahead", () => {
  it("when the pointer or the focus comes to a link", () => {
    expect(fetched("pointerover", 'href="/below/data?page=2"', 'href="/below/setup"')).toEqual(["data", "setup"]);
    stop();
    expect(fetched("focusin", 'href="/below/export"')).toEqual(["export"]);
  });

  it("not for what is no page of this studio, or opens elsewhere", () => {
    expect(fetched("pointerover", 'href="/below/data" target="_blank"', 'href="/data"', 'href="https://example.org/below/data"', 'href="/below/api/session/download"')).toEqual([]);
  });

  it("not while nobody answers, and no more once it is stopped", () => {
    online.value = false;
    expect(fetched("pointerover", 'href="/below/data"')).toEqual([]);
    online.value = true;
    stop();
    document.querySelector("span")?.dispatchEvent(new Event("pointerover", { bubbles: true }));
    expect(fetched("pointerover", 'href="/below/import"')).toEqual(["import"]);
  });
});
