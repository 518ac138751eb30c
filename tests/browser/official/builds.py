"""Label Studio's own editor builds, as a browser opens them: a task to label by hand, or a result to look at."""

from __future__ import annotations

import json
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.server import Server
from static.build_static import toolchain
from tests.browser.conftest import NewPage, Watch
from tests.browser.project_api import ProjectApi

BUILDS = {"1.0.1": "label-studio@1.0.1", "1.4.0": "@heartexlabs/label-studio@1.4.0"}
#: Kept between runs: seven megabytes each.
KEPT = Path(__file__).parents[3] / ".tmp" / "official-builds"
PAGE = """<!doctype html><meta charset="utf-8"><title>official</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/css/main.css"><div id="label-studio"></div><script src="/js/main.js"></script>
<script>
const given = %s;
new LabelStudio("label-studio", {
  config: given.config, user: {pk: 1, firstName: "A"},
  task: {id: 1, data: given.data, annotations: given.annotations, predictions: []},
  interfaces: ["side-column", "controls", "submit", "panel", "annotations:menu", "predictions:menu"],
  onLabelStudioLoad: (studio) => {
    const { annotationStore } = studio;
    const annotation = annotationStore.annotations[0] ?? annotationStore.addAnnotation({userGenerate: true});
    annotationStore.selectAnnotation(annotation.id);
    window.store = studio;
  },
});
</script>"""
#: Asks for an answer that changes nothing else, so that a result can be saved.
SEEN = '<Choices name="seen" toName="{object}" choice="multiple"><Choice value="Opened here"/></Choices>'


@dataclass(frozen=True)
class OfficialBuild:
    """A build whose files lie in ``directory``, served on ``port``."""

    version: str
    directory: Path
    port: int

    def open(
        self, new_page: NewPage, watch: Watch, config: str, data: dict[str, Any], annotations: list[Any] | None = None
    ) -> Page:
        """A task in this build: with the first of its annotations, or a new one."""
        given = {"config": config, "data": data, "annotations": annotations or []}
        (self.directory / "index.html").write_text(PAGE % json.dumps(given))
        page = new_page()
        # their page has no policy of ours, and warns about itself
        for event, listener in (("console", watch.console), ("response", watch.response), ("request", watch.request)):
            page.remove_listener(event, listener)
        page.goto(f"http://127.0.0.1:{self.port}/")
        page.wait_for_function("() => window.store?.annotationStore?.selected")
        return page


def fetch(version: str) -> Path:
    """The directory with the files of a build, from the npm registry."""
    directory = KEPT / version
    if not (directory / "js" / "main.js").exists():
        npm, environment = toolchain()
        directory.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [*npm, "pack", "--silent", BUILDS[version]], cwd=directory, env=environment, check=True, timeout=300
        )
        [packed] = directory.glob("*.tgz")
        with tarfile.open(packed) as archive:
            for name in ("css/main.css", "js/main.js"):
                found = archive.extractfile(f"package/build/static/{name}")
                assert found is not None
                (directory / name).parent.mkdir(exist_ok=True)
                (directory / name).write_bytes(found.read())
        packed.unlink()
    return directory


def made(page: Page) -> list[dict[str, Any]]:
    """The result in the official editor, as it would be sent."""
    result: list[dict[str, Any]] = json.loads(
        page.evaluate("JSON.stringify(window.store.annotationStore.selected.serializeAnnotation())")
    )
    return result


def wait_for_items(page: Page, number: int) -> None:
    page.wait_for_function(
        "(number) => window.store.annotationStore.selected.serializeAnnotation().length >= number", arg=number
    )


def saved_here(page: Page, server: Server, config: str, data: dict[str, Any], result: list[Any]) -> list[Any]:
    """The result after it was opened and saved in our editor, without the answer that made it worth saving."""
    api = ProjectApi(page, server)
    api.send("PATCH", "/api/projects/1/", {"label_config": config})
    api.send("POST", "/api/projects/1/import", [{"data": data, "annotations": [{"result": result}]}])
    task = api.get("/api/tasks/")["tasks"][0]["id"]
    page.goto(f"{api.origin}/label?task={task}")
    page.get_by_role("checkbox", name="Opened here").check()
    with page.expect_response("**/api/annotations/**"):
        page.get_by_role("button", name="Update").click()
    [annotation] = api.get(f"/api/tasks/{task}/annotations/")
    return [item for item in annotation["result"] if item.get("from_name") != "seen"]
