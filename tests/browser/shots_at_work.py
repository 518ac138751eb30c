"""Pictures of what comes up while somebody works: drawers, two versions, long configs, slow searches, ends of work."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from benchmarks.server import Server
from tests.browser.hands import config_field, config_text, label_button, mark, saved
from tests.browser.projects_at_hand import labeled_project, send, settled
from tests.browser.test_accessibility_at_work import another_tab_was_quicker

Take = Callable[[str], None]
NAMES = "Red Orange Amber Yellow Lime Green Emerald Teal Cyan Sky Blue Indigo Violet Purple Pink Rose Slate Zinc Ochre"

#: as long as configs get: an object, many labels, every kind of question, and what the builder keeps as it is
LONG = f"""<View>
  <Header value="What the letter says, and how"/>
  <Labels name="label" toName="text">
    {"".join(f'<Label value="{name}"/>' for name in NAMES.split())}
    <Label value="A label whose name is much longer than anybody would like it to be"/>
  </Labels>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text" choice="single" required="true">
    <Choice value="Glad" hotkey="g"/><Choice value="Sad" hotkey="s"/><Choice value="Neither of them, or both at once"/>
  </Choices>
  <Choices name="topics" toName="text" choice="multiple">
    <Choice value="Harbour"/><Choice value="Weather"/><Choice value="Family"/><Choice value="Money"/>
  </Choices>
  <Taxonomy name="place" toName="text">
    <Choice value="Norway"><Choice value="Bergen"/><Choice value="Oslo"/></Choice>
  </Taxonomy>
  <Rating name="clarity" toName="text" maxRating="5"/>
  <Number name="year" toName="text" min="1800" max="1950"/>
  <DateTime name="date" toName="text" only="date"/>
  <TextArea name="summary" toName="text" placeholder="In one sentence" maxSubmissions="1"/>
</View>"""


def labeling(page: Page, server: Server, take: Take) -> None:
    """The drawer, two annotations side by side, another tab that was quicker, no connection, the end."""
    root = f"http://127.0.0.1:{server.port}"
    page.goto(f"{root}/label")
    expect(page.get_by_role("heading", name="Nothing to label yet")).to_be_visible()
    take("label-nothing")
    labeled_project(page, server)
    page.goto(f"{root}/label?task=1")
    expect(page.locator(".worked")).to_be_attached()
    page.keyboard.press("Alt+t")
    drawer = page.get_by_role("dialog", name="Tasks")
    expect(drawer.get_by_text("card 3", exact=False).first).to_be_visible()
    take("label-drawer")
    drawer.get_by_role("tab", name="What I did").click()
    expect(drawer.get_by_text("Nothing yet")).to_be_visible()
    take("label-drawer-done")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+c")
    expect(page.locator("dialog.compare").get_by_text("the same in both")).to_be_visible()
    take("label-compare")
    page.keyboard.press("Escape")
    star = page.get_by_role("button", name="Ground truth")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    take("label-ground-truth")
    page.goto(f"{root}/label?task=20")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    saved(page)
    another_tab_was_quicker(page, f"{root}/label?task=20")
    take("label-conflict")
    page.goto(f"{root}/label?task=21")
    expect(page.locator(".worked")).to_be_attached()
    expect(page.locator(".life")).to_be_attached()
    page.context.set_offline(True)
    label_button(page, "Place").click()
    mark(page, "Bergen")
    expect(page.get_by_text("No connection")).to_be_visible()
    take("label-offline")
    page.context.set_offline(False)
    saved(page)
    for task in page.request.get(f"{root}/api/tasks/?page_size=100").json()["tasks"]:
        if not task["is_labeled"]:
            send(page, "POST", f"{root}/api/tasks/{task['id']}/annotations/", {"result": []})
    page.goto(f"{root}/label")
    expect(page.get_by_role("heading", name="All 30 done")).to_be_visible()
    take("label-done")


def setting_up(page: Page, server: Server, take: Take) -> None:
    """What a change takes from annotations, the lines that differ from an earlier config, and a long config."""
    root = labeled_project(page, server)
    page.goto(f"{root}/setup")
    page.get_by_role("textbox", name="Name of label 1").fill("Human")
    expect(page.get_by_text("which this removes.")).to_be_visible()
    take("setup-warning")
    page.get_by_role("button", name="Keep as “Human”").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".sbar [role=status]")).to_have_text("Saved")
    page.get_by_role("button", name="History").click()
    history = page.get_by_role("dialog", name="Earlier versions")
    history.get_by_role("listitem").nth(1).get_by_role("button").first.click()
    expect(history.locator(".diff .added").first).to_be_visible()
    take("setup-history-difference")
    page.keyboard.press("Escape")
    config_field(page).fill(LONG)
    expect(page.get_by_text("A label whose name is much longer").first).to_be_visible()
    take("setup-long-xml")
    page.get_by_role("button", name="Visual").click()
    expect(page.get_by_role("textbox", name="Name of label 20")).to_be_attached()
    take("setup-long")
    page.get_by_role("textbox", name="Name of label 20").scroll_into_view_if_needed()
    take("setup-long-end")


def playing(page: Page, server: Server, take: Take) -> None:
    """The playground with a result, and with a mistake in its config."""
    page.goto(f"http://127.0.0.1:{server.port}/playground")
    expect(page.locator(".textwrap .text").first).to_be_visible()
    label_button(page, "Person").click()
    mark(page, page.locator(".textwrap .text").first.inner_text().split(" ")[0])
    expect(page.get_by_text("1 item", exact=True)).to_be_attached()
    take("playground-result")
    panes = page.get_by_role("group", name="Part")
    if panes.is_visible():
        panes.get_by_role("button", name="Config").click()
    field = config_field(page)
    field.fill(config_text(page).replace("toName=", "toNam="))
    settled(page)
    take("playground-warning")
    field.press("Control+End")
    page.keyboard.type("<View")
    expect(page.get_by_text("This is the last version without a problem")).to_be_attached()
    page.keyboard.press("Escape")
    take("playground-problem")


def searching(page: Page, server: Server, take: Take) -> None:
    """A search that takes long, and one that was given up; the figures of nothing, and of a project at work."""
    root = f"http://127.0.0.1:{server.port}"
    page.goto(f"{root}/dashboard")
    settled(page)
    take("figures-empty")
    labeled_project(page, server)
    page.goto(f"{root}/dashboard")
    settled(page)
    take("figures-full")
    page.goto(f"{root}/data")
    expect(page.locator(".tbody .tr").first).to_be_visible()
    held: list[Route] = []

    def hold(route: Route) -> None:
        asked = route.request.url + (route.request.post_data or "")
        held.append(route) if "Bergen" in asked else route.continue_()

    page.route("**/api/**", hold)
    page.get_by_role("searchbox").first.fill("Bergen")
    expect(page.get_by_text("Searching…")).to_be_visible()
    take("data-searching")
    page.locator(".searching").get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Searching…")).to_have_count(0)
    take("data-stopped")
    for route in held:
        route.abort()
