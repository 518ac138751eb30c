"""Which format a file is in, and reading files and folders on disk."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import BinaryIO

import pytest

from multisession.project.importers import Refusal, read_path, read_tasks
from multisession.project.importers.detection import detect
from multisession.project.importers.media_file import Readable
from multisession.project.importers.read_options import ReadOptions
from multisession.project.tasks import NewTask
from multisession.web.errors import BadRequest
from tests.project.media_samples import PNG, WAV


@pytest.mark.parametrize(
    ("name", "content_type", "head", "format"),
    [
        ("a.json", "", b'[{"a": 1}]', "json"), ("a.json", "", b'{"a": 1}', "json"),
        ("a.json", "", b'{"a": 1}\n{"a": 2}\n', "jsonl"), ("a.json", "", b'{\n "a": {\n }\n}\n', "json"),
        ("a.ndjson", "", b'{"a": 1}', "jsonl"), ("A.CSV", "text/plain", b"a,b", "csv"), ("a.tsv", "", b"a\tb", "tsv"),
        ("a.txt", "application/json", b"[1]", "txt"), ("", "application/json; charset=utf-8", b"[1]", "json"),
        ("", "text/csv", b"a\tb", "csv"), ("", "application/octet-stream", b"  [1]", "json"),
        ("", "", b"a\tb\n", "tsv"),
        ("", "", b"hello", "txt"), ("notes.md", "", b"hello", "txt"), ("", "", b'{"a": 1}\n{"a": 2}', "jsonl"),
    ],
)  # fmt: skip
def test_detection(name: str, content_type: str, head: bytes, format: str) -> None:
    assert detect(name, content_type, head) == format


def test_a_format_that_is_asked_for_wins_over_the_name() -> None:
    (task,) = read_tasks([b"[1]"], name="a.json", options=ReadOptions(format="text"), data_keys={})
    assert isinstance(task, NewTask) and json.loads(bytes(task.data)) == {"text": "[1]"}


def test_an_unknown_format_names_the_known() -> None:
    with pytest.raises(BadRequest, match="json, jsonl, csv, tsv, parquet, txt"):
        read_tasks([b"[]"], name="a.json", options=ReadOptions(format="xml"), data_keys={})


class Names:
    """Media get the address /<their name>, and are kept nowhere."""

    def place(self, content: Readable, name: str) -> str:
        return f"/{name}"

    def open(self, address: str) -> None:
        return None

    def copy(self, content: Readable) -> BinaryIO:
        return io.BytesIO(content.read(1_000_000))


def read(path: Path, format: str = "auto", **data_keys: str) -> list[object]:
    """The data of each task, refusals as (source, reason)."""
    items = read_path(path, format=format, data_keys=data_keys, media=Names())
    return [(item.source, item.reason) if isinstance(item, Refusal) else json.loads(bytes(item.data)) for item in items]


def test_a_folder_is_read_in_name_order(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('[{"text": "3"}, {"text": "4"}]')
    (tmp_path / "a.json").write_text('{"text": "1"}\n{"text": "2"}')
    (tmp_path / "c.txt").write_text("5\n")
    (tmp_path / ".hidden.json").write_text("[]")
    (tmp_path / "readme.md").write_text("not a task")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.csv").write_text("text,n\n6,x\n")
    texts = [item["text"] for item in read(tmp_path, text="Text") if isinstance(item, dict)]
    assert texts == ["1", "2", "3", "4", "5", "6"]
    assert len(read(tmp_path, "json-dir", text="Text")) == 4


def test_text_dir_makes_one_task_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo\n")
    (tmp_path / "b.txt").write_bytes(b"\xff\xff")
    assert read(tmp_path, "text-dir", text="Text") == [
        {"text": "one\ntwo\n"},
        ("b.txt", "Byte 0xFF at offset 0 is not UTF-8. Save the file as UTF-8 and import it again."),
    ]


def test_media_folders(tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(PNG)
    (tmp_path / "a.wav").write_bytes(WAV)
    (tmp_path / "c.png").write_text("no picture")
    assert read(tmp_path, "audio-dir", sound="Audio") == [{"sound": "/a.wav"}]
    pictures = read(tmp_path, "image-dir", picture="Image")
    assert pictures == [{"picture": "/b.png"}, ("c.png", "By its first bytes this is no image file that can be shown.")]
    (tmp_path / "c.png").unlink()
    assert read(tmp_path) == [{"audio": "/a.wav"}, {"image": "/b.png"}]


def test_media_that_the_config_cannot_show(tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(PNG)
    ((_, reason),) = read(tmp_path, text="Text")  # type: ignore[misc]
    assert "no <Image> tag" in reason
    ((_, reason),) = read(tmp_path, picture="Image", text="Text")  # type: ignore[misc]
    assert 'also shows "text"' in reason


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.json").write_text('[{"text": "secret"}]')
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.json").symlink_to(tmp_path / "outside.json")
    assert read(tmp_path / "folder", text="Text") == [("folder", "The folder holds no files of tasks or media.")]
