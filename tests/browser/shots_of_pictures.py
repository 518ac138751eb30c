"""Pictures of pictures at work: boxes, ellipses, points, masks, outlines point by point."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from playwright.sync_api import Page, expect

from tests.browser.hands import drag_box, label_button, picture, regions

Take = Callable[[str], None]


def label_picture(page: Page, root: str) -> None:
    """The labeling page of a picture with two boxes."""
    page.goto(f"{root}/?show=templates")
    page.get_by_role("button", name="Object boxes").first.click()
    page.wait_for_url("**/label**")
    label_button(page, "Car").click()
    drag_box(page, 0.15, 0.55, 0.4, 0.8)


def boxes(page: Page, root: str, take: Take) -> None:
    """A picture with boxes, one of them selected; the offer of the tour, and its first step."""
    label_picture(page, root)
    take("label-image")
    page.locator(".tour").get_by_role("button", name="Show me around").click()
    expect(page.get_by_text("Step 1 of 5")).to_be_visible()
    take("label-tour")
    page.keyboard.press("Escape")
    if page.locator(".sheet-toggle").is_visible():
        page.locator(".sheet-toggle").click()
    regions(page).first.click()
    take("label-image-selected")


def ellipses(page: Page, root: str, take: Take) -> None:
    """A letter with two ellipses, one of them selected."""
    _open_template(page, root, "Postmarks and seals")
    for label, left, top, right, bottom in (("Postmark", 0.64, 0.12, 0.79, 0.35), ("Stain", 0.46, 0.57, 0.615, 0.79)):
        label_button(page, label).click()
        drag_box(page, left, top, right, bottom)
    press(page, [(0.54, 0.68)])
    take("label-ellipses")


def keypoints(page: Page, root: str, take: Take) -> None:
    """A body with points, one of them selected."""
    _open_template(page, root, "Joints of a body")
    for label, across, down in (("Head", 0.293, 0.365), ("Shoulder", 0.248, 0.457), ("Knee", 0.237, 0.763)):
        label_button(page, label).click()
        press(page, [(across, down)])
    press(page, [(0.248, 0.457)])
    take("label-keypoints")


def _open_template(page: Page, root: str, title: str) -> None:
    page.goto(f"{root}/?show=templates")
    page.get_by_role("button", name=title).first.click()
    page.wait_for_url("**/label**")
    page.locator(".tour").get_by_role("button", name="No, thanks").click()


def masks(page: Page, root: str, take: Take) -> None:
    """A picture with two masks, the brush over one of them; then the eraser, with the first one selected."""
    _open_template(page, root, "Blood cells")
    for label, left, top in (("White cell", 0.3, 0.3), ("Red cell", 0.6, 0.55)):
        label_button(page, label).click()
        place = picture(page)
        page.mouse.move(place["x"] + left * place["width"], place["y"] + top * place["height"])
        page.mouse.down()
        for across, down in ((0.1, 0.0), (0.0, 0.06), (0.1, 0.07), (0.02, 0.13), (0.1, 0.15)):
            page.mouse.move(
                place["x"] + (left + across) * place["width"], place["y"] + (top + down) * place["height"], steps=4
            )
        page.mouse.up()
    take("label-masks")
    page.keyboard.press("e")
    sheet = page.locator(".sheet-toggle")
    if sheet.is_visible():
        sheet.click()
    regions(page).first.click()
    if sheet.is_visible():
        sheet.click()
    take("label-masks-eraser")


def outlines(page: Page, root: str, take: Take) -> None:
    """An outline with one of its points chosen; then another one half drawn."""
    _open_template(page, root, "Land from above")
    field = [(0.1, 0.2), (0.4, 0.15), (0.45, 0.5), (0.3, 0.6), (0.12, 0.5)]
    label_button(page, "Field").click()
    press(page, [*field, field[0]])
    expect(regions(page)).to_have_count(1)
    press(page, [(0.28, 0.4)])
    page.keyboard.press(".")
    page.keyboard.press(".")
    take("label-points")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    label_button(page, "Water").click()
    press(page, [(0.55, 0.3), (0.75, 0.25), (0.9, 0.45)])
    take("label-points-drawing")
    page.keyboard.press("Escape")


def press(page: Page, places: Sequence[tuple[float, float]]) -> None:
    """Presses places given as fractions of the picture."""
    shown = picture(page)
    for across, down in places:
        page.mouse.click(shown["x"] + across * shown["width"], shown["y"] + down * shown["height"])
