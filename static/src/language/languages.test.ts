// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { findLanguage, language, locale } from "./language";
import { speak } from "./languages";
import { counted } from "./plural";

afterEach(() => speak("en", {}, document.documentElement));

it("finds the first language that there is", () => {
  expect(findLanguage(["ar-EG", "en"])).toBe("ar");
  expect(findLanguage(["fi", "en-US", "ar"])).toBe("en");
  expect(findLanguage(["", "fi"])).toBe("en");
  expect(findLanguage(["arn"])).toBe("en");
});

it("says the language and its direction on the element", () => {
  const element = document.createElement("div");
  speak("ar", {}, element);
  expect([language, locale, element.lang, element.dir]).toEqual(["ar", "ar-u-nu-latn", "ar", "rtl"]);
  speak("en", {}, element);
  expect([language, element.lang, element.dir]).toEqual(["en", "en", "ltr"]);
});

it("counts with all forms that a language has, in Latin digits", () => {
  const forms = { zero: "لا مهام", one: "مهمة واحدة", two: "مهمتان", few: "# مهام", many: "# مهمة", other: "# مهمة" };
  speak("ar", {}, document.documentElement);
  expect([0, 1, 2, 3, 10, 11, 99, 100, 102, 1203].map((number) => counted(number, forms))).toEqual(
    ["لا مهام", "مهمة واحدة", "مهمتان", "3 مهام", "10 مهام", "11 مهمة", "99 مهمة", "100 مهمة", "102 مهمة", "1,203 مهام"],
  );
});

it("falls back to the general form", () => {
  expect([1, 5].map((number) => counted(number, { one: "a task", other: "# tasks" }))).toEqual(["a task", "5 tasks"]);
  expect(counted(1, { other: "# tasks" })).toBe("1 tasks");
});
