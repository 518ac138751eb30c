"""Forty payloads in documents, labels, rules, Markdown, tables and dialogs, and in every attribute.

Nothing runs, nothing is loaded, nothing lies over the page. The pages' policies are switched off, so that they hide
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import pytest
from playwright.sync_api import Dialog, Page

from docs.write_tags import tag_table
from multisession.project.label_config.parse import parse_label_config
from multisession.project.label_config.sample import sample_task
from tests.browser.conftest import NewPage, Watch, running_for
from tests.browser.payloads import COVER, MARKDOWN, MARKUP, OUT, RULES, RUN

pytestmark = pytest.mark.browser

#: The editor, and the documents in its frames.
PLACES = """
  const frames = [...document.querySelectorAll('.hypertext iframe')];
  const documents = frames.map((frame) => frame.contentDocument);
"""
#: Presses, focuses and opens everything that came in, in the frames and out of them.
TRY = f"""() => {{ {PLACES}
  const all = [document.querySelector('.editor'), ...documents].flatMap((place) => [...place.querySelectorAll('*')]);
  for (const element of all) {{
    if (element.ownerDocument === document && element.closest('button, a[rel], .foot')) continue;
    element.focus?.();
    element.dispatchEvent(new PointerEvent('pointerenter'));
    if (element.namespaceURI.endsWith('xhtml')) HTMLElement.prototype.click.call(element);
    else element.dispatchEvent(new MouseEvent('click', {{ bubbles: true }}));
  }}
}}"""
#: What ran, what could run, and which of the page's own buttons something lies over.
FOUND = f"""() => {{ {PLACES}
  const found = [];
  const runs = /^on|^(?:srcdoc|formaction|ping|background|target)$/;
  const asks = /^(?:href|src|xlink:href|action|data|poster|srcset)$/;
  for (const page of [document, ...documents]) {{
    if (page.defaultView.ran === 1) found.push('something ran');
    const pairs = [...page.querySelectorAll('*')].flatMap((element) =>
      Element.prototype.getAttributeNames.call(element).map((name) => [element, name]));
    for (const [element, name] of pairs) {{
      // a link to another page leads there when it is pressed, in a tab that knows nothing of this one
      const {{ nodeName, rel, target, href }} = element;
      const apart = nodeName === 'A' && rel === 'noopener noreferrer' && target === '_blank';
      if (apart && /^(?:https?:|$)/.test(href)) continue;
      const value = element.getAttribute?.(name) ?? '';
      if (runs.test(name) || (asks.test(name) && /pwned|javascript:|text.html/i.test(value))) {{
        found.push(`${{nodeName}} ${{name}}="${{value.slice(0, 80)}}"`);
      }}
    }}
  }}
  for (const frame of frames) {{
    if (frame.contentWindow.location.pathname !== '/editor/frame') found.push('a frame went elsewhere');
  }}
  const rules = document.adoptedStyleSheets.flatMap((sheet) => Array.from(sheet.cssRules, (rule) => rule.cssText));
  if (/pwned/.test(rules.join())) found.push('a rule loads');
  const own = [...document.querySelectorAll('header a, header button, .foot button, .task button')].filter(
    (element) => element.checkVisibility({{ visibilityProperty: true }}) && element.getBoundingClientRect().width > 0);
  if (own.length < 8) found.push(`only ${{own.length}} buttons are left`);
  for (const button of own) {{
    const {{ x, y, width, height }} = button.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    const meant = !hit || button.contains(hit) || hit.contains(button) || !hit.closest('.node');
    if (!meant) found.push(`${{hit.className}} lies over ${{button.textContent}}`);
  }}
  return found;
}}"""
#: No sound at all.
SOUND = "data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA="
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
READY = f"""(count) => {{ {PLACES}
  return frames.length === count && documents.every((page) => page?.body?.tabIndex === 0);
}}"""


def markup_config() -> str:
    """Every payload in documents, labels and texts; label buttons for the check that nothing lies over them."""
    labels = "".join(f'<Label value="l{at}" html={quoteattr(each)}/>' for at, each in enumerate(MARKUP))
    choices = "".join(f'<Choice value="c{at}" html={quoteattr(each)}/>' for at, each in enumerate(MARKUP))
    documents = "".join(
        f'<HyperText name="h{at}" value="$h{at}" {"clickableLinks" if at % 2 else "inline"}="true"/>'
        for at in range(len(MARKUP))
    )
    shown = "".join(f'<{tag} name="{tag}" value="${tag}"/>' for tag in ("Dialog", "Table", "Rows"))
    written = f'<HyperText name="own"><p onclick="{RUN}">x<img src="x-pwned"/></p></HyperText>'
    shown = shown.replace("<Rows", "<Table") + written
    return (
        f'<View><HyperTextLabels name="l" toName="h0">{labels}</HyperTextLabels><Markdown name="m" value="$m"/>'
        f'<Choices name="c" toName="h0">{choices}</Choices>{shown}{documents}</View>'
    )


def markup_task() -> dict[str, Any]:
    return {f"h{at}": each for at, each in enumerate(MARKUP)} | {
        "m": "\n\n".join([MARKDOWN, *MARKUP]),
        "Dialog": [{"name": each, "text": each} for each in MARKUP],
        "Table": {each: each for each in MARKUP},
        "Rows": [dict(zip(MARKUP[:3], MARKUP[at : at + 3], strict=True)) for at in range(37)],
    }


def rules_config() -> str:
    rules = "".join(f"<Style>{escape(each)}</Style><Style value={quoteattr(each)}/>" for each in RULES)
    views = "".join(f"<View className={quoteattr(each)} style={quoteattr(each)}>" for each in (COVER, MARKUP[0]))
    return (
        f'<View>{rules}<Labels name="l" toName="t"><Label value="A"/></Labels>{views}<Text name="t" value="$text"/>'
        f'<Header value="Cover" style={quoteattr(COVER)}/></View></View></View>'
    )


def attributes_config() -> str:
    """The example of every tag, once, with payloads in each attribute that holds words, styles or colours."""
    table = {tag["tag"].lower(): tag["attributes"] for tag in tag_table()}
    words = f"{MARKUP[3]} {MARKUP[0]} ${{{RUN}}}"
    values = {"string": words, "css": f"{COVER};background:url({OUT});--a:\\75rl({OUT})", "color": f"url({OUT})"}
    inside = []
    for number, tag in enumerate(tag_table()):
        root = ElementTree.fromstring(tag["example"])
        for element in root.iter():
            given = element.attrib
            for name in set(given) & {"name", "toName", "whenTagName"}:
                given[name] = ",".join(f"n{number}{one}" for one in given[name].split(","))
            for name, spec in table.get(element.tag.lower(), {}).items():
                # a condition is only compared, and what is hidden shows nothing
                if spec["type"] in values and not name.startswith("when") and "$" not in given.get(name, ""):
                    given[name] = OUT if name == "apiUrl" else values[spec["type"]]
        if tag["tag"] != "Style":
            inside += [ElementTree.tostring(child, encoding="unicode") for child in root]
    return f"<View>{''.join(inside)}</View>"


def poisoned(value: Any) -> Any:
    """The same data with a payload behind each text that is no address."""
    if isinstance(value, dict):
        return {key: poisoned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [poisoned(each) for each in value]
    return f"{value} {MARKUP[3]}" if isinstance(value, str) and not value.startswith(("data:", "http")) else value


@pytest.fixture
def asked(new_page: NewPage) -> Iterator[tuple[Page, list[str]]]:
    """A page without policies, and what it asked for that nobody may ask for."""
    page = new_page(bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "pwned" in request.url else None)

    def answer(dialog: Dialog) -> None:
        """The page itself asks before unsaved work is left."""
        if dialog.type != "beforeunload":
            asked.append(f"dialog {dialog.message}")
        dialog.accept()

    page.on("dialog", answer)
    page.context.on("page", lambda opened: asked.append(f"page {opened.url}"))
    yield page, asked
    assert asked == []


def test_nothing_runs_loads_or_covers(asked: tuple[Page, list[str]], watch: Watch) -> None:
    page, _ = asked
    assert len(MARKUP) == 40
    # what the sandbox of a frame says of handlers in its document, and of a form's own button that was pressed
    watch.expected += ["Blocked script execution", "Blocked form submission"]
    with running_for(page, "-b", "--init", command="start", positional=("p",)) as server:
        root = f"http://127.0.0.1:{server.port}"
        attributes = attributes_config()
        given = {"answers": [{"id": "a", "title": "A", "body": "B"}], "recording": SOUND}
        sample = poisoned(sample_task(parse_label_config(attributes)) | given)
        for config, data, documents in (
            (markup_config(), markup_task(), 41),
            (rules_config(), {"text": "Some words"}, 0),
            (attributes, sample, 2),
        ):
            request = page.context.request
            answer = request.patch(f"{root}/api/projects/1/", data={"label_config": config})
            assert answer.ok, answer.text()
            answer = request.post(f"{root}/api/projects/1/import", data=[{"data": data}])
            assert answer.ok, answer.text()
            task = request.get(f"{root}/api/tasks/?project=1").json()["tasks"][-1]["id"]
            page.goto(f"{root}/label?task={task}")
            page.locator(".foot .btn.primary").wait_for()
            page.wait_for_function(READY, arg=documents)
            page.evaluate(PAINTED)
            found = page.evaluate(FOUND)
            page.evaluate(TRY)
            page.evaluate(PAINTED)
            assert (found, page.evaluate(FOUND)) == ([], []), json.dumps(data)[:60]
            assert urlsplit(page.url).path == "/label"
