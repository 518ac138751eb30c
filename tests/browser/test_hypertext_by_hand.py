"""A document, labeled by hand: across its markup, over another region, by keys, from an upload."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import NewPage, Watch, running_for
from tests.browser.document_hands import Document
from tests.browser.hands import label_button, regions, without_id

pytestmark = pytest.mark.browser

LABELS = '<HyperTextLabels name="part" toName="page"><Label value="Ship"/><Label value="Fare"/></HyperTextLabels>'
CONFIG = f'<View>{LABELS}<HyperText name="page" value="$html"/></View>'
INLINE = f'<View>{LABELS}<HyperText name="page" value="$html" inline="true" granularity="word"/></View>'
UPLOADED = f'<View>{LABELS}<HyperText name="page" value="$pic" valueType="url"/><Image name="i" value="$pic"/></View>'
FERRY = (
    "<style>h1 { font-family: serif }</style><h1>Ferries</h1><p>Once <b>a very <i>old</i> boat</b> left. To Bergen it "
    'takes <u style="color: rgb(9, 8, 7)">90</u> 🚢 hours.</p><table><tr><td>Seat</td><td>20</td></tr></table>'
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="90"><foreignObject width="400" height="90">'
    '<p xmlns="http://www.w3.org/1999/xhtml">Sold <b>out</b> today</p></foreignObject></svg>'
)


def place(start: str, start_at: int, end: str, end_at: int, whole: tuple[int, int], text: str) -> dict[str, Any]:
    """A place as results write it."""
    return {
        "start": start, "end": end, "startOffset": start_at, "endOffset": end_at,
        "globalOffsets": {"start": whole[0], "end": whole[1]}, "text": text,
    }  # fmt: skip


def item(value: dict[str, Any], label: str, **more: Any) -> dict[str, Any]:
    labeled = {**value, "hypertextlabels": [label]}
    return {"from_name": "part", "to_name": "page", "type": "hypertextlabels", "value": labeled, **more}


LOOK = """() => {
  const page = document.querySelector('.hypertext iframe').contentDocument;
  const [heading, number] = [page.querySelector('h1'), page.querySelector('u')].map((each) => getComputedStyle(each));
  return [heading.fontFamily, number.color];
}"""
SEAT = place("/table[1]/tbody[1]/tr[1]/td[1]/text()[1]", 0, "/table[1]/tbody[1]/tr[1]/td[1]/text()[1]", 4, (0, 0), "x")
#: from another version of the document: only the positions still lead somewhere
MOVED = {"start": "/div[9]/text()[1]", "end": "/div[9]/text()[1]", "startOffset": 0, "endOffset": 6,
         "globalOffsets": {"start": 37, "end": 43}}  # fmt: skip
LOST = {"start": "/div[9]/text()[1]", "end": "/div[9]/text()[1]", "startOffset": 0, "endOffset": 6}


def saved_result(page: Page) -> list[dict[str, Any]]:
    """Presses Submit and returns what the server stored."""
    with page.expect_response(lambda it: it.request.method in ("POST", "PATCH") and "/annotations/" in it.url) as got:
        page.locator(".foot .btn.primary").click()
    assert got.value.ok
    result: list[dict[str, Any]] = got.value.json()["result"]
    return result


def test_a_document_is_labeled(new_page: NewPage, watch: Watch) -> None:
    page = new_page()
    with running_for(page, "-b", "--init", command="start", positional=("p",)) as server:
        root = f"http://127.0.0.1:{server.port}"
        given = [item(value, "Fare", id=f"given{at}") for at, value in enumerate([SEAT, MOVED, LOST])]

        def opened(config: str, *tasks: dict[str, Any]) -> Document:
            request = page.context.request
            assert request.patch(f"{root}/api/projects/1/", data={"label_config": config}).ok
            if tasks:
                assert request.post(f"{root}/api/projects/1/import", data=list(tasks)).ok
            task = request.get(f"{root}/api/tasks/?project=1").json()["tasks"][-1]
            page.goto(f"{root}/label?task={task['id']}")
            return Document(page)

        # what others wrote lies where it lay, by path or by position
        document = opened(CONFIG, {"data": {"html": FERRY}, "annotations": [{"result": given}]})
        document.expect_marks(["Bergen", "Seat"])
        expect(regions(page)).to_have_count(3)
        # it looks as it does elsewhere
        assert page.evaluate(LOOK) == ["serif", "rgb(9, 8, 7)"]

        # across markup, and over another region
        label_button(page, "Ship").click()
        document.mark("a very old boat")
        expect(regions(page)).to_have_count(4)
        label_button(page, "Fare").click()
        document.mark("boat left")
        document.expect_marks(["a very ", "old", " ", "boat", " left", "Bergen", "Seat"])

        # its end is dragged, and goes back; what is deleted comes back
        document.press("very")
        document.drag_end("takes 90 🚢")
        document.expect_marks(
            ["a very ", "old", " ", "boat", " left", ". To ", "Bergen", " it takes ", "90", " 🚢", "Seat"]
        )
        page.keyboard.press("Control+z")
        document.expect_marks(["a very ", "old", " ", "boat", " left", "Bergen", "Seat"])
        document.press("left")
        page.keyboard.press("Backspace")
        document.expect_marks(["a very ", "old", " boat", "Bergen", "Seat"])
        page.keyboard.press("Control+z")
        document.expect_marks(["a very ", "old", " ", "boat", " left", "Bergen", "Seat"])
        result = saved_result(page)
        assert result[:3] == given
        boat = place("/p[1]/b[1]/text()[1]", 0, "/p[1]/b[1]/text()[2]", 5, (12, 27), "a very old boat")
        left = place("/p[1]/b[1]/text()[2]", 1, "/p[1]/text()[2]", 5, (23, 32), "boat left")
        assert [without_id(each) for each in result[3:]] == [
            item(boat, "Ship", origin="manual"), item(left, "Fare", origin="manual"),
        ]  # fmt: skip

        # by keys alone, as a part of the page, whole words
        document = opened(INLINE, {"data": {"html": "<h3>Offer</h3><p>One <b>re</b>d boat.</p>"}})
        page.keyboard.press("1")
        document.focus()
        page.wait_for_function(
            "() => document.querySelector('.hypertext iframe').contentDocument.querySelector('.knob')"
        )
        for key in ("ArrowDown", *["ArrowRight"] * 5, "Shift+ArrowRight", "Shift+ArrowRight", "Enter"):
            page.keyboard.press(key)
        document.expect_marks(["re", "d"])
        red = place("/p[1]/b[1]/text()[1]", 0, "/p[1]/text()[2]", 1, (9, 12), "red")
        assert [without_id(each) for each in saved_result(page)] == [item(red, "Ship", origin="manual")]

        # from an address: the text of a region stays there
        page.context.request.patch(f"{root}/api/projects/1/", data={"label_config": UPLOADED})
        upload = FilePayload(name="a.svg", mimeType="image/svg+xml", buffer=SVG.encode())
        assert page.context.request.post(f"{root}/api/projects/1/import", multipart={"file": upload}).ok
        document = opened(UPLOADED)
        label_button(page, "Fare").click()
        page.wait_for_function("() => document.querySelector('.hypertext iframe')?.contentDocument.querySelector('p')")
        document.mark("out today")
        document.expect_marks(["out", " today"])
        stored = saved_result(page)[0]["value"]
        inside = "/svg[1]/foreignobject[1]/p[1]"
        assert stored == {
            "start": f"{inside}/b[1]/text()[1]", "end": f"{inside}/text()[2]", "startOffset": 0, "endOffset": 6,
            "globalOffsets": {"start": 5, "end": 14}, "hypertextlabels": ["Fare"],
        }  # fmt: skip

        # where the frame's own document is out of reach, it is shown without its styles
        watch.expected += ["net::ERR_FAILED", "Applying inline style"]
        page.route("**/editor/frame", lambda route: route.abort())
        document = opened(CONFIG, {"data": {"html": FERRY}})
        page.wait_for_function("() => document.querySelector('.hypertext iframe')?.contentDocument?.querySelector('u')")
        assert page.evaluate(LOOK)[1] != "rgb(9, 8, 7)"
        label_button(page, "Fare").click()
        document.mark("90")
        document.expect_marks(["90"])
