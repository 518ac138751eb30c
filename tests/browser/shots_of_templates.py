"""Shots of every template of pictures at work, of a list of pictures, of a near view, and of one that did not load."""

from __future__ import annotations

import base64
from collections.abc import Callable

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from multisession.templates import list_templates, template
from tests.browser.hands import drag_box, label_button, picture
from tests.browser.projects_at_hand import send

Take = Callable[[str], None]
LIST = """<View>
  <RectangleLabels name="label" toName="image"><Label value="Sun"/><Label value="Shade"/></RectangleLabels>
  <Image name="image" valueList="$images"/>
  <Header value="Which season is it?"/>
  <Choices name="season" toName="image" perItem="true" required="true" showInline="true">
    <Choice value="Winter"/><Choice value="Summer"/>
  </Choices>
</View>"""


def picture_templates(page: Page, server: Server, take: Take) -> None:
    """Each template whose regions lie on a picture, with its example as if somebody had drawn it."""
    root = f"http://127.0.0.1:{server.port}"
    for each in list_templates():
        marks = [item for item in each.example.result if item["type"].endswith("labels")]
        if each.category != "image" or not marks:
            continue
        page.context.clear_cookies()
        page.goto(f"{root}/?show=templates")
        page.locator(".tpl", has_text=each.title).first.click()
        page.wait_for_url("**/label**")
        picture(page)
        task = each.example.task
        send(page, "POST", f"{root}/api/tasks/{task}/annotations/", {"result": each.example.result})
        page.goto(f"{root}/label?task={task}")
        picture(page)
        # on a narrow screen the list of regions is folded away
        page.keyboard.press("Alt+.")
        take(f"template-{each.name}")


def lists_of_pictures(page: Page, server: Server, take: Take) -> None:
    """Boxes on three pictures of fourteen, one of them seen from near, and a picture that is not there."""
    root = f"http://127.0.0.1:{server.port}"
    page.goto(f"{root}/privacy")
    send(page, "PATCH", f"{root}/api/projects/1/", {"label_config": LIST})
    drawn = sorted(template("image_multi_class").media)[:14]
    images = ["data:image/webp;base64," + base64.b64encode(path.read_bytes()).decode() for path in drawn]
    send(page, "POST", f"{root}/api/projects/1/import", [{"images": images}, {"images": [f"{root}/gone.png"]}])
    page.goto(f"{root}/label?task=1")
    for number in range(3):
        label_button(page, "Sun" if number % 2 == 0 else "Shade").click()
        drag_box(page, 0.15, 0.1, 0.4, 0.45)
        page.keyboard.press("Control+ArrowRight")
        expect(page.locator(".carousel [role=status]")).to_have_text(f"{number + 2} of 14")
    picture(page)
    take("picture-list")
    page.keyboard.press("Control+ArrowLeft")
    picture(page)
    page.keyboard.press("Shift+2")
    for _ in range(12):
        page.keyboard.press("Control+Equal")
    take("picture-near")
    page.goto(f"{root}/label?task=2")
    expect(page.get_by_role("heading", name="This picture did not load")).to_be_visible()
    take("picture-broken")
