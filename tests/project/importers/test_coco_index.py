"""COCO documents that are larger than what is held of them: lists in any order, put in order on the disk."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from multisession.project.disk_floor import BelowFloor
from multisession.project.importers import Refusal, coco, coco_index, read_tasks
from multisession.project.importers.read_options import ReadOptions, TemporaryPlace
from multisession.project.label_config.parse import parse_label_config
from multisession.web.errors import QuotaExceeded

CONFIG = parse_label_config(
    '<View><RectangleLabels name="b" toName="i"><Label value="cat"/><Label value="dog"/></RectangleLabels>'
    '<Image name="i" value="$i"/></View>'
)
IMAGES = [{"id": number, "file_name": f"{number}.png", "width": 10, "height": 10} for number in (3, "3", 1)]
ANNOTATIONS = [
    {"image_id": image, "category_id": category, "bbox": [0, 0, number, 1]}
    for number, (image, category) in enumerate([(1, 1), ("3", 2), (3, 1), (1, 2), (3, 2)], 1)
]
CATEGORIES = [{"id": 2, "name": "dog"}, {"id": 1, "name": "cat"}]


def read(chunks: Any, **options: Any) -> list[Any]:
    """(picture, [(label, width)]) of each task, and the reason of each refusal."""
    found: list[Any] = []
    chosen = ReadOptions(config=CONFIG, format="coco", **options)
    for item in read_tasks(chunks, name="a.json", data_keys=CONFIG.data_keys, options=chosen):
        if isinstance(item, Refusal):
            found.append(item.reason)
            continue
        [result] = [json.loads(bytes(each.result)) for each in item.annotations] or [[]]
        values = [each["value"] for each in result]
        found.append((json.loads(bytes(item.data))["i"], [(*one["rectanglelabels"], one["width"]) for one in values]))
    return found


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_lists_in_any_order_and_cut_anywhere(size: int, tmp_path: Path) -> None:
    lists = {"images": IMAGES, "annotations": ANNOTATIONS, "categories": CATEGORIES}
    for names in (("images", "annotations", "categories"), ("categories", "annotations", "images")):
        document = {"info": {"a": [1, {"b": "]}"}]}, "n": 1.5, **{name: lists[name] for name in names}, "x": None}
        content = json.dumps(document, indent=1).encode()
        chunks = (content[at : at + size] for at in range(0, len(content), size))
        assert read(chunks, temporary=TemporaryPlace(tmp_path)) == [
            ("3.png", [("cat", 30), ("dog", 50)]), ("3.png", [("dog", 20)]), ("1.png", [("cat", 10), ("dog", 40)]),
        ]  # fmt: skip
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"images": [], "annotations": []', "closed by }. It may be cut off"),
        (b'{"images": [{"id": 1}', "before the list is closed"),
        (b'{"images": [{"id": 1', "inside this item"),
        (b'{"images": [{"id": 1}] "annotations": []}', "There is no , or } on line 1"),
        (b'{"images": {"id": 1}}', '"images" is no list'),
        (b'{"annotations": []}', 'no list of "images"'),
        (b'{"images": []} x', "more after its end"),
        (b'{"images": [], }', 'There is no " on line 1'),
        (b'{images: []}', 'There is no " on line 1'),
        (b'{"images": [], "info": {"a": ', "It may be cut off"),
        (b'{"images": [{"id": 1.5}]}', "Expected `int | str`"),
        (b'{"images": [{"id": 1}], "annotations": [{"image_id": 2}]}', "about image 2, which is not in the file"),
        (
            b'{"images": [{"id": 7}, {"id": "7"}, {"id": 7}], "annotations": [{"image_id": 7}]}',
            "Two images have the id 7",
        ),
        (b'{"images": [' + b"[" * 5_000, "inside this item"),
        (b'{"images": [' + b"[" * 500 + b"]" * 500 + b"]}", "nests more than 100"),
    ],
)  # fmt: skip
def test_what_is_no_document(content: bytes, said: str) -> None:
    [reason] = read([content])
    assert reason.startswith("This is no COCO document: ")
    assert said in reason


def test_a_picture_with_more_on_it_than_a_task_may_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"images": IMAGES, "annotations": ANNOTATIONS, "categories": CATEGORIES}
    monkeypatch.setattr(coco, "MAX_VALUES", 9)
    found = read([json.dumps(document).encode()])
    assert found[1][0] == "3.png"
    assert [item.split(".")[0] for item in (found[0], found[2])] == [
        "The shapes on this picture hold more than 9 numbers"
    ] * 2


def test_it_waits_for_its_order_only_where_there_is_room(tmp_path: Path) -> None:
    document = json.dumps({"images": IMAGES, "annotations": ANNOTATIONS * 100, "categories": CATEGORIES}).encode()

    taken = 0

    def floor(wanted: int) -> None:
        nonlocal taken
        taken += wanted
        if taken > len(document) // 2:
            raise BelowFloor("The disk is nearly full.")

    assert len(read([document], temporary=TemporaryPlace(tmp_path, len(document)))) == 3
    with pytest.raises(QuotaExceeded, match="does not fit into the project") as refused:
        read([document], temporary=TemporaryPlace(tmp_path, len(document) // 2))
    assert refused.value.code == "quota-bytes"
    with pytest.raises(BelowFloor):
        read([document], temporary=TemporaryPlace(tmp_path, require=floor))
    assert list(tmp_path.iterdir()) == []


def test_what_is_read_is_not_held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def chunks(count: int) -> Iterator[bytes]:
        yield b'{"annotations": ['
        row = json.dumps({"image_id": 1, "category_id": 1, "bbox": [0, 0, 1, 1], "note": "x" * 100_000}).encode()
        for number in range(count):
            yield row.replace(b'"image_id": 1', b'"image_id": %d' % number) + b",\n"
        yield row.replace(b'"image_id": 1', b'"image_id": 0') + b'], "images": ['
        rows = (b'{"id": %d, "file_name": "a.png", "width": 9, "height": 9}' % number for number in range(count))
        yield b",".join(rows)
        yield b'], "categories": [{"id": 1, "name": "cat"}]}'

    gc.collect()
    tracemalloc.start()
    try:
        found = read(chunks(300), temporary=TemporaryPlace(tmp_path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (len(found), len(found[0][1])) == (300, 2)
    assert peak < 6 * 2**20, "of 30 MiB"
    monkeypatch.setattr(coco_index, "MOST_BYTES", 2**20)
    [reason] = read(chunks(300), temporary=TemporaryPlace(tmp_path))
    assert "may have" in reason
    assert list(tmp_path.iterdir()) == []
