// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addressOf, placeOf, startRouter, type Router } from "./router";

const url = (path: string): URL => new URL(path, "http://studio.example");

describe("placeOf", () => {
  it.each([
    ["/", "welcome"],
    ["/label", "label"],
    ["/label/", "label"],
    ["/setup?x=1", "setup"],
    ["/import", "import"],
    ["/export", "export"],
    ["/settings#token", "settings"],
  ])("%s is the %s page", (path, page) => {
    expect(placeOf(url(path), "")?.page).toBe(page);
  });

  it("knows no other paths", () => {
    expect(placeOf(url("/api/tasks/"), "")).toBeUndefined();
    expect(placeOf(url("/labels"), "")).toBeUndefined();
  });

  it("lives below a root path", () => {
    expect(placeOf(url("/studio/label?task=7"), "/studio")?.query.get("task")).toBe("7");
    expect(placeOf(url("/studio"), "/studio")?.page).toBe("welcome");
    expect(placeOf(url("/studious/label"), "/studio")).toBeUndefined();
    expect(placeOf(url("/label"), "/studio")).toBeUndefined();
  });
});

it("writes addresses", () => {
  expect(addressOf("/studio", "label", { task: 12 })).toBe("/studio/label?task=12");
  expect(addressOf("", "settings", {}, "token")).toBe("/settings#token");
});

describe("the router", () => {
  let router: Router;
  beforeEach(() => {
    history.replaceState(null, "", "/label?task=1");
    router = startRouter("");
  });
  afterEach(() => router.stop());

  it("goes to a page and writes its address", async () => {
    expect(await router.go("export")).toBe(true);
    expect(router.place.value.page).toBe("export");
    expect(location.pathname).toBe("/export");
  });

  it("stays when the guard says no, and goes when it says yes", async () => {
    let answer = false;
    const release = router.guard(() => answer);
    expect(await router.go("setup")).toBe(false);
    expect(location.pathname).toBe("/label");
    answer = true;
    expect(await router.go("setup")).toBe(true);
    release();
    expect(location.pathname).toBe("/setup");
  });

  it("takes over a click on a link of ours, and leaves others alone", async () => {
    document.body.innerHTML = '<a id="own" href="/import">Import</a><a id="file" href="/api/session/download" download>Download</a>';
    const own = document.getElementById("own") as HTMLAnchorElement;
    expect(own.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))).toBe(false);
    await Promise.resolve();
    await Promise.resolve();
    expect(router.place.value.page).toBe("import");
    const seen: boolean[] = [];
    document.addEventListener("click", (event) => { seen.push(event.defaultPrevented); event.preventDefault(); }, { once: true });
    document.getElementById("file")?.click();
    expect(seen).toEqual([false]);
  });

  it("leaves a click with a modifier key to the browser", () => {
    document.body.innerHTML = '<a id="own" href="/import">Import</a>';
    const seen: boolean[] = [];
    document.addEventListener("click", (event) => { seen.push(event.defaultPrevented); event.preventDefault(); }, { once: true });
    document.getElementById("own")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
    expect(seen).toEqual([false]);
    expect(router.place.value.page).toBe("label");
  });

  it("marks the task in the address without showing another page", () => {
    const before = router.place.value;
    router.mark({ task: 9 });
    expect(location.search).toBe("?task=9");
    expect(router.place.value).toBe(before);
  });
});
