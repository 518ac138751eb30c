"""config.xml and config.json are people's files: what they write counts at once, and mistakes are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from multisession.project.store.documents import DocumentBroken, DocumentFiles, base_of
from multisession.project.store.durable import write_atomically
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import build_base, create_project, open_pristine

pytestmark = pytest.mark.anyio

DOCUMENT = Document(label_config="<View>1</View>", settings={"title": "é", "list": [1]})


def test_an_edit_by_hand_is_seen(tmp_path: Path) -> None:
    create_project(tmp_path / "p", DOCUMENT)
    files = DocumentFiles(tmp_path / "p", None)
    first = files.read()
    assert (first.label_config, first.settings) == ("<View>1</View>", {"title": "é", "list": [1]})
    write_atomically(tmp_path / "p" / "config.xml", b"\xef\xbb\xbf<View>2</View>")
    second = files.read()
    assert second.label_config == "<View>2</View>"
    write_atomically(tmp_path / "p" / "config.json", b'{"title": "b"}')
    third = files.read()
    assert third.settings == {"title": "b"}
    assert len({first.revision, second.revision, third.revision}) == 3
    assert files.read() is third


def test_the_revision_is_the_contents(tmp_path: Path) -> None:
    for name in ("p", "q"):
        create_project(tmp_path / name, DOCUMENT)
    revisions = {DocumentFiles(tmp_path / name, None).read().revision for name in ("p", "q")}
    assert len(revisions) == 1


def test_a_session_shows_its_bases_label_config_until_it_saves_one(tmp_path: Path) -> None:
    build_base(tmp_path / "hash", DOCUMENT, [])
    create_project(tmp_path / "p", Document(settings={"title": "mine"}), base=tmp_path / "hash")
    assert not (tmp_path / "p" / "config.xml").exists()
    files = DocumentFiles(tmp_path / "p", tmp_path / "hash")
    assert (files.read().label_config, files.read().settings) == ("<View>1</View>", {"title": "mine"})
    files.write("<View>own</View>", {"title": "new"})
    assert (files.read().label_config, files.read().settings) == ("<View>own</View>", {"title": "new"})
    assert (tmp_path / "hash" / "config.xml").read_text() == "<View>1</View>"
    assert json.loads((tmp_path / "p" / "config.json").read_text()) == {"title": "new", "base": "hash"}
    assert base_of(tmp_path / "p") == "hash"
    assert base_of(tmp_path / "hash") is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{\n  "title": "a",\n  oops\n}', "config.json, line 3, column 3: "),
        (b'{"a": "\xff"}', "config.json, line 1, column 8: this is not UTF-8."),
        (b"[1]", "config.json, line 1, column 1: a JSON object is expected."),
        (b"", "config.json, line 1, column 1: "),
        (b"[" * 100_000, "config.json is nested too deeply."),
    ],
)
def test_a_mistake_in_config_json_is_named(tmp_path: Path, content: bytes, told: str) -> None:
    create_project(tmp_path / "p", DOCUMENT)
    write_atomically(tmp_path / "p" / "config.json", content)
    with pytest.raises(DocumentBroken) as caught:
        DocumentFiles(tmp_path / "p", None).read()
    assert caught.value.detail.startswith(told)


def test_a_label_config_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    create_project(tmp_path / "p", DOCUMENT)
    write_atomically(tmp_path / "p" / "config.xml", b"<View>\n <Text name='\xe9'/></View>")
    with pytest.raises(DocumentBroken, match=r"config\.xml, line 2, column 14"):
        DocumentFiles(tmp_path / "p", None).read()


def test_lost_files_read_as_empty_ones(tmp_path: Path) -> None:
    assert DocumentFiles(tmp_path, None).read().label_config == "<View></View>"
    assert DocumentFiles(tmp_path, None).read().settings == {}


async def test_a_pristine_store_shows_the_base_or_the_document_given(tmp_path: Path) -> None:
    build_base(tmp_path / "base", DOCUMENT, [])
    for store, title in (
        (open_pristine(base=tmp_path / "base"), "é"),
        (open_pristine(base=tmp_path / "base", document=Document(settings={"title": "t"})), "t"),
        (open_pristine(base=None, document=Document(settings={"title": "t"})), "t"),
    ):
        assert (await store.document()).settings["title"] == title
        await store.close()
