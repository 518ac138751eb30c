import { describe, expect, it } from "vitest";
import { parseCsv } from "./csv";
import { gridOf, readFormat } from "./grid";

describe("comma-separated values", () => {
  it("keep commas, quotes and line ends in quotes", () => {
    expect(parseCsv('a,"b, c"\r\n"say ""so""","two\nlines"\n\nlast,')).toEqual([["a", "b, c"], ['say "so"', "two\nlines"], ["last", ""]]);
  });

  it("may be separated by something else", () => {
    expect(parseCsv('1,5;"x;y"', ";")).toEqual([["1,5", "x;y"]]);
    expect(parseCsv("")).toEqual([]);
  });
});

describe("the value type", () => {
  it("says what is in the field", () => {
    expect(readFormat("json")).toEqual({ kind: "json", address: false, separator: ",", headless: false });
    expect(readFormat("csv,separator=;,headless,url")).toEqual({ kind: "csv", address: true, separator: ";", headless: true });
    expect(readFormat("csv,separator=tab").separator).toBe("\t");
    expect(readFormat("url")).toMatchObject({ kind: "json", address: true });
  });
});

describe("a table", () => {
  const json = readFormat("json");
  it("of an object has its keys and values", () => {
    expect(gridOf({ ship: "Ask", seats: 120, stops: ["Bergen"] }, json)).toEqual({ head: [], rows: [["ship", "Ask"], ["seats", "120"], ["stops", '["Bergen"]']], keyed: true });
    expect(gridOf('{"a": 1}', json)?.rows).toEqual([["a", "1"]]);
  });

  it("of a list has a column for each key that any of its objects has", () => {
    expect(gridOf([{ a: 1, b: "x" }, { b: null, c: true }], json)).toEqual({ head: ["a", "b", "c"], rows: [["1", "x", ""], ["", "", "true"]], keyed: false });
    expect(gridOf([["a", 1], ["b"]], json)).toEqual({ head: [], rows: [["a", "1"], ["b"]], keyed: false });
  });

  it("of comma-separated values begins with its headings, unless it has none", () => {
    expect(gridOf("\uFEFFa,b\n1,2", readFormat("csv"))).toEqual({ head: ["a", "b"], rows: [["1", "2"]], keyed: false });
    expect(gridOf("1,2", readFormat("csv,headless"))).toEqual({ head: [], rows: [["1", "2"]], keyed: false });
  });

  it("is none when there is none in it", () => {
    expect([gridOf("no table", json), gridOf([], json), gridOf(undefined, json), gridOf("", readFormat("csv"))]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
