"""Our exports beside what the converter of label-studio-sdk makes of the same tasks.

What is the same is compared; what differs is said here and argued in docs/formats.md, and fails when it changes.
"""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

from multisession.project.annotations import Annotation
from multisession.project.exporters import EXPORTERS, ExportContext
from multisession.project.label_config.parse import parse_label_config
from multisession.project.store.interface import TaskBundle
from multisession.project.tasks import Task

pytestmark = [pytest.mark.full, pytest.mark.anyio]
TIME = "2026-11-21T03:00:00.000000Z"
PICTURES = (
    '<View><RectangleLabels name="box" toName="image"><Label value="Ship"/><Label value="Pier"/></RectangleLabels>'
    '<PolygonLabels name="poly" toName="image"><Label value="Sail"/></PolygonLabels>'
    '<Image name="image" value="$image"/></View>'
)
TEXTS = (
    '<View><Labels name="ner" toName="t"><Label value="PER"/><Label value="LOC"/></Labels>'
    '<Text name="t" value="$text"/>'
    '<Choices name="mood" toName="t"><Choice value="glad"/><Choice value="sad"/></Choices></View>'
)


def shape(kind: str, name: str, number: int, **value: Any) -> dict[str, Any]:
    return {"id": f"r{number}", "from_name": name, "to_name": "image", "type": kind, "original_width": 400,
            "original_height": 200, "image_rotation": 0, "value": value}  # fmt: skip


def mark(start: int, end: int, text: str, label: str) -> dict[str, Any]:
    return {"id": f"m{start}", "from_name": "ner", "to_name": "t", "type": "labels",
            "value": {"start": start, "end": end, "text": text, "labels": [label]}}  # fmt: skip


BOX = shape("rectanglelabels", "box", 1, x=10, y=20, width=30, height=40, rotation=0, rectanglelabels=["Pier"])
TURNED = shape("rectanglelabels", "box", 2, x=50, y=50, width=25, height=10, rotation=90, rectanglelabels=["Ship"])
SAIL = shape(
    "polygonlabels", "poly", 3, points=[[50, 0], [75, 0], [75, 50], [50, 50]], closed=True, polygonlabels=["Sail"]
)
GLAD = {"id": "c", "from_name": "mood", "to_name": "t", "type": "choices", "value": {"choices": ["glad"]}}
WORDS = [mark(0, 8, "Ida Holm", "PER"), mark(13, 21, "New York", "LOC"), mark(28, 32, "Lund", "LOC"), GLAD]


def converted(python: Path, config: str, data: dict[str, Any], result: list[Any], *formats: str) -> Any:
    """format -> file -> text, by the converter."""
    annotation = {"id": 17, "completed_by": 1, "was_cancelled": False, "created_at": TIME, "updated_at": TIME,
                  "lead_time": 1.5, "result": result}  # fmt: skip
    given = {"config": config, "formats": formats, "tasks": [{"id": 7, "data": data, "annotations": [annotation]}]}
    done = subprocess.run(
        [python, Path(__file__).with_name("converter_run.py")],
        input=json.dumps(given), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


async def exported(config: str, data: dict[str, Any], result: list[Any], name: str) -> bytes:
    """The same by our exporter."""
    made = Annotation(id=17, task=7, result=msgspec.Raw(msgspec.json.encode(result)), lead_time=1.5,
                      created_at=TIME, updated_at=TIME)  # fmt: skip
    task = Task(id=7, inner_id=1, data=msgspec.Raw(json.dumps(data).encode()))
    parsed = parse_label_config(config)

    async def bundles() -> AsyncIterator[list[TaskBundle]]:
        yield [TaskBundle(task=task, annotations=[made])]

    context = ExportContext(controls={key: one.tag for key, one in parsed.controls.items()}, config=parsed)
    return b"".join([block async for block in EXPORTERS[name].write(bundles(), context)])


async def unpacked(result: list[Any], name: str) -> dict[str, str]:
    content = await exported(PICTURES, {"image": IMAGE}, result, name)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry: archive.read(entry).decode() for entry in archive.namelist()}


IMAGE = "/data/upload/1/0123456789abcdef-harbour.png"
LABELS = "labels/0123456789abcdef-harbour.txt"


async def test_words_and_tags_are_the_same_but_for_the_head(sdk_python: Path) -> None:
    data = {"text": "Ida Holm saw New York, then Lund."}
    theirs = converted(sdk_python, TEXTS, data, WORDS, "CONLL2003")["CONLL2003"]["result.conll"]
    ours = (await exported(TEXTS, data, WORDS, "CONLL2003")).decode()
    # four columns in the head as in the lines below it, and an empty line after it
    assert theirs.splitlines()[0] == "-DOCSTART- -X- O"
    assert ours.splitlines()[:2] == ["-DOCSTART- -X- -X- O", ""]
    assert ours.splitlines()[2:] == theirs.splitlines()[1 : len(ours.splitlines()) - 1]


async def test_records_and_tables_are_the_same(sdk_python: Path) -> None:
    data = {"text": "Ida Holm saw New York, then Lund."}
    theirs = converted(sdk_python, TEXTS, data, WORDS, "JSON_MIN", "CSV")
    assert json.loads(await exported(TEXTS, data, WORDS, "JSON_MIN")) == json.loads(theirs["JSON_MIN"]["result.json"])
    ours = (await exported(TEXTS, data, WORDS, "CSV")).decode()
    # an id is a number in both ids here, and theirs has quotation marks around one of the two
    assert ours == theirs["CSV"]["result.csv"].replace('17,"1",', "17,1,")


async def test_coco_is_the_same_but_for_numbers_names_and_turned_boxes(sdk_python: Path) -> None:
    theirs = json.loads(
        converted(sdk_python, PICTURES, {"image": IMAGE}, [BOX, TURNED, SAIL], "COCO")["COCO"]["result.json"]
    )
    ours = json.loads((await unpacked([BOX, TURNED, SAIL], "COCO"))["result.json"])

    def by_label(document: Any) -> dict[str, Any]:
        names = {one["id"]: one["name"] for one in document["categories"]}
        return {names[one["category_id"]]: one for one in document["annotations"]}

    for label in ("Pier", "Sail"):
        assert by_label(ours)[label]["bbox"] == by_label(theirs)[label]["bbox"]
        assert by_label(ours)[label]["area"] == by_label(theirs)[label]["area"]
    assert by_label(ours)["Sail"]["segmentation"] == by_label(theirs)["Sail"]["segmentation"]
    # the box from (200, 100), 100 × 20 px, turned by a quarter about it, lies from 180 to 200 and from 100 to 200
    assert by_label(ours)["Ship"]["bbox"] == [180, 100, 20, 100]
    assert by_label(theirs)["Ship"]["bbox"] == [160, 100, 40, 50]
    assert by_label(theirs)["Pier"]["segmentation"] == []
    assert (theirs["images"][0]["file_name"], ours["images"][0]["file_name"]) == (
        IMAGE, "images/0123456789abcdef-harbour.png",
    )  # fmt: skip
    assert ([one["id"] for one in theirs["categories"]], [one["id"] for one in ours["categories"]]) == (
        [0, 1, 2],
        [1, 2, 3],
    )


async def test_yolo_is_the_same_but_for_the_order_of_labels_and_turned_boxes(sdk_python: Path) -> None:
    theirs = converted(sdk_python, PICTURES, {"image": IMAGE}, [BOX, TURNED, SAIL], "YOLO", "YOLO_OBB")

    def lines(files: dict[str, str]) -> dict[str, list[float]]:
        names = files["classes.txt"].split("\n")
        rows = [line.split() for line in files[LABELS].splitlines()]
        return {names[int(row[0])]: [float(number) for number in row[1:]] for row in rows}

    ours = await unpacked([BOX, TURNED, SAIL], "YOLO")
    assert (theirs["YOLO"]["classes.txt"].split(), ours["classes.txt"].split()) == (
        ["Pier", "Sail", "Ship"], ["Ship", "Pier", "Sail"],
    )  # fmt: skip
    assert lines(ours)["Sail"] == pytest.approx(lines(theirs["YOLO"])["Sail"], abs=1e-6)
    # beside a polygon: where one line is a polygon, trainers take all of them for polygons
    assert (len(lines(ours)["Pier"]), len(lines(theirs["YOLO"])["Pier"])) == (8, 4)
    ours = await unpacked([BOX, TURNED], "YOLO")
    assert lines(ours)["Pier"] == pytest.approx(lines(theirs["YOLO"])["Pier"], abs=1e-6)
    assert lines(ours)["Ship"] == [0.475, 0.75, 0.05, 0.5]
    assert lines(theirs["YOLO"])["Ship"] == [0.625, 0.55, 0.25, 0.1]
    turned = lines(await unpacked([BOX, TURNED, SAIL], "YOLO_OBB"))
    for label in ("Pier", "Ship"):
        assert turned[label] == pytest.approx(lines(theirs["YOLO_OBB"])[label], abs=1e-6)


async def test_voc_counts_from_one_and_turns_boxes(sdk_python: Path) -> None:
    theirs = converted(sdk_python, PICTURES, {"image": IMAGE}, [BOX, TURNED], "VOC")["VOC"]
    ours = await unpacked([BOX, TURNED], "VOC")

    def boxes(files: dict[str, str]) -> dict[str, list[int]]:
        [document] = [text for name, text in files.items() if name.startswith("Annotations/")]
        return {
            str(one.findtext("name")): [int(corner.text or 0) for corner in one.iterfind("bndbox/*")]
            for one in ElementTree.fromstring(document).iterfind("object")
        }

    assert (boxes(theirs)["Pier"], boxes(ours)["Pier"]) == ([40, 40, 160, 120], [41, 41, 160, 120])
    assert (boxes(theirs)["Ship"], boxes(ours)["Ship"]) == ([200, 100, 300, 120], [181, 101, 200, 200])
