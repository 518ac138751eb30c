// @vitest-environment jsdom
import { beforeEach, expect, it } from "vitest";
import { readBootstrap, type Bootstrap } from "../bootstrap";
import type { Router } from "../router";
import { startStudio } from "../studio";
import { kept, startBadge } from "./badge";

const DAY = 86_400_000;
const later = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();
const hosting = { mode: "open", message: "", idle_expiry: 7 * 86_400, absolute_expiry: 0, contact: "" } as const;

function start(session: Partial<Bootstrap["session"]>, host: Bootstrap["hosting"] = hosting): boolean {
  const empty = readBootstrap(document);
  startStudio({ bootstrap: { ...empty, hosting: host, session: { ...empty.session, now: later(0), ...session } }, router: {} as Router });
  return startBadge();
}

beforeEach(() => {
  kept.value = "";
});

it("says how long a project would be kept before there is one", () => {
  expect(start({})).toBe(false);
  expect(kept.value).toBe("kept 7 days");
});

it("says how long the project is kept, by the server's clock", () => {
  expect(start({ new: false, now: later(-400 * DAY), expires_at: later(-397 * DAY) })).toBe(false);
  expect(kept.value).toBe("kept 3 days");
});

it("leaves hours and minutes, and all there is to explain, to what is loaded at once", () => {
  expect(start({ new: false, expires_at: later(DAY) })).toBe(true);
  expect(kept.value).toBe("");
  expect(start({ frozen: true })).toBe(true);
  expect(start({ ended: { when: later(-DAY), because: "idle" } })).toBe(true);
  expect(start({}, { ...hosting, mode: "closed" })).toBe(true);
  expect(start({ new: false, expires_at: later(9 * DAY), warn_from: later(-1000) })).toBe(true);
});

it("says nothing where nothing ends", () => {
  expect(start({}, null)).toBe(false);
  expect(kept.value).toBe("");
});
