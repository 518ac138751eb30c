// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { reasonOf } from "./reason";

const { signal } = new AbortController();
const ask = (address: string, crossOrigin = "none") => ({ address, crossOrigin, signal });

afterEach(() => vi.unstubAllGlobals());

function answering(response: Response | Error): void {
  vi.stubGlobal("fetch", async () => {
    if (response instanceof Error) throw response;
    return response;
  });
}

test.each([
  [404, "Not Found", 'The address answered "404 Not Found".'],
  [403, "", 'The address answered "403".'],
])("our own host says what its status is: %i", async (status, statusText, sentence) => {
  answering(new Response(null, { status, statusText }));
  expect(await reasonOf(ask("/data/upload/1/cat.png"))).toBe(sentence);
});

test("a page in the place of a picture is named by its type", async () => {
  answering(new Response("<p>Sign in</p>", { headers: { "content-type": "text/html; charset=utf-8" } }));
  expect(await reasonOf(ask("/data/upload/1/cat.png"))).toBe("The address answered with text/html, which is no picture.");
});

test("a file that is a picture and is not read says which ones are", async () => {
  answering(new Response("II*", { headers: { "content-type": "image/tiff" } }));
  expect(await reasonOf(ask("/data/upload/1/scan.tif"))).toContain("Save it as JPEG, PNG or WebP.");
});

test("a host that does not answer", async () => {
  answering(new TypeError("Failed to fetch"));
  expect(await reasonOf(ask("/data/upload/1/cat.png"))).toBe("The address could not be reached.");
});

test("what only a server can open says what to do", async () => {
  expect(await reasonOf(ask("s3://bucket/cat.png"))).toBe('Browsers do not open addresses that start with "s3:". Import the picture, or give an address with https.');
});

test("what the page's policy refused says who can allow it", async () => {
  expect(await reasonOf(ask("https://pictures.example/cat.png"), true)).toContain("This studio shows no pictures from pictures.example.");
});

test("a picture that is there without crossOrigin only lacks the permission", async () => {
  class Loading extends EventTarget {
    set src(address: string) {
      queueMicrotask(() => this.dispatchEvent(new Event(address.includes("cat") ? "load" : "error")));
    }
  }
  vi.stubGlobal("Image", Loading);
  expect(await reasonOf(ask("https://pictures.example/cat.png", "anonymous"))).toContain("let that host answer with Access-Control-Allow-Origin");
  expect(await reasonOf(ask("https://pictures.example/gone.png", "anonymous"))).toContain("pictures.example did not answer with a picture.");
  expect(await reasonOf(ask("https://pictures.example/cat.png"))).toContain("pictures.example did not answer with a picture.");
});
