"""The templates: each one opens on sample data of its own that its config really shows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from multisession.project.label_config.parse import parse_label_config
from multisession.project.template_project import materialise
from multisession.templates import MediaNotFound, Template, TemplateNotFound, list_templates, template

FIRST = ["text_named_entity", "image_bbox", "text_classification", "image_classification", "text_multi_class"]
every_template = pytest.mark.parametrize("each", list_templates(), ids=lambda each: each.name)


def test_the_gallery_has_its_order() -> None:
    assert [each.name for each in list_templates()][: len(FIRST)] == FIRST
    orders = [each.card.order for each in list_templates()]
    assert orders == sorted(set(orders)), "each has a place of its own"


@every_template
def test_config_is_clean_and_its_tasks_fit(each: Template) -> None:
    config = parse_label_config(each.label_config)
    assert config.warnings == []
    assert config.controls
    tasks = [msgspec.json.decode(task.data) for task in each.tasks()]
    assert 10 <= len(tasks) <= 24
    assert {frozenset(task) for task in tasks} == {frozenset(config.data_keys)}
    assert len({msgspec.json.encode(task) for task in tasks}) == len(tasks)


@every_template
def test_example_fits_its_task_and_its_config(each: Template) -> None:
    config = parse_label_config(each.label_config)
    rows = [msgspec.json.decode(task.data) for task in each.tasks()]
    data = rows[each.example.task - 1]
    assert each.example.result
    regions = {item["id"] for item in each.example.result if item["type"] != "relation"}
    for item in each.example.result:
        if item["type"] == "relation":
            assert {item["from_id"], item["to_id"]} <= regions
            continue
        control = config.controls[item["from_name"]]
        assert item["to_name"] in config.objects or item["to_name"] == item["from_name"]
        value = item["value"]
        chosen = value.get(item["type"], []) if control.labels else []
        assert {str(label) for label in chosen if isinstance(label, str)} <= set(control.labels)
        if item["type"] == "labels":
            text = data[config.objects[item["to_name"]].data_key]
            assert text[value["start"] : value["end"]] == value["text"]
        if item["type"] == "rectanglelabels":
            assert value["x"] + value["width"] <= 100 and value["y"] + value["height"] <= 100


def test_tags_are_those_of_the_config() -> None:
    assert template("image_bbox").tags == ["View", "RectangleLabels", "Label", "Image"]


@pytest.mark.parametrize("name", ["", "..", "mill-street.webp/..", "../config.xml", "../media/mill-street.webp", "\0"])
def test_a_media_name_is_never_a_path(name: str) -> None:
    with pytest.raises(MediaNotFound):
        template("image_bbox").media_file(name)


@every_template
def test_card_and_thumbnail(each: Template) -> None:
    assert each.name == each.directory.name
    assert each.title and each.description and not each.description.endswith(".")
    drawing = etree.fromstring(each.thumbnail.read_bytes())
    assert [drawing.get("width"), drawing.get("height")] == ["320", "200"]
    assert drawing.findtext("{http://www.w3.org/2000/svg}title")
    assert not drawing.xpath("//*[local-name()='script' or local-name()='foreignObject' or @href]")


@every_template
def test_media_are_small_and_all_used(each: Template) -> None:
    tasks = (each.directory / "tasks.json").read_text(encoding="utf-8")
    for path in each.media:
        content = path.read_bytes()
        assert content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"WAVE")
        assert len(content) <= 60_000
        assert path.name in tasks


def test_unknown_template_names_the_nearest() -> None:
    with pytest.raises(TemplateNotFound, match="The nearest is text_classification") as refused:
        template("text_clasification")
    assert refused.value.status_code == 404


def test_former_names_open_what_took_their_place() -> None:
    assert template("other_relations") is template("adv_other_relations")
    former = [name for each in list_templates() for name in each.card.former]
    assert len(set(former)) == len(former) and not set(former) & {each.name for each in list_templates()}


@pytest.mark.parametrize("name", ["", "..", "../templates/image_bbox", "image_bbox/", "/etc", "\0"])
def test_a_name_is_never_a_path(name: str) -> None:
    with pytest.raises(TemplateNotFound):
        template(name)


def test_pictures_are_copied_under_generated_names(tmp_path: Path) -> None:
    source = template("image_bbox")
    contents = materialise(source, tmp_path / "upload")
    files = {path.name: path.read_bytes() for path in (tmp_path / "upload").iterdir()}
    assert len(files) == len(source.media) == len(contents.uploads) == len(contents.tasks)
    for upload in contents.uploads:
        digest = hashlib.blake2b(files[upload.name], digest_size=8).hexdigest()
        assert upload.name == f"{digest}-{upload.original_name}"
        assert (upload.size, upload.content_type) == (len(files[upload.name]), "image/webp")
    shown = [msgspec.json.decode(task.data)["image"] for task in contents.tasks]
    assert sorted(shown) == sorted(f"/data/upload/1/{name}" for name in files)


def test_pictures_in_lists_and_in_markup_are_found(tmp_path: Path) -> None:
    contents = materialise(template("image_ranking"), tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    for task in contents.tasks:
        for item in msgspec.json.decode(task.data)["items"]:
            assert item["html"].partition('src="/data/upload/1/')[2].partition('"')[0] in names


def test_copying_twice_changes_nothing(tmp_path: Path) -> None:
    first = materialise(template("image_classification"), tmp_path)
    changed = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert materialise(template("image_classification"), tmp_path) == first
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == changed


def test_a_template_without_pictures_makes_no_directory(tmp_path: Path) -> None:
    contents = materialise(template("text_named_entity"), tmp_path / "upload")
    assert contents.uploads == [] and len(contents.tasks) == 16
    assert not (tmp_path / "upload").exists()
