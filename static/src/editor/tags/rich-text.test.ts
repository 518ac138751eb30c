// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { cleanHtml } from "./clean-html";
import { markdownText, richText } from "./rich-text";

function drawn(source: string): HTMLElement {
  const host = document.createElement("div");
  host.append(richText(source));
  return host;
}

describe("a guideline", () => {
  it("is Markdown", () => {
    const host = drawn("# Names\n\nMark **every** name:\n\n- people\n- places\n\n| a | b |\n|---|---|\n| 1 | 2 |");
    expect(host.querySelector("h1")?.textContent).toBe("Names");
    expect(host.querySelector("strong")?.textContent).toBe("every");
    expect([...host.querySelectorAll("li")].map(({ textContent }) => textContent)).toEqual(["people", "places"]);
    expect(host.querySelectorAll("td")).toHaveLength(2);
  });

  it("opens links in another tab that learns nothing of this one", () => {
    const link = drawn("[more](https://example.org/a)").querySelector("a");
    expect([link?.getAttribute("href"), link?.target, link?.rel]).toEqual(["https://example.org/a", "_blank", "noopener noreferrer"]);
    expect(drawn("[x](javascript:alert(1)) [y](data:text/html,a) [z](/api/tasks/)").querySelectorAll("[href]")).toHaveLength(0);
  });

  it("shows pictures of this host, of the text itself and over https, and no others", () => {
    const from = (source: string): number => drawn(`![a](${source})`).querySelectorAll("img").length;
    expect(["https://example.org/a.png", "/data/upload/1/a.png", "data:image/png;base64,AAAA"].map(from)).toEqual([1, 1, 1]);
    expect(["/studio/data/upload/1/a.png", "/api/templates/image_bbox/media/a.webp"].map(from)).toEqual([1, 1]);
    expect(["http://example.org/a.png", "//example.org/a.png", "//example.org/data/upload/1/a.png", "/api/tasks/", "data:image/svg+xml,a"].map(from)).toEqual([0, 0, 0, 0, 0]);
  });

  it("takes HTML in Markdown as text", () => {
    expect(drawn("a <x onclick=1> b").textContent?.trim()).toBe("a <x onclick=1> b");
  });

  it("keeps of another tool's HTML what is text and drops all that runs, loads or styles", () => {
    const host = drawn(
      `<p style="position:fixed" class="dlg" id="main" data-x="1" onclick="a()">Mark <b>names</b></p><script>window.ran = 1</script>
       <style>*{display:none}</style><iframe src="https://example.org"></iframe><form action="/api"><button>x</button><input autofocus></form>
       <svg onload="window.ran = 1"></svg><img src="http://example.org/a.png" onerror="window.ran = 1"><a href="javascript:window.ran = 1">l</a>`,
    );
    expect(host.querySelector("p")?.outerHTML).toBe("<p>Mark <b>names</b></p>");
    expect(host.querySelectorAll("script, style, iframe, form, button, input, svg, img, [href], [onclick], [style]")).toHaveLength(0);
    expect("ran" in window).toBe(false);
  });
});

describe("Markdown and HTML of tasks and configs", () => {
  it("load no picture from elsewhere, and leave the words beside it", () => {
    const host = document.createElement("div");
    host.append(markdownText("a ![the map](https://example.org/a.png) b ![own](/data/upload/1/a.png)"), cleanHtml('<img src="HTTPS://example.org/a.png" alt="<x>">'));
    const pictures = Array.from(host.querySelectorAll("img"), (image) => image.getAttribute("src"));
    expect([host.textContent?.replace(/\s+/g, " "), pictures]).toEqual(["a the map b <x>", ["/data/upload/1/a.png"]]);
  });
});
