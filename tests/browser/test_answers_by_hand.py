"""Trees, orders, lists and what arranges them, by hand: Style, Collapse, Filter, Repeater, Taxonomy, Ranker."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import NewPage
from tests.browser.hands import label_button, mark, saved
from tests.browser.project_api import ProjectApi
from tests.browser.test_forms_by_hand import item, question, result_on_disk

pytestmark = pytest.mark.browser

#: What a stranger's rules may try; a request to another host fails the test by itself.
HOSTILE = """
    @import url(https://out.example/a.css);
    @font-face { font-family: out; src: url(https://out.example/f.woff) }
    @keyframes out { from { opacity: 0 } }
    body, .foot, .task, :root { display: none !important }
    .asked { .foot:has(&amp;), :root:has(&amp;) { outline: 9px solid red } }
    :scope { position: fixed; inset: 0 }
    .asked { background-image: url(https://out.example/p.png); --out: url(https://out.example/v.png) }
    .stretched { position: fixed; inset: -3000px; background: var(--out) red; pointer-events: none; opacity: .1 }
    @media screen { .foot { display: none !important } }
    } .task { display: none !important } .foot { display: none !important }
"""
CONFIG = f"""<View>
  <Style>
    .asked {{ position: sticky; top: 0; z-index: 2; border-inline-start: 4px solid rgb(138, 90, 0); }}
    {HOSTILE}
  </Style>
  <View className="stretched"/>
  <View className="asked">
    <Filter toName="kind" hotkey="shift+f" minlength="1" placeholder="Find a kind"/>
    <Labels name="kind" toName="story"><Label value="Ferry"/><Label value="Harbour"/>
      <Label value="Hour of day"/></Labels>
  </View>
  <Text name="story" value="$story"/>
  <Collapse>
    <Panel value="Shelf"><Taxonomy name="shelf" toName="story" leafsOnly="true" required="true">
      <Choice value="Sea"><Choice value="Ships"/><Choice value="Weather"><Choice value="Wind"/></Choice></Choice>
      <Choice value="Land"><Choice value="Roads"/></Choice>
    </Taxonomy></Panel>
    <Panel value="Titles" open="true"><List name="titles" value="$titles" title="From best to worst"/>
      <Ranker name="order" toName="titles"/></Panel>
  </Collapse>
  <Repeater on="$letters" mode="pagination">
    <Header value="Letter of $letters[{{{{idx}}}}].who"/>
    <Text name="letter_{{{{idx}}}}" value="$letters[{{{{idx}}}}].text"/>
    <Choices name="tone_{{{{idx}}}}" toName="letter_{{{{idx}}}}" required="true">
      <Choice value="Warm"/><Choice value="Cold"/></Choices>
  </Repeater>
</View>"""
TASK = {
    "story": "The ferry left at noon. " + "Nobody in the harbour was told. " * 40,
    "titles": [
        {"id": "a", "title": "Gone at noon"},
        {"id": "b", "title": "A ferry leaves"},
        {"id": "c", "title": "Noon"},
    ],
    "letters": [{"who": "Ida", "text": "Thank you."}, {"who": "Odd", "text": "Never again."}],
}


def drag(page: Page, what: Locator, onto: Locator) -> None:
    what.hover()
    page.mouse.down()
    place = onto.bounding_box()
    assert place
    page.mouse.move(place["x"] + 60, place["y"] + place["height"] / 2, steps=4)
    page.mouse.move(place["x"] + 60, place["y"] + 3, steps=2)
    page.mouse.up()


def expect_rules_to_stay_inside(page: Page) -> None:
    """The page is as it was, nothing lies over it, and what is sticky sticks."""
    expect(page.locator(".foot")).to_be_visible()
    expect(page.locator(".task")).to_be_visible()
    asked = page.locator(".asked")
    expect(asked).to_have_css("border-inline-start-color", "rgb(138, 90, 0)")
    expect(asked).to_have_css("background-image", "none")
    for outside in ("body", ".foot"):
        expect(page.locator(outside)).to_have_css("outline-style", "none")
    top, left, bottom = page.evaluate(
        """() => {
        document.querySelector('.stretched').style.pointerEvents = 'auto';
        const at = (selector) => {
          const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
          return document.elementFromPoint(x + width / 2, y + 4).closest('.stretched') === null;
        };
        const free = [at('.task'), at('.side'), at('.foot')];
        document.querySelector('.stretched').style.pointerEvents = '';
        return free;
      }"""
    )
    assert (top, left, bottom) == (True, True, True)
    page.locator(".main").evaluate("(main) => { main.scrollTop = 300; }")
    page.wait_for_function(
        "() => Math.abs(document.querySelector('.asked').getBoundingClientRect().top"
        " - document.querySelector('.main').getBoundingClientRect().top) < 1"
    )
    page.locator(".main").evaluate("(main) => { main.scrollTop = 0; }")


def find_and_mark(page: Page) -> None:
    page.keyboard.press("Shift+F")
    page.keyboard.type("ho")
    expect(label_button(page, "Ferry")).to_be_hidden()
    expect(page.locator(".filter-count")).to_have_text("1 of 3")
    page.keyboard.press("Enter")
    expect(label_button(page, "Hour of day")).to_have_attribute("aria-pressed", "true")
    expect(label_button(page, "Ferry")).to_be_visible()
    mark(page, "noon")


def choose_in_the_tree(page: Page) -> None:
    """By keyboard: into the tree, to a leaf that is two levels down."""
    field = question(page, "shelf").get_by_role("combobox")
    expect(field).to_be_focused()
    field.press_sequentially("wind")
    page.get_by_role("treeitem", name="Wind").click()
    page.keyboard.press("Escape")
    expect(question(page, "shelf").locator(".pick")).to_contain_text("Wind")


def test_trees_orders_and_pages_are_answered_by_hand_and_rules_of_the_config_stay_inside(
    demo: Server, new_page: NewPage
) -> None:
    page = new_page()
    api = ProjectApi(page, demo)
    api.send("PATCH", "/api/projects/1/", {"label_config": CONFIG})
    api.send("POST", "/api/projects/1/import", [TASK])
    page.goto(f"{api.origin}/label")
    expect_rules_to_stay_inside(page)
    find_and_mark(page)

    ranker = question(page, "order")
    drag(page, ranker.locator('[data-id="c"]'), ranker.locator('[data-id="a"]'))
    expect(ranker.locator("li").first).to_contain_text("Noon")

    # What is missing opens its panel and turns to its page.
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".problems")).to_contain_text("3 answers are missing")
    expect(page.locator("details.panel")).to_have_count(2)
    expect(page.locator("details.panel[open] > summary")).to_have_text("Shelf")
    choose_in_the_tree(page)
    page.locator(".repeater").get_by_text("Warm").first.click()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(".repeater-pages")).to_contain_text("2 of 2")
    expect(page.get_by_role("heading", name="Letter of Odd")).to_be_visible()
    expect(page.get_by_role("heading", name="Letter of Ida")).to_be_hidden()
    question(page, "tone_1").get_by_text("Cold").click()
    saved(page)
    with page.expect_response(lambda it: it.request.method == "POST" and it.url.endswith("/annotations/")) as answer:
        page.get_by_role("button", name="Submit").click()
    assert answer.value.ok
    assert not answer.value.json()["warnings"]

    assert result_on_disk(api) == [
        item("kind", "labels", {"start": 18, "end": 22, "text": "noon", "labels": ["Hour of day"]}),
        item("order", "ranker", {"ranker": {"order": ["c", "a", "b"]}}, "titles"),
        item("shelf", "taxonomy", {"taxonomy": [["Sea", "Weather", "Wind"]]}),
        item("tone_0", "choices", {"choices": ["Warm"]}, "letter_0"),
        item("tone_1", "choices", {"choices": ["Cold"]}, "letter_1"),
    ]
