// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { neutralise } from "./neutralise";
import { withoutLoading } from "./styles";

function neutral(markup: string, links = false): HTMLElement {
  const { body } = new DOMParser().parseFromString(markup, "text/html");
  neutralise(body, { links });
  return body;
}

describe("styles without loading", () => {
  it.each([
    ["background:url(http://a.example/x)", "background:xrl(http://a.example/x)"],
    ['@import "http://a.example";b{}', 'ximport "http://a.example";b{}'],
    ["a{b:\\75rl(http://a.example)}", "a{b:x75rl(http://a.example)}"],
    ["a{b:\\url(//a.example)}", "a{b:xxrl(//a.example)}"],
    ["a{b:-webkit-image-set('//a.example' 1x)}", "a{b:-webkit-xmage-set('//a.example' 1x)}"],
    ["a{b:u\\000072l(//a.example)}", "a{b:ux000072l(//a.example)}"],
    ["@\\69mport '//a.example';", "@x69mport '//a.example';"],
    ["a{b:URL( 'https:x')}", "a{b:xRL( 'https:x')}"],
    ["a{b:cross-fade(src('//a.example'))}", "a{b:xross-fade(xrc('//a.example'))}"],
  ])("%s", (css, quiet) => {
    expect(withoutLoading(css)).toBe(quiet.length === css.length ? quiet : "the expectation is wrong");
  });
  it("leaves what loads nothing", () => {
    const css = '.md\\:flex{content:"\\201C";background:url(data:image/png;base64,AA)}b{fill:url(#g)}c{filter:url("#f")}';
    expect(withoutLoading(css)).toBe(css);
  });
});

describe("neutralising", () => {
  it("removes no node and no letter", () => {
    const markup = "<!--c--><script>a()</script><p onclick=x>b<br>c</p><style>@import 'x';p{}</style><iframe src=x>d</iframe><object data=x>e</object><link rel=stylesheet href=x><meta charset=x>";
    const before = new DOMParser().parseFromString(`<body>${markup}`, "text/html").body;
    const after = neutral(`<body>${markup}`);
    const shape = (body: HTMLElement) => {
      const walker = document.createTreeWalker(body);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(`${node.nodeName} ${(node.nodeValue ?? "").length}`);
      return found;
    };
    expect(shape(after)).toEqual(shape(before));
    expect(after.querySelector("script")!.type).toBe("text/plain");
  });

  it.each([
    "<img src=http://a.example onerror=x srcset=http://a.example lowsrc=http://a.example>",
    "<body><p onclick=x ONMOUSEOVER=x onbeforetoggle=x contenteditable autofocus tabindex=3 accesskey=s popover>",
    "<iframe src=javascript:x srcdoc=x name=body></iframe><embed src=x><object data=x codebase=x></object>",
    "<form action=javascript:x name=getElementById id=x><input name=attributes id=attributes formaction=x type=image src=x><button name=children></button></form>",
    "<svg onload=x><use href=//a.example#x xlink:href=//a.example#y></use><image href=x xlink:href=x /><animate attributeName=href to=javascript:x begin=0s /><set attributeName=onload to=x /></svg>",
    "<video src=http://a.example poster=http://a.example autoplay><source src=x><track src=x></video><base href=x target=x><meta http-equiv=refresh content=0>",
    "<a href=javascript:x ping=x target=x download>",
    "<math><maction actiontype=statusline xlink:href=javascript:x href=javascript:x>x</maction></math>",
    "<table background=http://a.example><td background=http://a.example></table><link href=x rel=x><div is=x nonce=x slot=x part=x>",
  ])("leaves no attribute of %s that does anything", (markup) => {
    const left = [...neutral(markup).querySelectorAll("*")].flatMap((element) => element.getAttributeNames());
    expect(left.filter((name) => name !== "type" && name !== "data-link")).toEqual([]);
  });

  it("goes into templates", () => {
    const template = neutral("<p></p><template><img src=x onerror=x></template>").querySelector("template")!;
    expect(template.innerHTML).toBe("<img>");
  });

  it("keeps how things look, and what is the project's own", () => {
    const kept = '<div class="a b" style="color: red" dir="rtl" lang="ar" title="url(x)"><table border="1"><tbody><tr><td colspan="2">x</td></tr></tbody></table><ol start="3" type="a"></ol></div>';
    expect(neutral(kept).innerHTML).toBe(kept);
    const sources = neutral('<img src="data:image/png;base64,AA"><img src="/data/upload/1/a.png"><img src="/sub/data/upload/1/a.png"><img src="/api/x"><img src="//other.example/data/upload/x">');
    expect(Array.from(sources.querySelectorAll("img"), (image) => image.src)).toEqual(["data:image/png;base64,AA", `${location.origin}/data/upload/1/a.png`, `${location.origin}/sub/data/upload/1/a.png`, "", ""]);
  });

  it("links lead on only when they may", () => {
    const markup = '<a href="https://a.example/">x</a><a href="#here">y</a><a href="javascript:x">z</a>';
    const leading = (links: boolean) => Array.from(neutral(markup, links).querySelectorAll("a"), (link) => link.getAttribute("href"));
    expect(leading(true)).toEqual(["https://a.example/", "#here", null]);
    expect(leading(false)).toEqual([null, null, null]);
    expect(neutral(markup).querySelectorAll("[data-link]").length).toBe(3);
  });
});
