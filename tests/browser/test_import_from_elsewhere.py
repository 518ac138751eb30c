"""Folders and addresses: a data set of pictures and labels as one import, and a file that the server fetches."""

from __future__ import annotations

import io
import re
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.test_import_journey import CONFIG, ODD, api, open_import

pytestmark = pytest.mark.browser

CELLS = (
    '<View><Image name="image" value="$image"/><RectangleLabels name="label" toName="image">'
    '<Label value="cell"/><Label value="rest"/></RectangleLabels></View>'
)
#: a PNG of one grey pixel
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc33"
    "0000000049454e44ae426082"
)
#: Playwright does not see the bodies of requests that are Blobs.
KEEP_WHAT_IS_SENT = """() => {
    const send = XMLHttpRequest.prototype.send;
    window.sent = [];
    XMLHttpRequest.prototype.send = function (body) {
        if (body instanceof Blob) window.sent.push(body);
        send.call(this, body);
    };
}"""
WHAT_WAS_SENT = "async () => [...new Uint8Array(await new Blob(window.sent).arrayBuffer())]"
LONG = "/".join(["a folder with a long name"] * 5)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("elsewhere")
    with running("--allow-url-import", "--allow-private-network", "127.0.0.1", root=root) as server:
        yield server


@pytest.fixture
def data_set(tmp_path: Path) -> Path:
    """Three pictures with a box each, as YOLO has them, and what is none of it."""
    folder = tmp_path / "blood cells"
    for name in ("one", "größe", f"{LONG}/three"):
        for path, content in ((f"images/{name}.png", PIXEL), (f"labels/{name}.txt", b"0 0.5 0.5 0.5 0.5\n")):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    (folder / "classes.txt").write_text("cell\nrest\n")
    (folder / ".cache").mkdir()
    (folder / ".cache" / "hidden.txt").write_text("0 0 0 0 0\n")
    return folder


class Elsewhere(BaseHTTPRequestHandler):
    """Another host: a table, and a file without an end."""

    go_on = threading.Event()

    def do_GET(self) -> None:
        self.send_response(200)
        if self.path == "/odd.csv":
            self.send_header("Content-Length", str(len(ODD)))
        self.end_headers()
        self.wfile.write(ODD if self.path == "/odd.csv" else b"text\n" + b"word\n" * 200_000)
        if self.path != "/odd.csv":
            self.go_on.wait(60)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        Elsewhere.go_on.set()
        server.shutdown()


def test_a_folder_is_one_import_chosen_or_dropped(page: Page, studio: Server, data_set: Path) -> None:
    open_import(page, studio, CELLS, "Your labels read $image")
    page.evaluate(KEEP_WHAT_IS_SENT)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a folder").click()
    chooser.value.set_files(data_set)
    card = page.get_by_role("region", name="blood cells", exact=True)
    expect(card.locator(".sum")).to_contain_text("3tasks added")
    expect(card.locator(".sum")).to_contain_text("3annotations")
    with tarfile.open(fileobj=io.BytesIO(bytes(page.evaluate(WHAT_WAS_SENT)))) as archive:
        names = archive.getnames()
        assert names == sorted(names) and len(names) == 7
        assert f"images/{LONG}/three.png" in names and "labels/größe.txt" in names
        picture = archive.extractfile("images/größe.png")
        assert picture is not None and picture.read() == PIXEL
    task = api(page, "/api/tasks/1")
    assert task["annotations"][0]["result"][0]["value"]["rectanglelabels"] == ["cell"]
    card.get_by_role("button", name="Undo import").click()
    expect(card).to_contain_text("Taken back")
    # the same folder, dropped
    protocol = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(data_set)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        protocol.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": data})
    expect(page.get_by_role("region", name="blood cells", exact=True).locator(".sum")).to_contain_text("3tasks added")


def test_an_address_is_fetched_mapped_and_imported_and_a_running_one_stops(
    page: Page, studio: Server, elsewhere: str
) -> None:
    open_import(page, studio, CONFIG)
    page.get_by_role("button", name="From an address").click()
    field = page.get_by_label("Address of a file")
    expect(field).to_be_focused()
    for wrong, reason in (("odd.csv", "begins with https://"), ("http://me:word@host/a", "holds a name or password")):
        field.fill(wrong)
        field.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(reason)
        expect(field).to_be_focused()
    field.fill(f"{elsewhere}/odd.csv")
    field.press("Enter")
    # its columns are not those of the labels: they are asked for, as of a file that was chosen here, and again later
    expect(page.get_by_label("What “Review body” becomes")).to_be_visible()
    page.reload()
    page.get_by_label("What “Review body” becomes").select_option("key:text")
    page.get_by_role("button", name="Import", exact=True).click()
    card = page.get_by_role("region", name="odd.csv")
    expect(card.locator(".sum")).to_contain_text("2tasks added")
    assert api(page, "/api/tasks/1")["data"]["text"] == "Nice lamp, warm light"
    page.get_by_role("button", name="From an address").click()
    page.get_by_label("Address of a file").fill(f"{elsewhere}/endless.csv?key=word")
    page.get_by_role("button", name="Import from there").click()
    running_one = page.get_by_role("region", name="endless.csv")
    expect(running_one).to_contain_text(re.compile(r"\d.* fetched"))
    running_one.get_by_role("button", name="Stop the import of endless.csv").click()
    expect(running_one).to_contain_text("Stopped. Nothing of it was imported.")
    assert [job["state"] for job in api(page, "/api/projects/1/import/jobs")] == ["done"]


def test_an_address_that_may_not_be_fetched_is_refused_with_the_reason(page: Page, studio: Server) -> None:
    open_import(page, studio, CONFIG)
    page.get_by_role("button", name="From an address").click()
    page.get_by_label("Address of a file").fill("http://127.0.0.2:8080/secret.csv")
    page.get_by_role("button", name="Import from there").click()
    card = page.get_by_role("region", name="secret.csv")
    expect(card).to_contain_text("127.0.0.2 is not on the public internet, or there is no such name.")
    expect(card.get_by_role("button", name="Try again")).to_be_visible()
