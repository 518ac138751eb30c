"""Parquet: tables that Apache Arrow wrote, and files that nobody should send."""

from __future__ import annotations

import datetime
import io
import json
import struct
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from multisession.project.import_media import FolderMedia
from multisession.project.importers import Refusal, read_path, read_tasks
from multisession.project.importers import parquet as importer
from multisession.project.importers.columns import ColumnMap, ColumnTarget
from multisession.project.importers.entry_names import ArchiveRefused
from multisession.project.importers.read_options import ReadOptions
from multisession.project.label_config.parse import parse_label_config
from multisession.project.store.interface import TaskBundle
from multisession.web.errors import MissingExtra, TooManyRequests
from tests.project.exporters.bundles import annotation, task, written
from tests.project.importers.archives import png, zipped

CONFIG = parse_label_config(
    '<View><Text name="t" value="$text"/><Choices name="c" toName="t"><Choice value="glad"/></Choices></View>'
)
CAT = png(4, 2)


def table(columns: dict[str, Any], metadata: dict[str, str] | None = None, **options: Any) -> bytes:
    """A file with these columns."""
    target = io.BytesIO()
    made = pyarrow.table(columns)
    parquet.write_table(made.replace_schema_metadata(metadata) if metadata else made, target, **options)
    return target.getvalue()


def read(content: bytes, tmp_path: Path, name: str = "rows.parquet", **options: Any) -> list[Any]:
    """The data of each task, (source, line, reason) of each refusal."""
    items = read_tasks(
        io.BytesIO(content),
        name=name,
        data_keys=CONFIG.data_keys,
        options=ReadOptions(config=CONFIG, **options),
        media=FolderMedia(tmp_path / "upload"),
    )
    return [
        (item.source, item.line, item.reason) if isinstance(item, Refusal) else json.loads(bytes(item.data))
        for item in items
    ]


def test_every_type_is_what_json_can_say(tmp_path: Path) -> None:
    moment = datetime.datetime(2026, 1, 31, 12, 0, 0, 500_000)
    columns = {
        "text": ["one", "two"],
        "whole": [2**62, None],
        "small": pyarrow.array([0.1, float("nan")], pyarrow.float32()),
        "half": pyarrow.array([1.5, None], pyarrow.float16()),
        "zoned": pyarrow.array([moment, None], pyarrow.timestamp("ns", "Europe/Berlin")),
        "local": [moment, None],
        "day": [moment.date(), None],
        "hour": [datetime.time(9, 30), None],
        "long": [datetime.timedelta(seconds=90.25), None],
        "price": [Decimal("10.50"), None],
        "kind": pyarrow.array(["a", "a"]).dictionary_encode(),
        "nested": [{"list": [{"x": 1}, {"x": None}], "none": None}, None],
        "map": pyarrow.array([[("k", [1])], []], pyarrow.map_(pyarrow.string(), pyarrow.list_(pyarrow.int8()))),
        "pair": pyarrow.array([[1, 2], None], pyarrow.list_(pyarrow.int64(), 2)),
        "old": pyarrow.array(["Ærø".encode(), None]),
    }
    first, second = read(table(columns), tmp_path)
    assert first == {
        "text": "one", "whole": 2**62, "small": 0.1, "half": 1.5, "zoned": "2026-01-31T12:00:00.5Z",
        "local": "2026-01-31T12:00:00.5", "day": "2026-01-31", "hour": "09:30:00", "long": 90.25, "price": "10.50",
        "kind": "a", "nested": {"list": [{"x": 1}, {"x": None}], "none": None}, "map": {"k": [1]}, "pair": [1, 2],
        "old": "Ærø",
    }  # fmt: skip
    assert {name: value for name, value in second.items() if value is not None} == {
        "text": "two", "kind": "a", "map": {}
    }  # fmt: skip


def test_pictures_and_classes_of_hugging_face(tmp_path: Path) -> None:
    """In an archive, as a repository of the hub packs it."""
    names = {"names": ["neg", "pos"], "_type": "ClassLabel"}
    features = {"label": names, "tags": {"feature": names, "_type": "Sequence"}, "image": {"_type": "Image"}}
    rows = table(
        {
            "text": ["a", "b", "c"],
            "label": [1, -1, 7],
            "tags": [[0, 1], [], None],
            "image": [
                {"bytes": CAT, "path": "cat.png"}, {"bytes": None, "path": "more/dog.png"}, {"bytes": b"??", "path": ""}
            ],
            "photos": [[{"bytes": CAT, "path": None}] * 2, None, []],
        },
        {"huggingface": json.dumps({"info": {"features": features}})},
    )  # fmt: skip
    packed = zipped(
        [
            ("data/train-00000-of-00001.parquet", rows),
            ("more/dog.png", CAT),
            ("README.md", b"# Cats"),
            ("dataset_infos.json", b'{"default": {}}'),
        ]
    )
    first, second, third = read(packed, tmp_path, "set.zip")
    assert (first["label"], first["tags"]) == ("pos", ["neg", "pos"])
    assert (second["label"], second["tags"], second["photos"]) == (None, [], None)
    for address in (first["image"], second["image"], *first["photos"]):
        assert (tmp_path / "upload" / address.removeprefix("/data/upload/1/")).read_bytes() == CAT
    assert first["image"].endswith("-cat.png") and second["image"].endswith("-dog.png")
    assert len({first["image"], *first["photos"]}) == 3
    assert third[:2] == ("data/train-00000-of-00001.parquet", 3) and "neither text nor a media file" in third[2]
    assert len(list((tmp_path / "upload").iterdir())) == 4


def test_a_folder_and_the_mapping_of_columns(tmp_path: Path) -> None:
    content = table({"data": ["a", "b"], "mood": ["glad", "sad"], "number": [1.0, float("inf")]})
    (tmp_path / "rows.parquet").write_bytes(content)
    (tmp_path / "dataset_info.json").write_text("{}")
    plain = read_path(tmp_path, data_keys={"data": "Text"}, media=FolderMedia(tmp_path / "upload"))
    told = [item.sentence() if isinstance(item, Refusal) else json.loads(bytes(item.data)) for item in plain]
    assert told == [
        {"data": "a", "mood": "glad", "number": 1.0},
        "rows.parquet, line 2: It holds an infinite number, which JSON has no word for. Write it as text.",
    ]
    columns = ColumnMap({"data": "text", "mood": ColumnTarget(meta="mood"), "*": None}, CONFIG)
    assert read(table({"data": ["a"], "mood": ["x"], "n": [1]}), tmp_path, columns=columns) == [{"text": "a"}]


@pytest.mark.anyio
async def test_what_the_export_writes_comes_in_again(tmp_path: Path) -> None:
    data = b'{"text":"a","mixed":1,"list":[1,{"b":null}],"share":0.5,"flag":true}'
    result = b'[{"from_name":"c","type":"choices","value":{"choices":["glad","calm"]}}]'
    bundle = TaskBundle(task=task(1, data), annotations=[annotation(1, 1, result)])
    other = TaskBundle(task=task(2, b'{"text":"b","mixed":"1"}'), annotations=[annotation(2, 2, result)])
    first, second = read(await written("PARQUET", [bundle, other], controls={"c": "Choices"}), tmp_path)
    assert {key: first[key] for key in json.loads(data)} == json.loads(data)
    assert (first["c"], second["mixed"], second["list"]) == ({"choices": ["glad", "calm"]}, "1", None)


def damaged() -> dict[str, bytes]:
    good = table({"text": ["a", "b"]})
    footer = len(good) - 8
    return {
        "cut off": good[:-30],
        "only its mark": b"PAR1",
        "a footer of 2 GiB": good[:footer] + struct.pack("<I", 2**31) + b"PAR1",
        "a footer that is none": good[:-100] + b"\xff" * 92 + good[-8:],
    }


@pytest.mark.parametrize("name", damaged())
def test_a_damaged_file_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    [(_, line, reason)] = read(damaged()[name], tmp_path)
    assert (line, reason.partition(",")[0]) == (1, "This Parquet file is damaged")


@pytest.mark.full
def test_a_column_that_unpacks_to_gigabytes_stays_out_of_memory(tmp_path: Path) -> None:
    content = table({"text": ["a" * 2**28]}, compression="zstd")
    assert len(content) < 100_000
    [(_, _, reason)] = read(content, tmp_path)
    assert "takes more memory than it may" in reason


def test_small_files_do_not_become_large_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "FREE_BYTES", 100_000)
    with pytest.raises(ArchiveRefused, match="more than 50 times its size"):
        read(table({"text": ["a" * 1000] * 2000}), tmp_path)


def test_a_reader_that_dies_or_sleeps_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "STEP_SECONDS", 1)
    for body in ("import os; os.abort()", "import time; time.sleep(60)", "print('R' * 99, flush=True)"):
        child = tmp_path / "child.py"
        child.write_text(body)
        monkeypatch.setattr(importer, "_CHILD", child)
        [(_, line, reason)] = read(table({"text": ["a"]}), tmp_path)
        assert line == 1 and "takes more memory or time than it may" in reason


@pytest.mark.parametrize("said", ["M{", "M{1]", "Nseven", "N" + "9" * 5000, r"F\xff\xfe"])
def test_what_a_reader_that_was_taken_over_says_is_not_believed(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, content = said[0], said[1:]
    child = tmp_path / "child.py"
    child.write_text(
        "import struct, sys\n"
        f"content = b'{content}'\n"
        f"sys.stdout.buffer.write(b'{kind}' + struct.pack('>I', len(content)) + content)\n"
    )
    monkeypatch.setattr(importer, "_CHILD", child)
    [(_, line, reason)] = read(table({"text": ["a"]}), tmp_path)
    assert line == 1 and reason.isprintable()


def test_the_reader_has_limits_and_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by the reader itself, which says so instead of reading."""
    monkeypatch.setenv("MULTISESSION_SECRET_KEYS", "nobody's business")
    source = importer._CHILD.read_text(encoding="utf-8")
    told = (
        "import resource\nkinds = ('AS', 'CPU', 'FSIZE', 'NPROC', 'CORE')\n_limit()\n"
        "limits = [resource.getrlimit(getattr(resource, f'RLIMIT_{kind}'))[1] for kind in kinds]\n"
        "said = json.dumps([limits, [name for name in os.environ if 'SECRET' in name], os.getcwd()]).encode()\n"
        "_frame(sys.stdout.buffer, b'F', said)\nsys.stdout.flush()\n"
    )
    child = tmp_path / "child.py"
    child.write_text(source.partition("if __name__ ==")[0] + told, encoding="utf-8")
    monkeypatch.setattr(importer, "_CHILD", child)
    [(_, _, said)] = read(table({"text": ["a"]}), tmp_path)
    (memory, processor, *none), secrets, directory = json.loads(said)
    assert 2**28 < memory < 4 * 2**30 and 0 < processor <= 1800 and none == [0, 0, 0]
    assert secrets == [] and Path(directory) != Path.cwd()


def test_two_at_once_and_none_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = table({"text": ["a"]})
    monkeypatch.setattr(importer, "PATIENCE", 0.01)
    with importer._free, importer._free, pytest.raises(TooManyRequests, match="half a minute"):
        read(content, tmp_path)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"To read Parquet, .* multisession-studio\[export\]"):
        read(content, tmp_path)


def test_only_a_file_can_be_read_and_two_columns_of_a_name_cannot(tmp_path: Path) -> None:
    [stream] = read_tasks([table({"text": ["a"]})], name="a.parquet", data_keys={})
    assert isinstance(stream, Refusal) and "Import it as a file" in stream.reason
    assert read(b"text\na\n", tmp_path, format="parquet") == [
        ("", 1, "This is no Parquet file: it does not begin with PAR1.")
    ]
    target = io.BytesIO()
    twice = pyarrow.table([["a"], ["b"]], names=["text", "text"])
    parquet.write_table(twice, target)
    assert read(target.getvalue(), tmp_path) == [("", 1, 'Two columns are named "text". Rename one.')]


class Watched(io.BytesIO):
    """A file that notes how far its reader says it is."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.shares: list[float] = []

    def reached(self, share: float) -> None:
        self.shares.append(share)


def test_whoever_watches_is_told_how_far_it_is(tmp_path: Path) -> None:
    file = Watched(table({"text": ["a"] * 2_000}))
    items = read_tasks(file, name="a.parquet", data_keys={}, media=FolderMedia(tmp_path / "upload"))
    assert len(list(items)) == 2_000
    assert file.shares == [0.25, 0.5, 0.75, 1.0]
