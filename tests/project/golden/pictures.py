"""Pictures: with shapes on them, and with masks."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy
from lxml import etree
from PIL import Image

from tests.project.golden.model import Golden, labelled, unpacked
from tests.project.importers.archives import png, zipped

SHAPES = (
    '<View><RectangleLabels name="box" toName="i"><Label value="cat"/><Label value="dog"/></RectangleLabels>'
    '<PolygonLabels name="outline" toName="i"><Label value="cat"/><Label value="dog"/></PolygonLabels>'
    '<Image name="i" value="$image"/></View>'
)
BOXES = SHAPES.replace("PolygonLabels", "KeyPointLabels")


def shape(type: str, label: str, **value: Any) -> dict[str, Any]:
    name = {"rectanglelabels": "box", "polygonlabels": "outline", "brushlabels": "brush"}[type]
    size = {"original_width": 200, "original_height": 100, "image_rotation": 0}
    return {"from_name": name, "to_name": "i", "type": type, "value": {**value, type: [label]}, **size}


def box(label: str, x: float, y: float, width: float, height: float, rotation: float = 0) -> dict[str, Any]:
    return shape("rectanglelabels", label, x=x, y=y, width=width, height=height, rotation=rotation)


def outline(label: str, *points: tuple[float, float]) -> dict[str, Any]:
    return shape("polygonlabels", label, points=[list(point) for point in points], closed=True)


PICTURES = [("images/a.png", png(200, 100)), ("images/b.png", png(50, 60))]
A, B = {"image": "/data/upload/1/a.png"}, {"image": "/data/upload/1/b.png"}
CATEGORIES = [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}]
COCO_DOCUMENT: dict[str, Any] = {
    "images": [
        {"id": 1, "width": 200, "height": 100, "file_name": "images/a.png"},
        {"id": 2, "width": 50, "height": 60, "file_name": "images/b.png"},
    ],
    "categories": CATEGORIES,
    "annotations": [
        {"id": 1, "image_id": 1, "category_id": 2, "iscrowd": 0, "area": 2000, "bbox": [20, 10, 50, 40],
         "segmentation": [[20, 10, 70, 10, 70, 50, 20, 50]]},
        {"id": 2, "image_id": 1, "category_id": 1, "iscrowd": 0, "area": 3000, "bbox": [100, 0, 100, 60],
         "segmentation": [[100, 0, 200, 0, 150, 60]]},
    ],
}  # fmt: skip
COCO = Golden(
    config=SHAPES,
    name="coco.zip",
    content=zipped([*PICTURES, ("annotations/instances.json", json.dumps(COCO_DOCUMENT).encode())]),
    tasks=[labelled(box("dog", 10, 10, 25, 40), outline("cat", (50, 0), (100, 0), (75, 60)), **A), labelled(**B)],
)
YOLO_LABELS = {
    "a.txt": "1 0.225000 0.300000 0.250000 0.400000\n0 0.750000 0.250000 0.500000 0.500000\n",
    "b.txt": "",
    "classes.txt": "cat\ndog\n",
}
YOLO = Golden(
    config=SHAPES,
    name="yolo.zip",
    content=zipped([
        *PICTURES, ("labels/a.txt", YOLO_LABELS["a.txt"].encode()), ("labels/b.txt", b""),
        ("data.yaml", b"path: yolo\ntrain: images\nval: images\n\n# Classes\nnames:\n  0: cat\n  1: dog\n"),
    ]),
    tasks=[labelled(box("dog", 10, 10, 25, 40), box("cat", 50, 0, 50, 50), **A), labelled(**B)],
)  # fmt: skip
#: 50 by 25 pixels about (100, 20), turned clockwise by the angle of 3, 4 and 5
OBB_LINES = "0 0.500000 0.200000 0.650000 0.600000 0.550000 0.750000 0.400000 0.350000\n"
YOLO_OBB = Golden(
    config=BOXES,
    name="obb.zip",
    content=zipped([*PICTURES, ("labels/a.txt", OBB_LINES.encode()), ("classes.txt", b"cat\ndog\n")]),
    tasks=[labelled(box("cat", 50, 20, 25, 25, 53.1301), **A), labelled(**B)],
)
VOC_TEXT = """<annotation>
  <folder>images</folder><filename>a.png</filename>
  <source><database>Unknown</database></source>
  <size><width>200</width><height>100</height><depth>3</depth></size>
  <segmented>0</segmented>
  <object>
    <name>dog</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>
    <bndbox><xmin>21</xmin><ymin>11</ymin><xmax>70</xmax><ymax>50</ymax></bndbox>
  </object>
</annotation>
"""
VOC_EMPTY = [
    ("folder", "images"), ("filename", "b.png"), ("database", "Unknown"), ("width", "50"), ("height", "60"),
    ("depth", "3"), ("segmented", "0"),
]  # fmt: skip
VOC = Golden(
    config=BOXES,
    name="voc.zip",
    content=zipped([*PICTURES, ("Annotations/a.xml", VOC_TEXT.encode())]),
    tasks=[labelled(box("dog", 10, 10, 25, 40), **A), labelled(**B)],
)


def read_coco(content: bytes) -> Any:
    files = unpacked(content)
    document = json.loads(files["result.json"])
    ours = {"task_id", "annotation_id", "ignore"}
    return {
        key: [{name: value for name, value in one.items() if name not in ours} for one in document[key]]
        for key in ("images", "categories", "annotations")
    }


def read_yolo(content: bytes) -> dict[str, str]:
    return {
        name.removeprefix("labels/"): text.decode() for name, text in unpacked(content).items() if name.endswith(".txt")
    }


def read_voc(content: bytes) -> dict[str, list[tuple[str, str]]]:
    return {name: leaves(text) for name, text in unpacked(content).items() if name.endswith(".xml")}


def leaves(document: bytes) -> list[tuple[str, str]]:
    """Tag and text of each part without parts, in order."""
    return [(str(one.tag), one.text or "") for one in etree.fromstring(document).iter() if not len(one)]


# Masks, of 4 by 2 pixels of which the second, the third and the sixth are painted

MASKS = (
    '<View><BrushLabels name="brush" toName="i"><Label value="Sea"/></BrushLabels>'
    '<Image name="i" value="$image"/></View>'
)
RUNS = [0, 0, 0, 32, 57, 27, 252, 96, 19, 255, 206, 1, 31, 252, 224, 0]
PAINTED = [[0, 255, 255, 0], [0, 255, 0, 0]]
SEA = {**shape("brushlabels", "Sea", format="rle", rle=RUNS), "original_width": 4, "original_height": 2}
SEA_TASK = labelled(SEA, image="https://example.org/sea.png")
MASK = Golden(
    config=MASKS,
    name="mask.json",
    content=json.dumps([{"data": SEA_TASK[0], "annotations": [{"result": SEA_TASK[1][0]}]}]).encode(),
    tasks=[SEA_TASK],
)
COCO_RUNS = {"size": [2, 4], "counts": [2, 3, 3]}
COCO_MASKS = Golden(
    config=MASKS,
    name="instances.json",
    content=json.dumps({
        "categories": [{"id": 1, "name": "Sea"}],
        "annotations": [{"id": 1, "image_id": 9, "category_id": 1, "iscrowd": 1, "area": 3, "bbox": [1, 0, 2, 2],
                         "segmentation": {"size": [2, 4], "counts": "233"}}],
        "images": [{"id": 9, "width": 4, "height": 2, "file_name": "sea.png",
                    "coco_url": "https://example.org/sea.png"}],
    }).encode(),
    tasks=[SEA_TASK],
)  # fmt: skip


def read_png(content: bytes) -> Any:
    [file] = unpacked(content).values()
    with Image.open(io.BytesIO(file)) as picture:
        return picture.mode, numpy.asarray(picture).tolist()


def read_npy(content: bytes) -> Any:
    [file] = unpacked(content).values()
    array = numpy.load(io.BytesIO(file), allow_pickle=False)
    return str(array.dtype), array.tolist()
