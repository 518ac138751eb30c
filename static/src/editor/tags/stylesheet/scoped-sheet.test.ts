// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { keepHarmless } from "../style";
import { keepHarmlessRules } from "./scoped-sheet";

afterEach(() => document.head.replaceChildren());

/** The rules that are left, as the browser writes them. */
function left(css: string): readonly string[] {
  const element = document.createElement("style");
  element.textContent = css;
  document.head.append(element);
  keepHarmlessRules(element.sheet!);
  return Array.from(element.sheet!.cssRules, ({ cssText }) => cssText.replace(/\s+/g, " "));
}

describe("rules of a config", () => {
  it("stay: style rules, and those under a condition", () => {
    expect(left(".a, .b > h4 { color: red; } @media (min-width: 700px) { .a { position: sticky; top: 0; } }")).toEqual([
      ".a, .b > h4 {color: red;}",
      "@media (min-width: 700px) {.a {position: sticky; top: 0;}}",
    ]);
  });

  it.each([
    ["an import", '@import "https://a.example/x.css";'],
    ["a font", "@font-face { font-family: app; src: url(https://a.example/f) }"],
    ["an animation, whose name counts for the whole page", "@keyframes spin { from { opacity: 0 } }"],
  ])("go: %s", (_, css) => expect(left(`${css} .kept { color: red; }`)).toEqual([".kept {color: red;}"]));

  it("lose what loads something, however it is written", () => {
    expect(left(".a { color: red; background-image: url(https://a.example/x); }")).toEqual([".a {color: red;}"]);
    expect(left(".a { --own: \\75rl(https://a.example/x); gap: 1px; }").join()).not.toContain("a.example");
    expect(left("@media screen { .a { cursor: url(https://a.example/x), auto; color: red; } }")).toEqual(["@media screen {.a {color: red;}}"]);
  });
});

describe("declarations", () => {
  it("go altogether when what loads cannot be told from the rest", () => {
    const { style } = document.createElement("p");
    style.cssText = "color: red";
    expect([keepHarmless(style), style.cssText]).toEqual([true, "color: red;"]);
  });
});
