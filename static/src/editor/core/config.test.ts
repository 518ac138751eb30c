// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { checkConfig } from "./checks";
import { targetsOf } from "./tree";
import { configOf } from "../testing/editor";
import type { Config } from "./types";

interface Fixture {
  readonly about: string;
  readonly xml: string;
  readonly problems: readonly { readonly code: string; readonly tag?: string; readonly attribute?: string }[] | null;
  readonly refused?: boolean;
  readonly objects?: Readonly<Record<string, string>>;
  readonly controls?: Readonly<Record<string, { readonly tag: string; readonly to_name: readonly string[] }>>;
  readonly labels?: Readonly<Record<string, readonly string[]>>;
}

const files = import.meta.glob<Fixture>("../../../../tests/fixtures/configs/*.json", { eager: true, import: "default" });
const fixtures = Object.entries(files).map(([path, fixture]) => [path.split("/").at(-1)!, fixture] as const);

/** The set of problems; of one that stops the parser only the code counts. */
function problemsOf(problems: readonly { readonly code: string; readonly tag?: string; readonly attribute?: string | undefined }[] | null): readonly string[] {
  return [...new Set((problems ?? []).map(({ code, tag, attribute }) => (code === "parse" ? code : [code, tag, attribute ?? ""].join(" "))))].sort();
}

function labelsOf(config: Config): Record<string, readonly string[]> {
  const known = [...config.entries].filter(([, entries]) => entries.length > 0);
  return Object.fromEntries(known.map(([name, entries]) => [name, [...new Set(entries.map(({ value }) => value))]]));
}

describe("the configs that the server's parser reads too", () => {
  it("are there", () => expect(fixtures.length).toBeGreaterThan(20));

  it.each(fixtures)("%s", (_, fixture) => {
    const config = configOf(fixture.xml);
    expect(problemsOf(checkConfig(config))).toEqual(problemsOf(fixture.problems));
    if (fixture.refused) return;
    const nodes = [...config.byName];
    if (fixture.objects) {
      const objects = nodes.filter(([, node]) => (node.descriptor ? node.descriptor.kind === "object" : node.attributes["toname"] === undefined));
      expect(Object.fromEntries(objects.map(([key, node]) => [key, node.tag]))).toEqual(fixture.objects);
    }
    if (fixture.controls) {
      const controls = nodes.filter(([, node]) => (node.descriptor ? node.descriptor.kind === "control" : node.attributes["toname"] !== undefined));
      expect(Object.fromEntries(controls.map(([key, node]) => [key, { tag: node.tag, to_name: targetsOf(node) }]))).toEqual(fixture.controls);
    }
    if (fixture.labels) expect(labelsOf(config)).toEqual(fixture.labels);
  });
});

describe("labels and choices", () => {
  it("get keys in tree order, after those that were asked for, and colours in order", () => {
    const config = configOf(`<View><Labels name="a" toName="t"><Label value="A"/><Label value="B" hotkey="1"/><Label value="C" background="#ff0000"/><Label value="D"/></Labels>
      <Text name="t" value="$t"/><Choices name="c" toName="t"><Choice value="x"/><Choice value="y"/></Choices></View>`);
    const entries = [...config.entries.values()].flat();
    expect(entries.map(({ title, hotkey }) => [title, hotkey])).toEqual([["A", "2"], ["B", "1"], ["C", "3"], ["D", "4"], ["x", "5"], ["y", "6"]]);
    expect(entries.slice(0, 4).map(({ color }) => color)).toEqual(["var(--label-1)", "var(--label-2)", "#ff0000", "var(--label-3)"]);
  });

  it("come from a list in the task, nested ones too", () => {
    const config = configOf('<View><Text name="t" value="$t"/><Choices name="c" toName="t" value="$list" allowNested="true"/></View>', {
      list: [{ value: "A", children: [{ value: "B", alias: "b" }] }, "C"],
    });
    expect(config.entries.get("c")!.map(({ title, value }) => [title, value])).toEqual([["A", "A"], ["B", "b"], ["C", "C"]]);
  });
});

describe("a config that is no XML", () => {
  it("is a problem with its place, and an empty editor", () => {
    const config = configOf("<View><Text></View>");
    expect(checkConfig(config).map(({ code }) => code)).toEqual(["parse"]);
    expect(config.root.children).toEqual([]);
  });
});
