"""HTML files: one task each, and only as text."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from multisession.project.import_media import FolderMedia
from multisession.project.importers import Refusal, read_path, read_tasks
from tests.project.importers.archives import png, zipped

PAGE = b"<!DOCTYPE html>\n<p onclick=alert(1)>Caf\xc3\xa9 <script>alert(2)</script></p>\n"
TEXT = PAGE.decode()


def told(items: Any) -> list[Any]:
    return [item.reason if isinstance(item, Refusal) else json.loads(bytes(item.data)) for item in items]


def read(content: bytes, tmp_path: Path, name: str = "page.html", type: str = "", **data_keys: str) -> list[Any]:
    return told(
        read_tasks(
            io.BytesIO(content),
            name=name,
            content_type=type,
            data_keys=data_keys or {"page": "HyperText"},
            media=FolderMedia(tmp_path / "upload"),
        )
    )


def test_a_file_is_one_task(tmp_path: Path) -> None:
    assert read(PAGE, tmp_path) == [{"page": TEXT}]
    assert read(b"a <b>part</b>\n\nof one", tmp_path, "PART.HTM") == [{"page": "a <b>part</b>\n\nof one"}]
    assert read(PAGE, tmp_path, "") == read(b"\xef\xbb\xbf" + PAGE, tmp_path, "", "text/html; charset=utf-8")
    assert read(TEXT.encode("utf-16"), tmp_path) == [{"page": TEXT}]
    assert not (tmp_path / "upload").exists()


@pytest.mark.parametrize(
    ("data_keys", "reason"),
    [
        ({"text": "Text"}, "The label config has no <HyperText> tag"),
        ({"page": "HyperText", "title": "Header"}, 'The label config also shows "title"'),
        ({"a.page": "HyperText"}, "The label config has no <HyperText> tag"),
    ],
)
def test_a_config_that_cannot_show_it_refuses(data_keys: dict[str, str], reason: str, tmp_path: Path) -> None:
    [refused] = read(PAGE, tmp_path, **data_keys)
    assert refused.startswith(reason)


def test_what_is_no_page_for_a_task(tmp_path: Path) -> None:
    assert read(b" \n", tmp_path) == ["The file is empty."]
    [refused] = read(PAGE, tmp_path, "rows.csv")
    assert refused.startswith("This is HTML or XML")
    [refused] = read(b"<p>\xff", tmp_path)
    assert refused.startswith("Byte 0xFF at offset 3 is not UTF-8")


def test_pages_of_archives_and_folders(tmp_path: Path) -> None:
    files = [("a.html", PAGE), ("b/c.htm", b"<i>c</i>"), ("pictures/x.png", png(2, 2))]
    assert read(zipped(files), tmp_path, "set.zip") == [{"page": TEXT}, {"page": "<i>c</i>"}]
    # beside files of tasks, and for a config that shows none, they are passed over
    assert read(zipped([*files, ("rows.csv", b"page\nx\n")]), tmp_path, "set.zip") == [{"page": "x"}]
    [picture] = read(zipped(files), tmp_path, "set.zip", image="Image")
    assert picture["image"].endswith("-x.png")
    [refused] = read(zipped(files[:1]), tmp_path, "set.zip", text="Text")
    assert refused.startswith("The label config has no <HyperText> tag")

    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.html").write_bytes(PAGE)
    (folder / "rows.jsonl").write_bytes(b'{"page": "x"}\n')
    media = FolderMedia(tmp_path / "upload")
    assert told(read_path(folder, data_keys={"page": "HyperText"}, media=media)) == [{"page": TEXT}, {"page": "x"}]
    assert told(read_path(folder, data_keys={"page": "Text"}, media=media)) == [{"page": "x"}]
