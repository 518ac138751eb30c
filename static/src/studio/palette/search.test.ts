import { expect, it } from "vitest";
import { fit, folded, search } from "./search";

const titles = (query: string, ...all: string[]): string[] => search(query, all.map((title) => ({ title }))).map(({ title }) => title);

it("leaves case, accents and vowel signs aside", () => {
  expect(folded("Émile")).toBe("emile");
  expect(folded("إِرْسَال")).toBe(folded("ارسال"));
  expect(titles("ارسال", "إرسال", "تخطٍّ")).toEqual(["إرسال"]);
});

it("finds words, beginnings of words and letters in order", () => {
  const all = ["Label", "Data", "Download project", "Delete my data", "Dark"];
  expect(titles("data", ...all)).toEqual(["Data", "Delete my data"]);
  expect(titles("dp", ...all)).toEqual(["Download project"]);
  expect(titles("dwn", ...all)[0]).toBe("Download project");
  expect(titles("xyz", ...all)).toEqual([]);
});

it("prefers a beginning to a middle, and a short name to a long one", () => {
  expect(titles("import", "Reimport", "Import the rest", "Import")).toEqual(["Import", "Import the rest", "Reimport"]);
});

it("does not match letters that are strewn about", () => {
  expect(fit("zag", "Amazing things of great size")).toBeUndefined();
});

it("keeps the order when nothing is typed", () => {
  expect(titles("  ", "b", "a")).toEqual(["b", "a"]);
});

it("finds by other words, after those that have it in their name", () => {
  const items = [{ title: "Figures", also: "dashboard charts" }, { title: "Dashboard of the host" }];
  expect(search("dashboard", items).map(({ title }) => title)).toEqual(["Dashboard of the host", "Figures"]);
});
