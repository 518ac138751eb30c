"""Pictures with labels in the formats of others. What stands in the files is typed from the formats' own pages."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import Any

import pytest

from multisession.project.import_media import FolderMedia
from multisession.project.importers import Refusal, read_tasks
from multisession.project.importers.label_targets import ConfigNeeded
from multisession.project.importers.read_options import ReadOptions
from multisession.project.label_config.parse import parse_label_config
from tests.project.importers.archives import png, tarred, zipped

CONFIG = parse_label_config(
    '<View><RectangleLabels name="box" toName="i"><Label value="cat"/><Label value="dog"/></RectangleLabels>'
    '<PolygonLabels name="outline" toName="i"><Label value="cat"/><Label value="dog"/></PolygonLabels>'
    '<Image name="i" value="$photo"/></View>'
)
BOXES = parse_label_config(
    '<View><RectangleLabels name="box" toName="i"><Label value="cat"/><Label value="dog"/></RectangleLabels>'
    '<Image name="i" value="$photo"/></View>'
)
TEXT = parse_label_config('<View><Text name="t" value="$t"/></View>')


def read(content: bytes, tmp_path: Path, config: Any = CONFIG, name: str = "set.zip", **options: Any) -> list[Any]:
    """(file, size, shapes) of each task, and (source, reason) of each refusal."""
    found: list[Any] = []
    items = read_tasks(
        io.BytesIO(content),
        name=name,
        data_keys=config.data_keys,
        options=ReadOptions(config=config, **options),
        media=FolderMedia(tmp_path / "upload"),
    )
    for item in items:
        if isinstance(item, Refusal):
            found.append((item.source, item.reason))
            continue
        [result] = [json.loads(bytes(each.result)) for each in item.annotations] or [[]]
        sizes = {(one["original_width"], one["original_height"], one["image_rotation"]) for one in result}
        found.append((item.file_upload, *sizes, [shape_of(one) for one in result]))
    return found


def shape_of(item: dict[str, Any]) -> tuple[Any, ...]:
    value = item["value"]
    assert item["to_name"] == "i"
    [label] = value[item["type"]]
    if item["type"] == "polygonlabels":
        assert (item["from_name"], value["closed"]) == ("outline", True)
        return label, [tuple(round(place, 6) for place in point) for point in value["points"]]
    if item["type"] == "brushlabels":
        return label, value["format"]
    assert (item["from_name"], item["type"], value["rotation"]) == ("box", "rectanglelabels", 0)
    return label, *(round(value[key], 6) for key in ("x", "y", "width", "height"))


COCO = {
    "info": {"year": 2017, "version": "1.0"},
    "licenses": [{"id": 1, "name": "Attribution", "url": "http://creativecommons.org/licenses/by/2.0/"}],
    "images": [
        {"id": 397133, "width": 200, "height": 100, "file_name": "000000397133.png", "license": 1},
        {"id": 37777, "width": 640, "height": 480, "file_name": "000000037777.png", "date_captured": "2013-11-14"},
    ],
    "annotations": [
        {
            "id": 1, "image_id": 397133, "category_id": 17, "iscrowd": 0, "area": 4000.0, "bbox": [20, 10, 100, 80],
            "segmentation": [[20, 10, 120, 10, 70, 90]],
        },
        {
            "id": 2, "image_id": 397133, "category_id": 18, "iscrowd": 0, "area": 2000, "bbox": [20.0, 10, 50.0, 40],
            "segmentation": [[20, 10, 70, 10, 70, 50, 20, 50]],
        },
        {
            "id": 3, "image_id": 397133, "category_id": 18, "iscrowd": 1, "area": 3, "bbox": [0, 50, 200, 50],
            "segmentation": {"size": [100, 200], "counts": [50, 50, 19900]},
        },
        {
            "id": 4, "image_id": 397133, "category_id": 17, "iscrowd": 0, "area": 9, "bbox": [0, 0, 100, 10],
            "segmentation": [[0, 0, 10, 0, 10, 10], [90, 0, 100, 0, 100, 10]],
        },
    ],
    "categories": [
        {"supercategory": "animal", "id": 17, "name": "cat"}, {"supercategory": "animal", "id": 18, "name": "dog"},
    ],
}  # fmt: skip
COCO_SHAPES = [
    ("cat", [(10, 10), (60, 10), (35, 90)]),
    ("dog", 10, 10, 25, 40),
    ("dog", 0, 50, 100, 50),
    ("cat", [(0, 0), (5, 0), (5, 10)]),
    ("cat", [(45, 0), (50, 0), (50, 10)]),
]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_coco_with_its_pictures(pack: Any, tmp_path: Path) -> None:
    files = [
        ("annotations/instances_val2017.json", json.dumps(COCO).encode()),
        ("val2017/000000397133.png", png(200, 100)),
        ("val2017/000000037777.png", png(640, 480)),
    ]
    first, second = read(pack(files), tmp_path)
    assert first == ("val2017/000000397133.png", (200, 100, 0), COCO_SHAPES)
    assert second == ("val2017/000000037777.png", [])


def test_coco_alone_takes_addresses(tmp_path: Path) -> None:
    document = json.loads(json.dumps(COCO))
    document["images"][0]["coco_url"] = "http://images.cocodataset.org/val2017/000000397133.jpg"
    content = json.dumps(document).encode()
    options = ReadOptions(config=CONFIG, labels_as="predictions")
    first, second = read_tasks([content], name="result.json", data_keys=CONFIG.data_keys, options=options)
    assert json.loads(bytes(first.data)) == {"photo": "http://images.cocodataset.org/val2017/000000397133.jpg"}  # type: ignore[union-attr]
    assert json.loads(bytes(second.data)) == {"photo": "000000037777.png"}  # type: ignore[union-attr]
    assert len(json.loads(bytes(first.predictions[0].result))) == 5  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda coco: coco["annotations"][0].update(image_id=5), "image 5, which is not in the file"),
        (lambda coco: coco["annotations"][0].update(category_id=5), "no category 5"),
        (lambda coco: coco["annotations"][0].update(segmentation=[[1, 2, 3]]), "fewer than three corners"),
        (lambda coco: coco["annotations"][1].update(segmentation=[], bbox=[1, 2]), "neither a polygon nor a bbox"),
        (lambda coco: coco["annotations"][1].update(segmentation=[], bbox=[1, 2, 0, 5]), "no width"),
        (lambda coco: coco["annotations"][1].update(bbox="wide"), "Expected `array"),
        (lambda coco: coco["images"][0].pop("width"), "The size of this picture"),
        (lambda coco: coco["images"][0].update(width=-3), "is none"),
        (lambda coco: coco.pop("images") and coco.update(images=[{"file_name": "a"}]), "no COCO document"),
        (lambda coco: coco["categories"][0].update(name="cow"), '"cow" is not a label of "outline"'),
    ],
)
def test_what_coco_gets_wrong_is_refused(change: Any, said: str, tmp_path: Path) -> None:
    document = json.loads(json.dumps(COCO))
    change(document)
    found = read(json.dumps(document).encode(), tmp_path, name="result.json")
    assert said in found[0][1]


def test_a_picture_that_is_not_in_the_archive(tmp_path: Path) -> None:
    files = [("result.json", json.dumps(COCO).encode()), ("images/000000397133.png", png(200, 100))]
    found = read(zipped(files), tmp_path)
    assert found[1] == ("result.json", 'The picture "000000037777.png" is not in the archive. Pack it too.')


YOLO_FILES = [
    ("set/images/train/a.png", png(200, 100)),
    ("set/images/train/b.png", png(50, 50)),
    ("set/labels/train/a.txt", b"1 0.5 0.5 0.25 0.5\n0 0.1 0.1 0.6 0.1 0.35 0.9\n"),
    ("set/README.txt", b"A set for a test."),
    ("set/notes.json", b'{"categories": []}'),
]
# 50 by 25 pixels about (100, 20), turned clockwise by the angle of 3, 4 and 5
YOLO_TURNED = b"0 0.5 0.2 0.65 0.6 0.55 0.75 0.4 0.35\n"
YOLO_SHAPES = [("dog", 37.5, 25, 25, 50), ("cat", [(10, 10), (60, 10), (35, 90)])]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("set/classes.txt", "cat\ndog\n"),
        ("set/data.yaml", "path: ../set\ntrain: images/train\nnc: 2\nnames: ['cat', \"dog\"]\n"),
        ("set/data.yaml", "names:\n  0: cat  # the first\n  1: 'dog'\n\nnc: 2\n"),
        ("set/data.yml", "train: x\nnames:\n- cat\n- dog\nval: y\n"),
        ("set/data.yaml", "names: {0: cat, 1: dog}\n"),
        ("set/data.yaml", "names: [\n  cat,\n  dog\n]\n"),
    ],
)
def test_yolo(name: str, content: str, tmp_path: Path) -> None:
    found = read(zipped([*YOLO_FILES, (name, content.encode())]), tmp_path)
    assert found == [("set/images/train/a.png", (200, 100, 0), YOLO_SHAPES), ("set/images/train/b.png", [])]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"2 0.5 0.5 0.1 0.1", 'no class "2"'),
        (b"cat 0.5 0.5 0.1 0.1", 'no class "cat"'),
        (b"0 0.5 0.5 0.1", "not 3"),
        (b"0 0.5 0.5 0.1 0.1 0.9", "not 5"),
        (b"0 0.5 0.5 x 0.1", "shares of the picture"),
        (b"0 0.5 0.5 nan 0.1", "is no number"),
        (b"0 0.5 0.5 0 0.1", "no width"),
        (b"\xff\xfe", "not text in UTF-8"),
    ],
)
def test_what_a_line_of_yolo_gets_wrong(line: bytes, said: str, tmp_path: Path) -> None:
    files = [("classes.txt", b"cat\ndog\n"), ("images/a.png", png(9, 9)), ("labels/a.txt", line)]
    [refused, *_] = read(zipped(files), tmp_path)
    assert refused[0] == "labels/a.txt"
    assert said in refused[1]


@pytest.mark.parametrize("yaml", ['names: [{}"x', 'names: [a{}"x', "names:\n- a{}b#\n", "names:{}x", "names: {{{}\"'"])
def test_names_full_of_spaces_take_no_time(yaml: str, tmp_path: Path) -> None:
    files = [*YOLO_FILES, ("data.yaml", yaml.format(" " * 1_000_000).encode())]
    began = time.process_time()
    [refused, *_] = read(zipped(files), tmp_path)
    assert "names the classes" in refused[1]
    assert time.process_time() - began < 2


def test_labels_that_are_no_text_do_not_keep_a_config_from_being_proposed(tmp_path: Path) -> None:
    files = [*YOLO_FILES[:2], ("set/labels/train/a.txt", b"\xff"), ("classes.txt", b"cat\n")]
    with pytest.raises(ConfigNeeded) as needed:
        read(zipped(files), tmp_path, TEXT)
    assert "PolygonLabels" not in (needed.value.extra or {})["proposed_config"]


def test_yolo_needs_pictures_whose_sizes_can_be_read(tmp_path: Path) -> None:
    files = [("classes.txt", b"cat\n"), ("labels/a.txt", b"0 0.5 0.5 0.1 0.1"), ("images/b.png", png(9, 9))]
    assert read(zipped(files), tmp_path)[0] == ("labels/a.txt", "There is no picture of this name in the archive.")
    files = [*files[:2], ("images/a.png", png(9, 9)[:20])]
    assert "cannot be read from its file" in read(zipped(files), tmp_path)[0][1]


VOC = """<annotation>
	<folder>VOC2007</folder>
	<filename>000005.png</filename>
	<source><database>The VOC2007 Database</database></source>
	<size><width>500</width><height>375</height><depth>3</depth></size>
	<segmented>0</segmented>
	<object>
		<name>cat</name><pose>Rear</pose><truncated>0</truncated><difficult>0</difficult>
		<bndbox><xmin>251</xmin><ymin>1</ymin><xmax>375</xmax><ymax>375</ymax></bndbox>
	</object>
	<object>
		<name>dog</name>
		<bndbox><xmax>50</xmax><xmin>1</xmin><ymax>75</ymax><ymin>1</ymin></bndbox>
	</object>
</annotation>
"""
VOC_FILES = [
    ("VOCdevkit/VOC2007/Annotations/000005.xml", VOC.encode()),
    ("VOCdevkit/VOC2007/ImageSets/Main/train.txt", b"000005\n"),
    ("VOCdevkit/VOC2007/JPEGImages/000005.png", png(10, 10)),
    ("VOCdevkit/VOC2007/JPEGImages/000007.png", png(10, 10)),
]


def test_voc(tmp_path: Path) -> None:
    first, second = read(zipped(VOC_FILES), tmp_path, BOXES)
    assert first[1:] == ((500, 375, 0), [("cat", 50, 0, 25, 100), ("dog", 0, 0, 10, 20)])
    assert second == ("VOCdevkit/VOC2007/JPEGImages/000007.png", [])


def test_voc_without_a_size_asks_the_picture(tmp_path: Path) -> None:
    text = VOC.replace("<width>500</width><height>375</height>", "<width>0</width><height/>")
    files = [("a.xml", text.encode()), ("000005.png", png(1000, 750))]
    [(_, size, shapes)] = read(zipped(files), tmp_path)
    assert (size, shapes[1]) == ((1000, 750, 0), ("dog", 0, 0, 5, 10))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<annotation>", "This is no XML"),
        ("", "This is no XML"),
        ("<other/>", "none of Pascal VOC"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotation>&x;</annotation>', "DOCTYPE"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><annotation/>'.encode("utf-16"), "none of Pascal VOC"),
        (VOC.replace("<xmin>251</xmin>", ""), "no bndbox of four numbers"),
        (VOC.replace("251", "376"), "no width"),
        (VOC.replace("000005.png", "gone.png"), 'The picture "gone.png" is not in the archive'),
        (VOC + " " * 5_000_000, "larger than 4 MB"),
        ("<annotation>" + "<part>" * 5_000, "This is no XML"),
    ],
)
def test_what_an_xml_file_gets_wrong(text: str | bytes, said: str, tmp_path: Path) -> None:
    content = text if isinstance(text, bytes) else text.encode()
    found = read(zipped([("Annotations/x.xml", content), ("000005.png", png(500, 375))]), tmp_path)
    assert found[0][0] == "Annotations/x.xml"
    assert said in found[0][1]


@pytest.mark.parametrize(
    ("files", "config", "tags"),
    [
        ([("result.json", json.dumps(COCO).encode())], TEXT, ["RectangleLabels", "PolygonLabels", "BrushLabels"]),
        ([("result.json", json.dumps(COCO).encode())], BOXES, ["RectangleLabels", "PolygonLabels", "BrushLabels"]),
        ([*YOLO_FILES, ("set/classes.txt", b"cat\ndog\n")], TEXT, ["RectangleLabels", "PolygonLabels"]),
        ([*YOLO_FILES, ("set/classes.txt", b"cat\ndog\n")], BOXES, ["RectangleLabels", "PolygonLabels"]),
        (
            [*YOLO_FILES[:2], ("labels/a.txt", b"0 .5 .5 .1 .1"), ("classes.txt", b"cat\ndog\n")],
            TEXT,
            ["RectangleLabels"],
        ),
        (VOC_FILES, TEXT, ["RectangleLabels"]),
    ],
)
def test_labels_without_a_place_bring_a_config(files: Any, config: Any, tags: list[str], tmp_path: Path) -> None:
    with pytest.raises(ConfigNeeded) as needed:
        read(zipped(files), tmp_path, config)
    made = parse_label_config((needed.value.extra or {})["proposed_config"])
    assert [control.tag for control in made.controls.values()] == tags
    assert {tuple(control.labels) for control in made.controls.values()} == {("cat", "dog")}
    found = read(zipped(files), tmp_path, parse_label_config(made.text.replace('"image"', '"i"')))
    assert not any(isinstance(item[1], str) for item in found)


@pytest.mark.parametrize(
    ("lines", "tags"),
    [
        (YOLO_TURNED, ["RectangleLabels"]),
        (YOLO_TURNED + b"1 0.5 0.5 0.1 0.1\n", ["RectangleLabels"]),
        # an outline that is no box among them
        (YOLO_TURNED + b"1 0.1 0.1 0.5 0.1 0.5 0.4\n", ["PolygonLabels"]),
    ],
)
def test_turned_boxes_bring_a_config_with_boxes(lines: bytes, tags: list[str], tmp_path: Path) -> None:
    files = [("images/a.png", png(200, 100)), ("labels/a.txt", lines), ("classes.txt", b"cat\ndog\n")]
    with pytest.raises(ConfigNeeded) as needed:
        read(zipped(files), tmp_path, TEXT)
    made = parse_label_config((needed.value.extra or {})["proposed_config"])
    assert [control.tag for control in made.controls.values()] == tags


@pytest.mark.parametrize("name", ["yolo", "voc"])
def test_what_needs_its_pictures_says_so_when_it_comes_alone(name: str, tmp_path: Path) -> None:
    [(_, reason)] = read(b"0 0.5 0.5 0.1 0.1\n", tmp_path, name="a.txt", format=name)
    assert "into a zip" in reason


def results(content: bytes, tmp_path: Path, config: str) -> list[dict[str, Any]]:
    """The result of the first task, under a config of these controls for the labels cat and dog."""
    controls = config.replace("LABELS", '<Label value="cat"/><Label value="dog"/>')
    made = parse_label_config(f'<View>{controls}<Image name="i" value="$photo"/></View>')
    media, options = FolderMedia(tmp_path / "upload"), ReadOptions(config=made)
    task, *_ = read_tasks(
        io.BytesIO(content), name="result.json", data_keys=made.data_keys, options=options, media=media
    )
    assert not isinstance(task, Refusal), task.reason
    found: list[dict[str, Any]] = json.loads(bytes(task.annotations[0].result))
    return found


def coco_of(*annotations: dict[str, Any], width: int = 200, height: int = 100) -> bytes:
    """A document of one picture with these annotations, all of them cats."""
    shapes = [{"id": n, "image_id": 1, "category_id": 17, "iscrowd": 0, **each} for n, each in enumerate(annotations)]
    image = {"id": 1, "file_name": "a.png", "width": width, "height": height}
    return json.dumps({"images": [image], "categories": COCO["categories"], "annotations": shapes}).encode()


UPRIGHT = {"bbox": [20, 20, 50, 40], "segmentation": [[20, 20, 70, 20, 70, 60, 20, 60]]}
CORNERS = [[10, 20], [35, 20], [35, 60], [10, 60]]
OUTLINES_ALONE = '<PolygonLabels name="p" toName="i">LABELS</PolygonLabels>'
BOXES_ALONE = '<RectangleLabels name="r" toName="i">LABELS</RectangleLabels>'


def test_a_box_is_an_outline_where_there_are_only_outlines(tmp_path: Path) -> None:
    [item] = results(coco_of(UPRIGHT), tmp_path, OUTLINES_ALONE)
    assert (item["type"], item["value"]["points"]) == ("polygonlabels", CORNERS)
    [item] = results(coco_of(UPRIGHT), tmp_path, OUTLINES_ALONE + BOXES_ALONE)
    assert (item["type"], item["value"]["x"], item["value"]["width"]) == ("rectanglelabels", 10, 25)


@pytest.mark.parametrize("turned", [1, -1])
def test_four_right_angles_are_a_turned_box_where_there_are_only_boxes(turned: int, tmp_path: Path) -> None:
    # 50 x 25 px about (100, 50), turned clockwise by the angle of 3, 4, 5; also counted the other way round
    corners = [(100, 50), (130, 90), (110, 105), (80, 65)]
    places = [place for corner in [corners[0], *corners[1:][::turned]] for place in corner]
    [item] = results(coco_of({"segmentation": [places]}, height=200), tmp_path, BOXES_ALONE)
    assert item["value"].pop("rectanglelabels") == ["cat"]
    assert item["value"] == pytest.approx({"x": 50, "y": 25, "width": 25, "height": 12.5, "rotation": 53.1301})
    with pytest.raises(ConfigNeeded):
        results(coco_of({"segmentation": [[100, 50, 130, 90, 110, 105, 80, 70]]}), tmp_path, BOXES_ALONE)


@pytest.mark.parametrize(("tag", "type", "value"), [
    ("Rectangle", "rectangle", {"x": 10, "y": 20, "width": 25, "height": 40, "rotation": 0}),
    ("Polygon", "polygon", {"points": CORNERS, "closed": True}),
])  # fmt: skip
def test_labels_beside_what_draws_are_a_second_item_of_the_region(
    tag: str, type: str, value: Any, tmp_path: Path
) -> None:
    drawn, named = results(
        coco_of(UPRIGHT), tmp_path, f'<Labels name="l" toName="i">LABELS</Labels><{tag} name="d" toName="i"/>'
    )
    common = {"id": drawn["id"], "to_name": "i", "original_width": 200, "original_height": 100, "image_rotation": 0}
    assert drawn == {**common, "from_name": "d", "type": type, "value": value}
    assert named == {**common, "from_name": "l", "type": "labels", "value": {**value, "labels": ["cat"]}}


def test_shapes_are_all_about_one_picture_and_need_labels(tmp_path: Path) -> None:
    for config in (
        '<Rectangle name="d" toName="i"/>',
        '<Rectangle name="d" toName="i"/><Labels name="l" toName="t">LABELS</Labels><Text name="t" value="x"/>',
        '<PolygonLabels name="p" toName="other">LABELS</PolygonLabels><Image name="other" value="http://x/y.png"/>',
    ):
        with pytest.raises(ConfigNeeded):
            results(coco_of(UPRIGHT), tmp_path, config)
