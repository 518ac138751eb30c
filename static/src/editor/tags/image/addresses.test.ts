import { expect, test } from "vitest";
import { attributesOf } from "../../core/attributes";
import type { ConfigNode } from "../../core/types";
import { resolve } from "../../core/variables";
import { addressesOf } from "./addresses";
import { Image } from "./index";

const DATA = { image: " one.png ", images: ["one.png", 7, "two.png"], none: [] };

function addresses(attributes: Record<string, string>): ReturnType<typeof addressesOf> {
  const node: ConfigNode = { tag: "Image", attributes, children: [], text: "", parent: null, descriptor: Image };
  return addressesOf({ attributes: attributesOf(node), task: { id: 1, data: DATA }, value: resolve(attributes["value"] ?? "", DATA) });
}

test("one picture is no list", () => {
  expect(addresses({ value: "$image" })).toEqual({ all: ["one.png"], isList: false });
});

test("a list keeps the place of what is no address, so that item_index counts as the data does", () => {
  expect(addresses({ valuelist: "$images" })).toEqual({ all: ["one.png", "", "two.png"], isList: true });
});

test("a list under value is one as well", () => {
  expect(addresses({ value: "$images" })).toMatchObject({ isList: true });
});

test("a list of one, and a list that the data does not hold, still say item_index", () => {
  expect(addresses({ valuelist: "$image" })).toEqual({ all: ["one.png"], isList: true });
  expect(addresses({ valuelist: "$none" })).toEqual({ all: [], isList: true });
});
