"""brat standoff, typed from its page: texts, marks, relations, and what else stands in its files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from multisession.project.import_media import FolderMedia
from multisession.project.importers import Refusal, read_path, read_tasks
from multisession.project.importers.label_targets import ConfigNeeded
from multisession.project.importers.read_options import ReadOptions
from multisession.project.label_config.parse import parse_label_config
from tests.project.importers.archives import png, tarred, zipped

CONFIG = parse_label_config(
    '<View><Labels name="ner" toName="t"><Label value="Organization"/><Label value="MERGE-ORG"/></Labels>'
    '<Text name="t" value="$body"/></View>'
)
TEXT = "🚢 Sony joined Ericsson.\nIt grew.\n"
MARKS = (
    "T1\tOrganization 2 6\tSony\n"
    "T2\tMERGE-ORG 7 13\tjoined\n"
    "T3\tOrganization 14 22\tEricsson\n"
    "E1\tMERGE-ORG:T2 Org1:T1 Org2:T3\n"
    "R1\tPartner Arg1:T1 Arg2:T3\n"
    "*\tEquiv T1 T3\n"
    "A1\tNegation E1\n"
    "#1\tAnnotatorNotes T1\ta company\n"
)


def read(files: Any, tmp_path: Path, pack: Any = zipped, config: Any = CONFIG) -> list[Any]:
    options = ReadOptions(config=config)
    media = FolderMedia(tmp_path / "upload")
    return list(
        read_tasks(io.BytesIO(pack(files)), name="s.zip", data_keys=config.data_keys, options=options, media=media)
    )


def check(task: Any) -> None:
    assert json.loads(bytes(task.data)) == {"body": TEXT}
    result = json.loads(bytes(task.annotations[0].result))
    assert [(one["value"]["start"], one["value"]["end"], one["value"]["text"]) for one in result[:3]] == [
        (2, 6, "Sony"),
        (7, 13, "joined"),
        (14, 22, "Ericsson"),
    ]
    assert [one["value"]["labels"] for one in result[:3]] == [["Organization"], ["MERGE-ORG"], ["Organization"]]
    ids = [one["id"] for one in result[:3]]
    assert result[3:] == [
        {"type": "relation", "from_id": ids[0], "to_id": ids[2], "direction": "right", "labels": ["Partner"]}
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("order", [1, -1])
def test_marks_and_relations(pack: Any, order: int, tmp_path: Path) -> None:
    files = [("a/1.txt", TEXT.encode()), ("a/1.ann", MARKS.encode()), ("a/2.txt", b"Nothing."), ("a/2.ann", b"")]
    found = {task.file_upload: task for task in read([*files, ("README.txt", b"x")][::order], tmp_path, pack)}
    assert set(found) == {"a/1.txt", "a/2.txt"}
    check(found["a/1.txt"])
    assert (json.loads(bytes(found["a/2.txt"].data)), found["a/2.txt"].annotations) == ({"body": "Nothing."}, [])


def test_pieces_of_a_mark_are_marks_that_are_related(tmp_path: Path) -> None:
    text = "north and south wind\nof May"
    marks = (
        "T1\tOrganization 0 5;16 20;21 23\tnorth wind of\n"
        "T2\tOrganization 10 15;16 20\tsouth wind\n"
        "T3\tMERGE-ORG 24 27\tMay\n"
        "R1\tIn Arg1:T1 Arg2:T3\n"
    )
    [task] = read([("1.txt", text.encode()), ("1.ann", marks.encode())], tmp_path)
    result = json.loads(bytes(task.annotations[0].result))
    values = [(one["value"]["text"], *one["value"]["labels"]) for one in result[:4]]
    assert values == [
        ("north", "Organization"), ("wind\nof", "Organization"), ("south wind", "Organization"), ("May", "MERGE-ORG"),
    ]  # fmt: skip
    ids = [one["id"] for one in result[:4]]
    common = {"type": "relation", "from_id": ids[0], "direction": "right"}
    assert result[4:] == [{**common, "to_id": ids[1]}, {**common, "to_id": ids[3], "labels": ["In"]}]


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "1.txt").write_bytes(TEXT.encode())
    (folder / "1.ann").write_bytes(MARKS.encode())
    media = FolderMedia(tmp_path / "upload")
    for format in ("auto", "brat"):
        [task] = read_path(folder, format=format, data_keys=CONFIG.data_keys, media=media, config=CONFIG)
        check(task)


def test_a_folder_of_labelled_pictures(tmp_path: Path) -> None:
    config = parse_label_config(
        '<View><RectangleLabels name="b" toName="i"><Label value="cat"/></RectangleLabels>'
        '<Image name="i" value="$i"/></View>'
    )
    folder = tmp_path / "set"
    for name, content in {
        "classes.txt": b"cat\n",
        "images/a.png": png(100, 50),
        "labels/a.txt": b"0 0.5 0.5 0.5 0.5\n",
        "labels/.hidden.txt": b"rubbish",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    media = FolderMedia(tmp_path / "upload")
    [task] = read_path(folder, data_keys=config.data_keys, media=media, config=config)
    assert not isinstance(task, Refusal)
    [item] = json.loads(bytes(task.annotations[0].result))
    assert item["value"] == {"x": 25, "y": 25, "width": 50, "height": 50, "rotation": 0, "rectanglelabels": ["cat"]}
    stored = media.open(json.loads(bytes(task.data))["i"])
    assert stored is not None
    with stored:
        assert stored.read() == png(100, 50)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("T1\tOrganization 2 99\tSony\n", "lies outside"),
        ("T1\tOrganization 2 6;7 99\tSony jo\n", "lies outside"),
        ("T1\tOrganization 2 6;\tSony\n", "is no line of brat"),
        ("T1\tPerson 2 6\tSony\n", '"Person" is not a label'),
        ("T1 Organization 2 6\n", "is no line of brat"),
        ("R1\tPartner Arg1:T1 Arg2:T2\n", "not both marked"),
    ],
)
def test_what_marks_get_wrong(marks: str, said: str, tmp_path: Path) -> None:
    [refusal] = read([("1.txt", TEXT.encode()), ("1.ann", marks.encode())], tmp_path)
    assert (refusal.source, said in refusal.reason) == ("1.ann", True)


def test_marks_without_a_text_and_labels_without_a_place(tmp_path: Path) -> None:
    [refusal] = read([("1.ann", MARKS.encode())], tmp_path)
    assert "no .txt file" in refusal.reason
    bare = parse_label_config('<View><Text name="t" value="$t"/></View>')
    with pytest.raises(ConfigNeeded) as needed:
        read([("1.txt", TEXT.encode()), ("1.ann", MARKS.encode())], tmp_path, config=bare)
    made = parse_label_config((needed.value.extra or {})["proposed_config"])
    assert made.controls["label"].labels == ["MERGE-ORG", "Organization"]
